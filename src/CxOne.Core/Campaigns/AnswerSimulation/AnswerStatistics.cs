namespace CxOne.Campaigns;

/// <summary>What a call history says about the answer rate. Buckets without attempts are passed over.</summary>
internal sealed record AnswerStatistics
{
    // 0.36 against 0.4 is a variance of 0.1, and 0.10000000000000009 in binary fractions: what is at the threshold passes on both sides.
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

    /// <summary>Nothing with a single bucket, which cannot differ from others.</summary>
    public required HomogeneityTest? Homogeneity { get; init; }

    /// <exception cref="ArgumentException">No row has attempts.</exception>
    public static AnswerStatistics Of(IEnumerable<CallHistoryBucket> history)
    {
        var rows = history.Where(row => row.CallsAttempted > 0).ToList();
        if (rows.Count == 0)
        {
            throw new ArgumentException("No row of the history has attempted calls.", nameof(history));
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

    /// <summary>|simulated − historical| ÷ historical; nothing where the historical rate is 0 and the quotient has no value.</summary>
    public static double? Variance(double simulated, double historical)
        => historical > 0 ? Math.Abs(simulated - historical) / historical : null;

    /// <summary>The verdict, by the rule of <see cref="AnswerVerdict"/>.</summary>
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
        // Where nobody or everybody answered, all buckets have the same rate and no spread to measure a difference by.
        var chiSquare = pooled is 0 or 1
            ? 0
            : rows.Sum(
                row => Math.Pow(row.CallsAnswered - (row.CallsAttempted * pooled), 2) / (row.CallsAttempted * pooled * (1 - pooled)));
        var degrees = rows.Count - 1;
        return new HomogeneityTest(chiSquare, degrees, ChiSquareDistribution.UpperTail(chiSquare, degrees));
    }
}
