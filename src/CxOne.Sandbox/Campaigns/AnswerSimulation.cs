namespace CxOne.Sandbox.Campaigns;

/// <summary>A simulation of an answer rate as it was asked for.</summary>
internal sealed record AnswerSimulation
{
    public required decimal AnswerRate { get; init; }

    /// <summary>The share of the campaign's agents that takes calls, 0 to 1.</summary>
    public required decimal AgentEfficiency { get; init; }

    /// <summary>Seconds between two looks of the dialer.</summary>
    public required int IntervalSec { get; init; }

    /// <summary>Most lines.</summary>
    public required int MaxCalls { get; init; }

    public required int WindowMinutes { get; init; }

    /// <summary>The buckets with attempts.</summary>
    public required IReadOnlyList<HistoryBucket> History { get; init; }
}
