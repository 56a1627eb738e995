namespace CxOne.Pacing;

/// <summary>A ratio that a search has simulated.</summary>
public sealed record DialerRatioCandidate
{
    /// <summary>Gets the ratio: lines per agent (Lines), lines per idle agent (IdleRatio) or highest level (Adaptive).</summary>
    public required double Ratio { get; init; }

    /// <summary>Gets the number of lines (Lines).</summary>
    public int? Lines { get; init; }

    /// <summary>Gets the number of simulated days: those until the candidate was judged, or all days if it is also in the curve.</summary>
    public required int Days { get; init; }

    /// <summary>Gets abandoned ÷ live answered calls of those days.</summary>
    public required double AbandonmentRate { get; init; }

    /// <summary>Gets the one-sided 95 % upper bound of the abandonment rate.</summary>
    public required double AbandonmentUpperBound { get; init; }

    /// <summary>Gets the utilization of the agents in those days, from 0 to 1.</summary>
    public required double Utilization { get; init; }

    /// <summary>Gets a value indicating whether the upper bound is at or below the limit.</summary>
    public required bool IsWithinLimit { get; init; }

    /// <summary>Gets the verdict on the abandonment rate after those days.</summary>
    public required DialerVerdict Verdict { get; init; }

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant($"{Ratio:0.###}: {100 * AbandonmentRate:0.00} %, up to {100 * AbandonmentUpperBound:0.00} % ")
            + FormattableString.Invariant($"({Days} {(Days == 1 ? "day" : "days")})");

    /// <summary>Returns the candidate with the estimates of a simulation at its ratio, which has more days.</summary>
    internal DialerRatioCandidate From(DialerSimulationResult simulation) => this with
    {
        Days = simulation.Days,
        AbandonmentRate = simulation.AbandonmentRate,
        AbandonmentUpperBound = simulation.AbandonmentUpperBound,
        Utilization = simulation.Utilization,
        IsWithinLimit = simulation.AbandonmentUpperBound <= simulation.MaxAbandonmentRate,
        Verdict = simulation.Verdict,
    };
}
