namespace CxOne.DataActions;

/// <summary>What to compute. <see cref="DataActionDateCalculator.Calculate"/> validates it as a whole.</summary>
public sealed record DataActionDateRequest
{
    /// <summary>Gets the point in time to start from.</summary>
    public required DataActionTimestamp Timestamp { get; init; }

    /// <summary>Gets the IANA id of the zone whose calendar and clock are used. Case is ignored.</summary>
    public required string TimeZone { get; init; }

    /// <summary>
    /// Gets the direction of the amount; <see langword="null"/> means <see cref="DataActionOperation.Add"/>. Requires an amount.
    /// </summary>
    public DataActionOperation? Operation { get; init; }

    /// <summary>Gets the amount in minutes; may be negative. Cannot be combined with <see cref="Period"/>.</summary>
    public int? OffsetMinutes { get; init; }

    /// <summary>
    /// Gets the amount as an ISO 8601 period, such as <c>P1M</c> or <c>P1Y2M3W4DT5H6M7.5S</c>. Empty text means no amount. Cannot be
    /// combined with <see cref="OffsetMinutes"/>.
    /// </summary>
    public string? Period { get; init; }

    /// <summary>Gets the arithmetic. The default is <see cref="DataActionArithmetic.Elapsed"/>.</summary>
    public DataActionArithmetic Arithmetic { get; init; } = DataActionArithmetic.Elapsed;

    /// <summary>Gets the rule for a local time that the clocks skipped. The default is <see cref="SkippedTimeRule.Forward"/>.</summary>
    public SkippedTimeRule SkippedTime { get; init; } = SkippedTimeRule.Forward;

    /// <summary>
    /// Gets the rule for a local time that the clocks showed twice. The default is <see cref="AmbiguousTimeRule.Earlier"/>.
    /// </summary>
    public AmbiguousTimeRule AmbiguousTime { get; init; } = AmbiguousTimeRule.Earlier;

    /// <summary>
    /// Gets the IANA id of the zone of a timestamp that has neither <c>Z</c> nor an offset. The default, also for empty text, is UTC. Has
    /// no effect on other timestamps.
    /// </summary>
    public string? SourceTimeZone { get; init; }

    /// <summary>
    /// Gets a value indicating whether a timestamp with neither <c>Z</c> nor an offset is refused (<c>SourceTimeZoneMissing</c>) unless
    /// <see cref="SourceTimeZone"/> is given, UTC included. <see cref="DataActionDateUpdater"/> sets it for every value that it writes.
    /// </summary>
    public bool RequiresSourceTimeZone { get; init; }

    /// <summary>Gets the format of the value. The default is <see cref="DataActionDateFormat.Utc"/>.</summary>
    public DataActionDateFormat OutputFormat { get; init; } = DataActionDateFormat.Utc;
}
