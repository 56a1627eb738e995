namespace CxOne.Sandbox.Campaigns;

/// <summary>How well an assumed answer rate foretells the connects of the history's day.</summary>
internal static class AnswerAccuracy
{
    /// <summary>Lines per agent that takes calls, as long as there are so many.</summary>
    public const double LinesPerAgent = 1.1;

    /// <summary>Most buckets that are simulated one by one: each costs two runs. Neighbours are pooled where there are more.</summary>
    private const int MostBuckets = 8;

    private const int CountedMinutes = 2400;
    private const int FewestReplications = 2;
    private const int MostReplications = 60;

    /// <summary>
    /// 1 − |predicted − actual| ÷ actual connects an hour, at least 0, averaged over the buckets by their attempts. Predicted is a
    /// run with the assumed answer rate, actual one with the bucket's own; the rest of the two runs is the same.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
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
            // Any prediction is one of calls where there were none.
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
