namespace CxOne.DataActions;

/// <summary>A local time that named no instant, or two, and the rule that decided.</summary>
public sealed record DataActionTimeResolution
{
    /// <summary>Whose local time it was: <c>Timestamp</c>, or <c>Result</c> of the calendar or wall-clock arithmetic.</summary>
    public required string Step { get; init; }

    /// <summary>The local time in question.</summary>
    public required string LocalTime { get; init; }

    /// <summary>IANA id of the zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary><c>Skipped</c> or <c>Ambiguous</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// The rule: <c>SkippedTime Forward</c>, <c>SkippedTime Backward</c>, <c>AmbiguousTime Earlier</c> or <c>AmbiguousTime Later</c>.
    /// </summary>
    public required string Rule { get; init; }

    /// <summary>Local time and offset of the instant that the rule gave.</summary>
    public required string ResolvedTo { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Step} {LocalTime} {TimeZone}: {Reason.ToLowerInvariant()}, {Rule} gives {ResolvedTo}";
}
