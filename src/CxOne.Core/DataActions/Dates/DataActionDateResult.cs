namespace CxOne.DataActions;

/// <summary>A computed date value, with the zone, the rules and the check that led to it.</summary>
public sealed record DataActionDateResult
{
    /// <summary>Gets the timestamp as it was given; a typed one in its round-trip form.</summary>
    public required string Input { get; init; }

    /// <summary>Gets the value to write, with exactly three decimals.</summary>
    public required string Value { get; init; }

    /// <summary>Gets the IANA id of the zone, in the spelling of the time zone database.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Gets the offset of the zone at the instant, as <c>±hh:mm</c>, or as <c>±hh:mm:ss</c> if it has seconds.</summary>
    public required string Offset { get; init; }

    /// <summary>Gets the same offset as a time span.</summary>
    public required TimeSpan UtcOffset { get; init; }

    /// <summary>Gets the local time of the zone at the instant, without its offset.</summary>
    public required string LocalTime { get; init; }

    /// <summary>Gets the instant, in UTC.</summary>
    public required DateTimeOffset Instant { get; init; }

    /// <summary>Gets whether the amount was added or subtracted.</summary>
    public required DataActionOperation Operation { get; init; }

    /// <summary>Gets the amount as an ISO 8601 period; <c>P0D</c> if the request had no amount.</summary>
    public required string Amount { get; init; }

    /// <summary>Gets the arithmetic that was used.</summary>
    public required DataActionArithmetic Arithmetic { get; init; }

    /// <summary>Gets the format of the value.</summary>
    public required DataActionDateFormat OutputFormat { get; init; }

    /// <summary>
    /// Gets the IANA id of the zone in which a timestamp without an offset was read; <see langword="null"/> if the timestamp has an offset.
    /// </summary>
    public string? SourceTimeZone { get; init; }

    /// <summary>
    /// Gets both readings of a timestamp that was read as UTC because nothing specifies its zone, if they differ; otherwise
    /// <see langword="null"/>.
    /// </summary>
    public string? Warning { get; init; }

    /// <summary>Gets whether a rule resolved a local time that the clocks skipped.</summary>
    public required bool IsSkipped { get; init; }

    /// <summary>Gets whether a rule resolved a local time that the clocks showed twice.</summary>
    public required bool IsAmbiguous { get; init; }

    /// <summary>Gets the rules that were applied, such as <c>SkippedTime Forward</c>; <see langword="null"/> if none was needed.</summary>
    public string? Rule { get; init; }

    /// <summary>Gets the local times that a rule resolved: that of the timestamp, that of the result, both or neither.</summary>
    public IReadOnlyList<DataActionTimeResolution> Resolutions { get; init; } = [];

    /// <summary>Gets whether the value, parsed again by .NET's own parser, denotes exactly the expected instant.</summary>
    public required bool AccuracyValid { get; init; }

    /// <summary>
    /// Gets the difference between the parsed value and the expected instant, in milliseconds; negative if the value is too early. Any
    /// number other than 0 is a defect of the module or of its time zone data.
    /// </summary>
    public required long AccuracyErrorMs { get; init; }

    /// <summary>Gets the version of the time zone database that was used, such as <c>2026a</c>.</summary>
    public required string TimeZoneDataVersion { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
