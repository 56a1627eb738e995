namespace CxOne.Pacing;

/// <summary>The four figures of the heuristic. <see cref="Warning"/> explains why they are wrong.</summary>
public sealed record PacingHeuristicResult
{
    /// <summary>Gets the "optimal" dial rate in calls per second, rounded to two decimals.</summary>
    public required double OptimalDialRate { get; init; }

    /// <summary>Gets the "recommended" queue depth in calls, at least 1.</summary>
    public required int RecommendedQueueDepth { get; init; }

    /// <summary>Gets the "estimated" abandonment rate from 0 to 1, rounded to four decimals.</summary>
    public required double EstimatedAbandonment { get; init; }

    /// <summary>Gets the agent utilization from 0 to 1, rounded to three decimals.</summary>
    public required double AgentUtilization { get; init; }

    /// <summary>Gets the explanation of what is wrong with these figures.</summary>
    public required string Warning { get; init; }
}
