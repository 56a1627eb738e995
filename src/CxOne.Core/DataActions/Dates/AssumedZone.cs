using System.Globalization;
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
            ? DataActionsMessages.ZoneMissing(DateText.Shown(input))
            : DataActionsMessages.ZoneMissing(
                DateText.Shown(input), Clock(timestamp.Local), Clock(there, timestamp.Local), zone.Id);

    /// <summary>The warning about a value that is only computed; <see langword="null"/> if both readings are the same.</summary>
    public static string? Warning(DataActionDatePlan plan)
        => !IsAssumed(plan.Timestamp, plan.Request.SourceTimeZone) || IsSameReading(plan.Timestamp, plan.Zone, out var there)
            ? null
            : DataActionsMessages.ZoneAssumed(
                DateText.Shown(plan.Input), Clock(plan.Timestamp.Local), Clock(there, plan.Timestamp.Local), plan.Zone.Id);

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
