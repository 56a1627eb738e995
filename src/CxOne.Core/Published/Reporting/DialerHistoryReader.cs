using System.Globalization;
using System.Runtime.CompilerServices;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using NodaTime;

namespace CxOne.Published;

/// <summary>Reads what outbound skills dialed, interval by interval.</summary>
public static class DialerHistoryReader
{
    /// <summary>No document names the length of an interval; 15 and 30 minutes have been observed in public clients.</summary>
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Reads the history in the order of time, window by window of 24 hours. Windows that the connection has read in the last hour are not
    /// requested again. Windows without rows of a skill between windows that have some are named in one warning per skill.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">The skills, the times, and how the answer is read.</param>
    /// <param name="log">Receives warnings, progress, and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxValidationException">The times or the zone of the request break a rule.</exception>
    /// <exception cref="CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), the zone of the business unit is
    /// not understood (<c>TenantTimeZoneUnknown</c>), or the tenant refuses even the shortest request, of 15 minutes.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<DialerHistoryRow>> ReadAsync(
        CxConnection connection,
        DialerHistoryRequest request,
        ICxLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        var now = connection.Client.Clock.GetUtcNow();
        var (after, before) = request.Times(now);
        var zone = await TenantTimeZone.FindAsync(connection, request.TimeZone, log, cancellationToken).ConfigureAwait(false);
        var cache = DialerHistoryCache.Of(connection);
        var fetcher = new DialerHistoryFetcher(connection, log);
        var gaps = new DialerHistoryGaps();
        var (unit, isUnitKnown) = (request.AhtUnit, request.AhtUnit is not null);

        // An interval that is not over yet would look like one with fewer calls.
        var present = Floor(now, LongestInterval);
        var end = before < present ? before : present;
        var first = Floor(after, DialerHistoryFetcher.Window);
        for (var start = first; start < end; start += DialerHistoryFetcher.Window)
        {
            log.Progress(new CxProgress(ReportingMessages.Activity, ReportingMessages.Status(start))
            {
                PercentComplete = (int)(100 * ((start - first) / (end - first))),
            });
            var next = start + DialerHistoryFetcher.Window;
            var rows = await fetcher.ReadAsync(start, next < present ? next : present, cancellationToken).ConfigureAwait(false);
            var wanted = request.Skills.Count == 0 ? rows : Array.FindAll(rows, row => request.Skills.ContainsKey(row.SkillId));
            if (!isUnitKnown && wanted.Length > 0 && DialerAhtUnits.Mean(rows) is { } mean)
            {
                (unit, isUnitKnown) = (DialerAhtUnits.Of(mean), true);
                log.Warning(unit is { } found
                    ? ReportingMessages.UnitAssumed(found, mean * DialerAhtUnits.Seconds(found))
                    : ReportingMessages.UnitUnknown(mean));
            }

            gaps.Take(start, next, wanted.Select(row => row.SkillId).ToHashSet());
            DialerHistoryRow[] page = [.. wanted
                .Where(row => row.Start >= after && row.Start < end)
                .Select(row => Row(row, request.AbandonsBeside, unit, zone, Name(row.SkillId)))];
            if (page.Length > 0)
            {
                yield return page;
            }
        }

        log.Progress(new CxProgress(ReportingMessages.Activity, string.Empty) { IsCompleted = true });
        foreach (var skill in request.Skills.Keys.Where(skill => !gaps.HasRows(skill)).Order())
        {
            log.Warning(ReportingMessages.NoRows(ReportingMessages.Skill(skill, Name(skill)), after, before));
        }

        foreach (var gap in gaps.Describe(skill => ReportingMessages.Skill(skill, Name(skill))))
        {
            log.Warning(gap);
        }

        string? Name(int skill) => cache.Name(skill) ?? request.Skills.GetValueOrDefault(skill);
    }

    private static DateTimeOffset Floor(DateTimeOffset time, TimeSpan unit)
        => new(time.UtcTicks - (time.UtcTicks % unit.Ticks), TimeSpan.Zero);

    private static DialerHistoryRow Row(
        DialerInterval row, bool areAbandonsBeside, DialerAhtUnit? unit, DateTimeZone zone, string? name)
    {
        var local = Instant.FromDateTimeOffset(row.Start).InZone(zone);
        double? aht = double.IsNaN(row.ConnectsAht) ? null : row.ConnectsAht;
        return new DialerHistoryRow
        {
            TimeBucket = local.ToString("HH:mm", CultureInfo.InvariantCulture),
            StartedAt = row.Start,
            SkillId = row.SkillId,
            SkillName = name,
            CallsAttempted = row.Dials,
            CallsAnswered = areAbandonsBeside ? (long)row.Connects + row.Abandons : row.Connects,
            Abandoned = row.Abandons,
            RightPartyConnects = row.RightPartyConnects < 0 ? null : row.RightPartyConnects,
            ConnectsAht = aht,

            // Without a connect there is no time to take the mean of, whatever the tenant writes.
            TalkSec = row.Connects > 0 && unit is { } known ? aht * DialerAhtUnits.Seconds(known) : null,
        };
    }
}
