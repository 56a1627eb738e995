using NodaTime;

namespace CxOne.OpeningHours;

/// <summary>A schedule in a time zone: which status it has at a moment, and at which moment that changes.</summary>
/// <remarks>
/// The rules are on the clock. Where the clock is put forward, the skipped times never happen: a change at a skipped time happens when the
/// clock jumps. Where it is put back, the repeated times happen twice, and so do the changes in them.
/// </remarks>
internal sealed class OpeningClock
{
    private readonly OpeningSchedule _schedule;
    private readonly DateTimeZone _zone;
    private readonly Instant? _overrideEnd;

    public OpeningClock(OpeningSchedule schedule, DateTimeZone zone)
    {
        _schedule = schedule;
        _zone = zone;
        _overrideEnd = schedule.Override switch
        {
            { Until: { } until } => Instant.FromDateTimeOffset(until),
            { LocalUntil: { } local } => zone.AtLeniently(LocalDateTime.FromDateTime(local)).ToInstant(),
            _ => null,
        };
    }

    /// <summary>The status at a moment.</summary>
    public OpeningVerdict At(Instant moment) => IsOverridden(moment) ? _schedule.Override!.Verdict() : ByHours(moment);

    /// <summary>The first later moment with another status; <see langword="null"/> if the status never changes.</summary>
    public Instant? NextChange(Instant moment)
    {
        var status = At(moment).Status;
        if (IsOverridden(moment))
        {
            if (_overrideEnd is not { } end)
            {
                return null;
            }

            return ByHours(end).Status != status ? end : NextByHours(end, status);
        }

        return NextByHours(moment, status);
    }

    private bool IsOverridden(Instant moment) => _schedule.Override is not null && !(_overrideEnd <= moment);

    private OpeningVerdict ByHours(Instant moment) => _schedule.At(moment.InZone(_zone).ToDateTimeUnspecified());

    private Instant? NextByHours(Instant moment, string status)
    {
        while (true)
        {
            var interval = _zone.GetZoneInterval(moment);
            var local = moment.InZone(_zone).ToDateTimeUnspecified();
            if (_schedule.NextEdge(local) is not { } edge)
            {
                return null;
            }

            var next = LocalDateTime.FromDateTime(edge).WithOffset(interval.WallOffset).ToInstant();
            moment = interval.HasEnd && next > interval.End ? interval.End : next;
            if (ByHours(moment).Status != status)
            {
                return moment;
            }
        }
    }
}
