namespace CxOne.Pacing;

/// <summary>The result of a search for the highest ratio whose upper bound of the abandonment rate is at or below the limit.</summary>
public sealed record DialerRatioResult
{
    /// <summary>
    /// Gets the ratio, or <see langword="null"/> if not even the lowest ratio of the search is known to stay within the limit. In that case
    /// <see cref="Verdict"/> gives the reason.
    /// </summary>
    public double? Ratio => Best?.Ratio;

    /// <summary>
    /// Gets the verdict: Compliant if there is a ratio, NotCompliant if even the lowest ratio of the search exceeds the limit, Inconclusive
    /// if there are too few days or calls to judge the lowest ratio.
    /// </summary>
    public DialerVerdict Verdict
        => Best?.Verdict ?? (Candidates is [var lowest, ..] ? lowest.Verdict : DialerVerdict.Inconclusive);

    /// <summary>Gets the number of lines at that ratio (Lines).</summary>
    public int? Lines => Best?.Lines;

    /// <summary>Gets abandoned ÷ live answered calls at that ratio.</summary>
    public double? AbandonmentRate => Best?.AbandonmentRate;

    /// <summary>Gets the one-sided 95 % upper bound of the abandonment rate at that ratio.</summary>
    public double? AbandonmentUpperBound => Best?.AbandonmentUpperBound;

    /// <summary>Gets the utilization of the agents at that ratio, from 0 to 1.</summary>
    public double? Utilization => Best?.Utilization;

    /// <summary>Gets the limit of the abandonment rate, greater than 0 and at most 1.</summary>
    public required double MaxAbandonmentRate { get; init; }

    /// <summary>Gets the source of the limit: a rule set, a configuration or the caller.</summary>
    public string? LimitSource { get; init; }

    /// <summary>
    /// Gets a value indicating whether the highest ratio of the search is within the limit. A higher ratio may then be within it as well.
    /// </summary>
    public required bool IsAtHighest { get; init; }

    /// <summary>Gets the simulation at that ratio with all days, or <see langword="null"/> if there is no ratio.</summary>
    public DialerSimulationResult? Best { get; init; }

    /// <summary>
    /// Gets all ratios of the search in ascending order; at least one. A ratio far from the limit is judged by fewer days than requested
    /// (<see cref="DialerRatioCandidate.Days"/>), so its estimates may differ slightly from those of all days. A ratio that is also in
    /// <see cref="Curve"/> has the estimates of the curve.
    /// </summary>
    public required IReadOnlyList<DialerRatioCandidate> Candidates { get; init; } = [];

    /// <summary>Gets the simulations at evenly spaced ratios around the result if a curve was requested; otherwise empty.</summary>
    public IReadOnlyList<DialerSimulationResult> Curve { get; init; } = [];

    /// <summary>The inputs of the simulations, also set if there is no ratio.</summary>
    internal DialerInputs? Inputs { get; init; }

    /// <summary>Returns the result with a curve. Candidates at its ratios take over its estimates, so that the two agree.</summary>
    /// <param name="curve">Simulations with all days.</param>
    internal DialerRatioResult With(IReadOnlyList<DialerSimulationResult> curve) => this with
    {
        Curve = curve,
        Candidates =
        [
            .. Candidates.Select(candidate => curve.FirstOrDefault(point => Math.Abs(point.Ratio - candidate.Ratio) < 1e-6) is { } same
                ? candidate.From(same)
                : candidate)
        ],
    };

    /// <inheritdoc/>
    public override string ToString()
        => Best?.ToString()
            ?? (Verdict == DialerVerdict.NotCompliant
                ? PacingMessages.NoRatioWithinLimit
                : PacingMessages.TooFewDaysForRatio);
}
