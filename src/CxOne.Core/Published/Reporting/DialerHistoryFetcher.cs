using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>
/// Reads windows of the dialer history. A window that the tenant refuses is read in smaller requests, because no document names the longest
/// time that a request may cover.
/// </summary>
internal sealed class DialerHistoryFetcher
{
    /// <summary>The length of a window. Windows begin at midnight UTC, so that every call asks for the same ones.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    // Each length divides the one before it, and the intervals of the history are at least as long as the last one.
    private static readonly TimeSpan[] Lengths =
        [Window, TimeSpan.FromHours(12), TimeSpan.FromHours(6), TimeSpan.FromHours(3), TimeSpan.FromHours(1), TimeSpan.FromMinutes(30),
            TimeSpan.FromMinutes(15)];

    // The second one is of older versions.
    private static readonly string[] ListKeys = ["wfM_OB_StatsV9", "outboundStats"];

    private readonly PublishedClient _client;
    private readonly DialerHistoryCache _cache;
    private readonly TimeProvider _clock;
    private readonly ICxLog _log;

    public DialerHistoryFetcher(CxConnection connection, ICxLog log)
    {
        _client = new PublishedClient(connection, log);
        _cache = DialerHistoryCache.Of(connection);
        _clock = connection.Client.Clock;
        _log = log;
    }

    /// <summary>Returns the rows of a window by time and skill, from the tenant or from an earlier reading.</summary>
    /// <param name="start">The start of the window.</param>
    /// <param name="end">Its end, or the present if it is not over yet.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    public async Task<DialerInterval[]> ReadAsync(DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        if (_cache.Find(start, _clock.GetUtcNow()) is { } known)
        {
            return known;
        }

        List<DialerInterval> rows = [];
        var (level, learned) = (_cache.Level, _cache.Level);
        for (var from = start; from < end;)
        {
            var to = Min(start + (Lengths[level] * (Math.Floor((from - start) / Lengths[level]) + 1)), end);
            var shorter = Array.FindIndex(Lengths, length => length < to - from);
            try
            {
                rows.AddRange(await RequestAsync(from, to, cancellationToken).ConfigureAwait(false));
                from = to;
            }
            catch (CxRequestException exception) when (shorter >= 0 && IsTooMuch(exception))
            {
                _log.Verbose(ReportingMessages.WindowRefused(from, to, exception.ErrorId, Lengths[shorter]));
                level = shorter;

                // A failure of the server may pass; a refusal is expected for the next window as well.
                learned = exception.StatusCode == 500 ? learned : shorter;
            }
        }

        _cache.Level = learned;
        DialerInterval[] sorted = [.. rows];
        Array.Sort(sorted, DialerInterval.Compare);
        _cache.Keep(start, sorted, _clock.GetUtcNow());
        return sorted;
    }

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static bool IsTooMuch(CxRequestException exception)
        => exception.StatusCode is 400 or 413 or 500 || exception.InnerException is AnswerTooLargeException;

    private async Task<IEnumerable<DialerInterval>> RequestAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var rows = await _client.ReadListAsync(
            PublishedRoutes.DialerContacts,
            [],
            $"startDate={Text(from)}&endDate={Text(to)}&mediaTypeId=4",
            ListKeys,
            Read,
            null,
            cancellationToken).ConfigureAwait(false);

        // A tenant may return the interval at the end of a request with both requests that it lies between.
        return rows.Where(row => row.Start >= from && row.Start < to);
    }

    private DialerInterval Read(JsonObject entry, CxResponse response)
    {
        var row = PublishedClient.Read(entry, ReportingTables.DialerInterval, PublishedJson.Default.DialerIntervalWire, response);
        if (row.IntervalStartDate < DateTimeOffset.UnixEpoch || row.IntervalStartDate.Year > 3000)
        {
            throw response.Invalid(ReportingMessages.IntervalOutOfRange(row.IntervalStartDate));
        }

        _cache.SetName(row.SkillId, row.SkillName);
        return new DialerInterval(
            DialerInterval.ToMinute(row.IntervalStartDate),
            row.SkillId,
            row.Dials ?? 0,
            row.Connects ?? 0,
            row.Abandons ?? 0,
            row.RightPartyConnects ?? -1,
            row.ConnectsAht ?? double.NaN);
    }

    /// <summary>UTC with a literal Z: some versions refuse an offset.</summary>
    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
