namespace CxOne.DataActions;

/// <summary>A local time that has no instant or two, and the rule that resolved it.</summary>
public sealed record DataActionTimeResolution
{
    /// <summary>Gets the origin of the local time: <c>Timestamp</c>, or <c>Result</c> of the calendar or wall-clock arithmetic.</summary>
    public required string Step { get; init; }

    /// <summary>Gets the local time, in the form <c>yyyy-MM-ddTHH:mm:ss.fff</c>.</summary>
    public required string LocalTime { get; init; }

    /// <summary>Gets the IANA id of the zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Gets <c>Skipped</c> or <c>Ambiguous</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// Gets the rule: <c>SkippedTime Forward</c>, <c>SkippedTime Backward</c>, <c>AmbiguousTime Earlier</c> or <c>AmbiguousTime Later</c>.
    /// </summary>
    public required string Rule { get; init; }

    /// <summary>Gets the local time and offset of the instant that the rule selected.</summary>
    public required string ResolvedTo { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Step} {LocalTime} {TimeZone}: {Reason.ToLowerInvariant()}, {Rule} gives {ResolvedTo}";
}
