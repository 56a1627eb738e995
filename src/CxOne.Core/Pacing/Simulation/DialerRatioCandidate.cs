namespace CxOne.Pacing;

/// <summary>A ratio that a search has looked at.</summary>
public sealed record DialerRatioCandidate
{
    /// <summary>The ratio.</summary>
    public required double Ratio { get; init; }

    /// <summary>Its lines (Lines).</summary>
    public int? Lines { get; init; }

    /// <summary>Days that were enough to tell.</summary>
    public required int Days { get; init; }

    /// <summary>Abandoned ÷ live answered calls of those days.</summary>
    public required double AbandonmentRate { get; init; }

    /// <summary>One-sided 95 % upper bound.</summary>
    public required double AbandonmentUpperBound { get; init; }

    /// <summary>Utilization of those days.</summary>
    public required double Utilization { get; init; }

    /// <summary>The upper bound is at or below the limit.</summary>
    public required bool IsWithinLimit { get; init; }

    /// <summary>What those days say of the abandonment rate against the limit.</summary>
    public required DialerVerdict Verdict { get; init; }

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant($"{Ratio:0.###}: {100 * AbandonmentRate:0.00} %, up to {100 * AbandonmentUpperBound:0.00} %");
}
