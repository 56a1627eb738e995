namespace CxOne.Sandbox.Campaigns;

/// <summary>Computes how well an assumed answer rate predicts the connects of the history.</summary>
internal static class AnswerAccuracy
{
    /// <summary>Lines per available agent, up to the maximum number of calls.</summary>
    public const double LinesPerAgent = 1.1;

    /// <summary>
    /// Maximum number of buckets that are simulated separately, with two runs each. Adjacent buckets are pooled if there are more.
    /// </summary>
    private const int MostBuckets = 8;

    private const int CountedMinutes = 2400;
    private const int FewestReplications = 2;
    private const int MostReplications = 60;

    /// <summary>
    /// Returns 1 − |predicted − actual| ÷ actual connects per hour, at least 0, as a mean over the buckets weighted by attempts. The
    /// predicted value comes from a run with the assumed answer rate, the actual one from a run with the answer rate of the bucket.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static double Of(AnswerSimulation simulation, int agentCount, int seed, CancellationToken cancellationToken)
    {
        var agents = Math.Max(1, (int)Math.Round(agentCount * (double)simulation.AgentEfficiency));
        var buckets = Pooled(simulation.History);
        var dialer = new CampaignDialer
        {
            Agents = agents,
            Lines = Math.Min(simulation.MaxCalls, (int)Math.Ceiling(LinesPerAgent * agents)),
            TickSec = simulation.IntervalSec,
            CountedSec = simulation.WindowMinutes * 60d / buckets.Count,
            Replications = Math.Clamp(CountedMinutes / simulation.WindowMinutes, FewestReplications, MostReplications),
            Seed = seed,
        };
        var sum = 0d;
        var attempts = 0d;
        foreach (var bucket in buckets)
        {
            sum += bucket.Attempted * Of(bucket, (double)simulation.AnswerRate, dialer, cancellationToken);
            attempts += bucket.Attempted;
        }

        return sum / attempts;
    }

    private static double Of(HistoryBucket bucket, double assumed, CampaignDialer dialer, CancellationToken cancellationToken)
    {
        if (bucket.Answered == 0)
        {
            // Without answered calls every prediction is wrong.
            return 0;
        }

        var actual = dialer.Run((double)bucket.Answered / bucket.Attempted, bucket.AverageTalkSec, cancellationToken).ConnectsPerHour;
        var predicted = dialer.Run(assumed, bucket.AverageTalkSec, cancellationToken).ConnectsPerHour;
        return 1 - RelativeError.Of(predicted, actual);
    }

    private static IReadOnlyList<HistoryBucket> Pooled(IReadOnlyList<HistoryBucket> history)
    {
        if (history.Count <= MostBuckets)
        {
            return history;
        }

        var size = (history.Count + MostBuckets - 1) / MostBuckets;
        return [.. history.Chunk(size).Select(HistoryBucket.Pool)];
    }
}
