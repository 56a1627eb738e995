using CxOne.Connection;
using CxOne.Errors;
using CxOne.OpeningHours;
using NodaTime;

namespace CxOne.Published;

/// <summary>Evaluates hours profiles: their status at a time, and when it changes.</summary>
public static class HoursEvaluator
{
    /// <summary>Returns the status of a profile at a time.</summary>
    /// <param name="connection">The tenant, whose zone is read once if the request names none.</param>
    /// <param name="profile">The profile, with its days.</param>
    /// <param name="request">The time and the zone.</param>
    /// <param name="log">Receives a warning if the clocks skip or repeat the time.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxValidationException">The zone of the request is not known.</exception>
    /// <exception cref="CxException">The profile has a value that cannot be read (<c>HoursUnreadable</c>), the zone of the business unit is
    /// not understood (<c>TenantTimeZoneUnknown</c>), or a request failed.</exception>
    public static async Task<HoursStatus> EvaluateAsync(
        CxConnection connection, HoursOfOperation profile, HoursRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        var zone = await TenantTimeZone.FindAsync(connection, request.TimeZone, log, cancellationToken).ConfigureAwait(false);
        return Evaluate(profile, HoursMoment.Of(request.At, zone, connection.Client.Clock, log), zone);
    }

    /// <summary>Returns the status of a profile at a moment.</summary>
    /// <exception cref="CxException">The profile has a value that cannot be read (<c>HoursUnreadable</c>).</exception>
    internal static HoursStatus Evaluate(HoursOfOperation profile, Instant moment, DateTimeZone zone)
    {
        var schedule = profile.Schedule();
        IReadOnlyList<string> problems = schedule.Override is { IsKnown: false, Exit: var exit }
            ? [.. schedule.Problems, OpeningMessages.OverrideUnknown(exit)]
            : schedule.Problems;
        if (problems.Count > 0)
        {
            throw new CxException(
                CxErrors.HoursUnreadable, HoursMessages.Unreadable(PublishedId.Text(profile.Id), profile.Name, problems), profile.Id);
        }

        var clock = new OpeningClock(schedule, zone);
        var verdict = clock.At(moment);
        var next = clock.NextChange(moment);
        var local = moment.InZone(zone);
        return new HoursStatus
        {
            Id = profile.Id,
            Name = profile.Name,
            At = local.ToDateTimeOffset(),
            LocalTime = local.ToDateTimeUnspecified(),
            TimeZone = zone.Id,
            Status = verdict.Status,
            Rule = verdict.Rule,
            NextChange = next?.InZone(zone).ToDateTimeOffset(),
            NextStatus = next is { } change ? clock.At(change).Status : null,
        };
    }
}
