namespace CxOne.Pacing;

/// <summary>What the heuristic says; see <see cref="PacingHeuristic"/> for what is wrong with it.</summary>
public sealed record PacingHeuristicResult
{
    /// <summary>"Optimal" dial rate, calls a second, to two places.</summary>
    public required double OptimalDialRate { get; init; }

    /// <summary>"Recommended" queue depth, calls.</summary>
    public required int RecommendedQueueDepth { get; init; }

    /// <summary>"Estimated" abandonment, ratio, to four places.</summary>
    public required double EstimatedAbandonment { get; init; }

    /// <summary>Agent utilization, ratio, to three places.</summary>
    public required double AgentUtilization { get; init; }

    /// <summary>What is wrong with these figures.</summary>
    public required string Warning { get; init; }
}
