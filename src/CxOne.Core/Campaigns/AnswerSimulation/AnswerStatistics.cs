namespace CxOne.Campaigns;

/// <summary>The statistics of answer rates in a call history. Buckets without attempts are ignored.</summary>
internal sealed record AnswerStatistics
{
    // 0.36 against 0.4 is a variance of 0.1, but 0.10000000000000009 in binary: a variance at the threshold must pass.
    private const double Rounding = 1e-12;

    private AnswerStatistics()
    {
    }

    /// <summary>Buckets with attempts.</summary>
    public required int Buckets { get; init; }

    public required double Attempted { get; init; }

    public required double Answered { get; init; }

    /// <summary>Unweighted mean of the buckets' rates.</summary>
    public required double MeanRate { get; init; }

    /// <summary>All answered over all attempted.</summary>
    public required double PooledRate { get; init; }

    /// <summary>95 % interval of the pooled rate.</summary>
    public required RateInterval PooledInterval { get; init; }

    /// <summary><see langword="null"/> for a single bucket, which cannot differ from others.</summary>
    public required HomogeneityTest? Homogeneity { get; init; }

    /// <exception cref="ArgumentException">No row has attempts.</exception>
    public static AnswerStatistics Of(IEnumerable<CallHistoryBucket> history)
    {
        var rows = history.Where(row => row.CallsAttempted > 0).ToList();
        if (rows.Count == 0)
        {
            throw new ArgumentException(CampaignMessages.NoAttempts, nameof(history));
        }

        var attempted = rows.Sum(row => (double)row.CallsAttempted);
        var answered = rows.Sum(row => (double)row.CallsAnswered);
        var pooled = answered / attempted;
        return new AnswerStatistics
        {
            Buckets = rows.Count,
            Attempted = attempted,
            Answered = answered,
            MeanRate = rows.Average(row => (double)row.CallsAnswered / row.CallsAttempted),
            PooledRate = pooled,
            PooledInterval = RateInterval.Wilson(answered, attempted),
            Homogeneity = rows.Count == 1 ? null : Test(rows, pooled),
        };
    }

    /// <summary>|simulated − historical| ÷ historical; <see langword="null"/> for a historical rate of 0.</summary>
    public static double? Variance(double simulated, double historical)
        => historical > 0 ? Math.Abs(simulated - historical) / historical : null;

    /// <summary>The verdict by the rules of <see cref="AnswerVerdict"/>.</summary>
    public AnswerVerdict Judge(double simulated, double threshold, AnswerWeighting weighting)
        => IsTooSmall(simulated, threshold) ? AnswerVerdict.Inconclusive
            : Variance(simulated, weighting == AnswerWeighting.Attempts ? PooledRate : MeanRate) <= threshold * (1 + Rounding)
                ? AnswerVerdict.Pass
            : AnswerVerdict.Fail;

    private bool IsTooSmall(double simulated, double threshold)
    {
        // |s − m| ≤ t·m is the same as s ÷ (1 + t) ≤ m ≤ s ÷ (1 − t).
        var lowest = simulated / (1 + threshold);
        var highest = simulated / (1 - threshold);
        var allPass = PooledInterval.Lower >= lowest && PooledInterval.Upper <= highest;
        var allFail = PooledInterval.Upper < lowest || PooledInterval.Lower > highest;
        return (PooledInterval.Upper - PooledInterval.Lower) / 2 > threshold * PooledRate && !allPass && !allFail;
    }

    private static HomogeneityTest Test(List<CallHistoryBucket> rows, double pooled)
    {
        // If no call or every call was answered, all buckets have the same rate and the expected variance is 0.
        var chiSquare = pooled is 0 or 1
            ? 0
            : rows.Sum(
                row => Math.Pow(row.CallsAnswered - (row.CallsAttempted * pooled), 2) / (row.CallsAttempted * pooled * (1 - pooled)));
        var degrees = rows.Count - 1;
        return new HomogeneityTest(chiSquare, degrees, ChiSquareDistribution.UpperTail(chiSquare, degrees));
    }
}
