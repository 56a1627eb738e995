namespace CxOne.DataActions;

/// <summary>A date value, ready to be written, and how it came about.</summary>
public sealed record DataActionDateResult
{
    /// <summary>The timestamp as it was given; a typed one in its round-trip form.</summary>
    public required string Input { get; init; }

    /// <summary>The value to write, with exactly three decimals.</summary>
    public required string Value { get; init; }

    /// <summary>IANA id of the zone, in the spelling of the time zone database.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Offset of the zone at the instant, as <c>±hh:mm</c>; <c>±hh:mm:ss</c> where it has seconds.</summary>
    public required string Offset { get; init; }

    /// <summary>The same offset as a time span.</summary>
    public required TimeSpan UtcOffset { get; init; }

    /// <summary>Local time of the zone at the instant, without its offset.</summary>
    public required string LocalTime { get; init; }

    /// <summary>The instant, in UTC.</summary>
    public required DateTimeOffset Instant { get; init; }

    /// <summary>What was done with the amount.</summary>
    public required DataActionOperation Operation { get; init; }

    /// <summary>The amount as an ISO 8601 period; <c>P0D</c> where there was none.</summary>
    public required string Amount { get; init; }

    /// <summary>What the amount was counted on.</summary>
    public required DataActionArithmetic Arithmetic { get; init; }

    /// <summary>How the value is written.</summary>
    public required DataActionDateFormat OutputFormat { get; init; }

    /// <summary>IANA id of the zone that a timestamp without an offset was read in; nothing where the timestamp says it itself.</summary>
    public string? SourceTimeZone { get; init; }

    /// <summary>
    /// Both readings of a timestamp that was read as UTC because nothing says its zone, where they differ; otherwise nothing.
    /// </summary>
    public string? Warning { get; init; }

    /// <summary>A local time had to be turned into an instant that the clocks skipped.</summary>
    public required bool IsSkipped { get; init; }

    /// <summary>A local time had to be turned into an instant that the clocks showed twice.</summary>
    public required bool IsAmbiguous { get; init; }

    /// <summary>The rules that decided, such as <c>SkippedTime Forward</c>; nothing where no rule was needed.</summary>
    public string? Rule { get; init; }

    /// <summary>Each local time that a rule decided on: that of the timestamp, that of the result, both or none.</summary>
    public IReadOnlyList<DataActionTimeResolution> Resolutions { get; init; } = [];

    /// <summary>The value, parsed again by .NET's own parser, lies exactly where it must.</summary>
    public required bool AccuracyValid { get; init; }

    /// <summary>
    /// How far the value lies from where it must, in milliseconds; negative where it is too early. Zero unless something is wrong.
    /// </summary>
    public required long AccuracyErrorMs { get; init; }

    /// <summary>Version of the time zone database that was used, such as <c>2026a</c>.</summary>
    public required string TimeZoneDataVersion { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
