namespace CxOne.Sandbox.Campaigns;

/// <summary>The parameters of a simulation of an answer rate.</summary>
internal sealed record AnswerSimulation
{
    public required decimal AnswerRate { get; init; }

    /// <summary>The share of the agents of the campaign that take calls, from 0 to 1.</summary>
    public required decimal AgentEfficiency { get; init; }

    /// <summary>Seconds between two decisions of the dialer.</summary>
    public required int IntervalSec { get; init; }

    /// <summary>Maximum number of lines.</summary>
    public required int MaxCalls { get; init; }

    public required int WindowMinutes { get; init; }

    /// <summary>The buckets with attempts.</summary>
    public required IReadOnlyList<HistoryBucket> History { get; init; }
}
