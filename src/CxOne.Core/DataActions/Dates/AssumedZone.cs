using System.Globalization;
using CxOne.Errors;
using NodaTime;

namespace CxOne.DataActions;

/// <summary>
/// A timestamp with neither <c>Z</c> nor an offset, and no source zone: it is read as UTC. That is rarely what a local time beside a time
/// zone means, so both readings are named.
/// </summary>
internal static class AssumedZone
{
    public static bool IsAssumed(ReadTimestamp timestamp, string? sourceTimeZone)
        => timestamp.OffsetMs is null && string.IsNullOrEmpty(sourceTimeZone);

    /// <summary>The refusal of a value that is to be written.</summary>
    public static string Refusal(string input, ReadTimestamp timestamp, DateTimeZone zone)
        => IsSameReading(timestamp, zone, out var there)
            ? $"Timestamp '{DateText.Shown(input)}' has no zone. Give {CxHint.Option("SourceTimeZone")}, UTC included, or write Z or an offset."
            : $"Timestamp '{DateText.Shown(input)}' has no zone: {Clock(timestamp.Local)} as UTC is {Clock(there, timestamp.Local)} in "
                + $"{zone.Id}. For {Clock(timestamp.Local)} in {zone.Id} use {CxHint.Option("SourceTimeZone")} {zone.Id}; "
                + $"for UTC use {CxHint.Option("SourceTimeZone")} UTC, or write Z.";

    /// <summary>The warning beside a value that is only computed; nothing where both readings are the same.</summary>
    public static string? Warning(DataActionDatePlan plan)
        => !IsAssumed(plan.Timestamp, plan.Request.SourceTimeZone) || IsSameReading(plan.Timestamp, plan.Zone, out var there)
            ? null
            : $"{Clock(plan.Timestamp.Local)} without a zone was read as UTC, {Clock(there, plan.Timestamp.Local)} in {plan.Zone.Id}. "
                + $"For {Clock(plan.Timestamp.Local)} in {plan.Zone.Id} use {CxHint.Option("SourceTimeZone")} {plan.Zone.Id}; "
                + $"for UTC write Z (timestamp '{DateText.Shown(plan.Input)}').";

    private static bool IsSameReading(ReadTimestamp timestamp, DateTimeZone zone, out LocalDateTime there)
    {
        var instant = timestamp.Local.InUtc().ToInstant();
        var moved = LocalTimeResolver.Milliseconds(timestamp.Local) + zone.GetUtcOffset(instant).Milliseconds;

        // At either end of the calendar the other reading cannot be written.
        there = DateText.IsInRange(moved) ? LocalTimeResolver.Local(moved) : timestamp.Local;
        return there == timestamp.Local;
    }

    private static string Clock(LocalDateTime time)
        => time.ToString(time.Second == 0 && time.Millisecond == 0 ? "HH:mm" : "HH:mm:ss.FFF", CultureInfo.InvariantCulture);

    private static string Clock(LocalDateTime time, LocalDateTime other)
        => time.Date == other.Date
            ? Clock(time)
            : $"{Clock(time)} on {time.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}
