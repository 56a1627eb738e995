namespace CxOne.Pacing;

/// <summary>The highest ratio whose upper bound of abandonment stays at or below the limit.</summary>
public sealed record DialerRatioResult
{
    /// <summary>The simulation at that ratio with all days; <see langword="null"/> where even the lowest ratio passes the limit.</summary>
    public DialerSimulationResult? Best { get; init; }

    /// <summary>The highest ratio of the search is within the limit: a higher one may be as well.</summary>
    public required bool IsAtHighest { get; init; }

    /// <summary>Every ratio that was looked at, ascending.</summary>
    public required IReadOnlyList<DialerRatioCandidate> Candidates { get; init; }
}
