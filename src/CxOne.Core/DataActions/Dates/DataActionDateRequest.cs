namespace CxOne.DataActions;

/// <summary>A date value as the caller wants it. <see cref="DataActionDateCalculator.Calculate"/> checks it as a whole.</summary>
public sealed record DataActionDateRequest
{
    /// <summary>The point in time to start from.</summary>
    public required DataActionTimestamp Timestamp { get; init; }

    /// <summary>IANA id of the zone whose calendar and clock count, in any case.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Direction of the amount; nothing means <see cref="DataActionOperation.Add"/>. Needs an amount.</summary>
    public DataActionOperation? Operation { get; init; }

    /// <summary>The amount in minutes, of either sign. Not together with <see cref="Period"/>.</summary>
    public int? OffsetMinutes { get; init; }

    /// <summary>
    /// The amount as an ISO 8601 period, such as <c>P1M</c> or <c>P1Y2M3W4DT5H6M7.5S</c>. Not
    /// together with <see cref="OffsetMinutes"/>; empty text means none.
    /// </summary>
    public string? Period { get; init; }

    /// <summary>What the amount is counted on.</summary>
    public DataActionArithmetic Arithmetic { get; init; } = DataActionArithmetic.Elapsed;

    /// <summary>What becomes of a local time that the clocks skipped.</summary>
    public SkippedTimeRule SkippedTime { get; init; } = SkippedTimeRule.Forward;

    /// <summary>What becomes of a local time that the clocks showed twice.</summary>
    public AmbiguousTimeRule AmbiguousTime { get; init; } = AmbiguousTimeRule.Earlier;

    /// <summary>
    /// IANA id of the zone of a timestamp that has neither <c>Z</c> nor an offset; UTC
    /// where it is absent or empty. Of no effect on other timestamps.
    /// </summary>
    public string? SourceTimeZone { get; init; }

    /// <summary>
    /// A timestamp with neither <c>Z</c> nor an offset is refused (<c>SourceTimeZoneMissing</c>) unless <see cref="SourceTimeZone"/> is
    /// given, UTC included. <see cref="DataActionDateUpdater"/> sets it for every value that it writes.
    /// </summary>
    public bool RequiresSourceTimeZone { get; init; }

    /// <summary>How the value is written.</summary>
    public DataActionDateFormat OutputFormat { get; init; } = DataActionDateFormat.Utc;
}
