using CxOne.Errors;
using CxOne.OpeningHours;
using NodaTime;

namespace CxOne.Published;

/// <summary>Finds the moment that a caller's time means in a zone.</summary>
internal static class HoursMoment
{
    /// <summary>
    /// Returns the moment. A time on the clock of the zone that the clocks skip is moved forward by the skipped time; of one that they show
    /// twice, the first is used. Both are said.
    /// </summary>
    /// <exception cref="CxValidationException">The time is outside the years 1900 to 9000.</exception>
    public static Instant Of(DateTime? at, DateTimeZone zone, TimeProvider clock, ICxLog log)
    {
        if (at is not { } time)
        {
            return Instant.FromDateTimeOffset(clock.GetUtcNow());
        }

        List<string> violations = [];
        violations.Range("The year of At", time.Year, 1900, OpeningText.LastYear);
        CxValidationException.ThrowIfAny(violations, time);
        if (time.Kind != DateTimeKind.Unspecified)
        {
            return Instant.FromDateTimeUtc(time.ToUniversalTime());
        }

        var mapping = zone.MapLocal(LocalDateTime.FromDateTime(time));
        var moment = mapping.Count switch
        {
            0 => mapping.LocalDateTime.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant(),
            1 => mapping.Single().ToInstant(),
            _ => mapping.First().ToInstant(),
        };
        if (mapping.Count != 1)
        {
            var (local, used) = (OpeningMessages.Local(time), Text(moment, zone));
            log.Warning(mapping.Count == 0
                ? HoursMessages.Skipped(local, zone.Id, used)
                : HoursMessages.Repeated(local, zone.Id, used, Text(mapping.Last().ToInstant(), zone)));
        }

        return moment;
    }

    private static string Text(Instant moment, DateTimeZone zone) => OpeningMessages.Moment(moment.InZone(zone).ToDateTimeOffset());
}
