namespace CxOne.Pacing;

/// <summary>The highest ratio whose upper bound of abandonment stays at or below the limit.</summary>
public sealed record DialerRatioResult
{
    /// <summary>
    /// The ratio; <see langword="null"/> where even the lowest one of the search is
    /// not known to keep the limit (<see cref="Verdict"/> says which).
    /// </summary>
    public double? Ratio => Best?.Ratio;

    /// <summary>
    /// Compliant where there is a ratio; NotCompliant where even the lowest one of the search passes the limit; Inconclusive where that
    /// cannot be told of the lowest one because there are too few days or calls.
    /// </summary>
    public DialerVerdict Verdict => Best?.Verdict ?? Candidates[0].Verdict;

    /// <summary>Its lines (Lines).</summary>
    public int? Lines => Best?.Lines;

    /// <summary>Abandoned ÷ live answered calls at that ratio.</summary>
    public double? AbandonmentRate => Best?.AbandonmentRate;

    /// <summary>One-sided 95 % upper bound of the abandonment rate at that ratio.</summary>
    public double? AbandonmentUpperBound => Best?.AbandonmentUpperBound;

    /// <summary>Utilization at that ratio.</summary>
    public double? Utilization => Best?.Utilization;

    /// <summary>The limit of the abandonment rate.</summary>
    public required double MaxAbandonmentRate { get; init; }

    /// <summary>Where the limit comes from: a rule set, a configuration or the caller.</summary>
    public string? LimitSource { get; init; }

    /// <summary>The highest ratio of the search is within the limit: a higher one may be as well.</summary>
    public required bool IsAtHighest { get; init; }

    /// <summary>The simulation at that ratio with all days; <see langword="null"/> where there is no ratio.</summary>
    public DialerSimulationResult? Best { get; init; }

    /// <summary>Every ratio that was looked at, ascending; at least one.</summary>
    public required IReadOnlyList<DialerRatioCandidate> Candidates { get; init; }

    /// <summary>Simulations at evenly spaced ratios around the answer, where they were asked for; otherwise empty.</summary>
    public IReadOnlyList<DialerSimulationResult> Curve { get; init; } = [];

    /// <summary>What was simulated, known also where there is no ratio.</summary>
    internal DialerInputs? Inputs { get; init; }

    /// <inheritdoc/>
    public override string ToString()
        => Best?.ToString()
            ?? (Verdict == DialerVerdict.NotCompliant
                ? "no ratio within the limit"
                : "no ratio is known to be within the limit; more days would tell");
}
