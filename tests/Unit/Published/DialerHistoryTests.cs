using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CxOne.Errors;
using CxOne.Published;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published;

/// <summary>The dialer history: which windows are requested, and how the answers are used. The clock shows 2026-03-01T12:00Z.</summary>
public sealed partial class DialerHistoryTests
{
    private static readonly Dictionary<int, string?> East = new() { [1] = "East" };

    [Fact]
    public async Task The_default_is_the_last_seven_days_in_windows_that_begin_at_midnight()
    {
        await using var history = await HistoryServer.StartAsync();

        var rows = await history.ReadAsync(new DialerHistoryRequest { Skills = East });

        Assert.Equal(
            [
                .. Enumerable.Range(0, 7).Select(day => At("2026-02-22T00:00Z").AddDays(day))
                    .Select(day => $"{day:yyyy-MM-dd}T00:00:00Z {day.AddDays(1):yyyy-MM-dd}T00:00:00Z"),
                "2026-03-01T00:00:00Z 2026-03-01T12:00:00Z",
            ],
            history.Windows);
        Assert.Equal(At("2026-02-22T12:00Z"), rows[0].StartedAt);
        Assert.Equal(At("2026-03-01T11:30Z"), rows[^1].StartedAt);
        Assert.Equal(7 * 48, rows.Count);
        Assert.Equal(rows.OrderBy(row => row.StartedAt), rows);
        Assert.Single(history.Session.Log.Warnings);
    }

    [Fact]
    public async Task Rows_have_the_columns_of_a_call_history_in_the_zone_of_the_business_unit()
    {
        await using var history = await HistoryServer.StartAsync();

        var row = (await history.ReadAsync(new DialerHistoryRequest { Skills = East, After = At("2026-02-27T14:00Z") }))[0];

        Assert.Equal(("09:00", 1, "East"), (row.TimeBucket, row.SkillId, row.SkillName));
        Assert.Equal((100, 38, 2), (row.CallsAttempted, row.CallsAnswered, row.Abandoned));
        Assert.Equal((20, 2.5, 150), (row.RightPartyConnects, row.ConnectsAht, row.TalkSec));
    }

    [Fact]
    public async Task Abandons_beside_connects_are_added_and_a_named_unit_gives_seconds()
    {
        await using var history = await HistoryServer.StartAsync();

        var row = (await history.ReadAsync(new DialerHistoryRequest
        {
            Skills = East,
            After = At("2026-03-01T10:00Z"),
            AbandonsBeside = true,
            AhtUnit = DialerAhtUnit.Hours,
        }))[0];

        Assert.Equal((40, 9000d), (row.CallsAnswered, row.TalkSec!.Value));
        Assert.Empty(history.Session.Log.Warnings);
    }

    [Theory]
    [InlineData(145, DialerAhtUnit.Seconds)]
    [InlineData(2.4, DialerAhtUnit.Minutes)]
    [InlineData(0.04, DialerAhtUnit.Hours)]
    [InlineData(0.4, null)]
    [InlineData(25, null)]
    [InlineData(0.001, null)]
    [InlineData(5000, null)]
    public void A_unit_is_found_only_where_no_other_one_is_plausible(double mean, DialerAhtUnit? unit)
        => Assert.Equal(unit, DialerAhtUnits.Of(mean));

    [Theory]
    [InlineData("2.5", 150d, "minutes")]
    [InlineData("0.5", null, "AhtUnit")]
    public async Task The_unit_of_the_handle_time_is_found_by_its_size_or_left_open_and_said(string aht, double? talk, string said)
    {
        await using var history = await HistoryServer.StartAsync();
        history.Aht = aht;

        var rows = await history.ReadAsync(new DialerHistoryRequest { Skills = East, After = At("2026-02-28T00:00Z") });

        Assert.All(rows, row => Assert.Equal(talk, row.TalkSec));
        Assert.Contains(said, Assert.Single(history.Session.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_without_a_connect_has_no_talk_time()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(
            200,
            """{"wfM_OB_StatsV9":[{"intervalStartDate":"2026-03-01T10:00:00Z","skillId":1,"dials":9,"connects":0,"abandons":0,"connectsAHT":0}]}"""));

        var request = new DialerHistoryRequest { After = At("2026-03-01T00:00Z"), TimeZone = "UTC", AhtUnit = DialerAhtUnit.Seconds };
        Assert.Null(Assert.Single(await ReadAsync(session, request)).TalkSec);
    }

    [Fact]
    public async Task Windows_are_requested_once_per_connection_and_hour_for_all_skills()
    {
        await using var history = await HistoryServer.StartAsync();
        await history.ReadAsync(new DialerHistoryRequest { Skills = East, After = At("2026-02-27T07:00Z") });
        Assert.Equal(3, history.Windows.Count);

        // Another skill, and other times in the same windows.
        var west = await history.ReadAsync(new DialerHistoryRequest
        {
            Skills = new Dictionary<int, string?> { [2] = null }, After = At("2026-02-27T20:00Z"), Before = At("2026-02-28T01:00Z"),
        });
        Assert.Equal((3, 10, "West"), (history.Windows.Count, west.Count, west[0].SkillName));

        history.Session.Clock.Advance(TimeSpan.FromMinutes(59));
        await history.ReadAsync(new DialerHistoryRequest { Skills = East, After = At("2026-02-27T07:00Z") });
        Assert.Equal(3, history.Windows.Count);

        history.Session.Clock.Advance(TimeSpan.FromMinutes(1));
        await history.ReadAsync(new DialerHistoryRequest { Skills = East, After = At("2026-02-27T07:00Z") });
        Assert.Equal(6, history.Windows.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    public async Task A_refused_window_is_halved_and_the_length_is_kept_for_the_next_ones(int status)
    {
        await using var history = await HistoryServer.StartAsync();
        history.Longest = TimeSpan.FromHours(6);
        history.RefusalStatus = status;

        var rows = await history.ReadAsync(
            new DialerHistoryRequest { Skills = East, After = At("2026-02-27T00:00Z"), Before = At("2026-03-01T00:00Z") });

        Assert.Equal(96, rows.Count);
        Assert.Equal(
            [
                "2026-02-27T00:00:00Z 2026-02-28T00:00:00Z", "2026-02-27T00:00:00Z 2026-02-27T12:00:00Z",
                "2026-02-27T00:00:00Z 2026-02-27T06:00:00Z", "2026-02-27T06:00:00Z 2026-02-27T12:00:00Z",
                "2026-02-27T12:00:00Z 2026-02-27T18:00:00Z", "2026-02-27T18:00:00Z 2026-02-28T00:00:00Z",
                "2026-02-28T00:00:00Z 2026-02-28T06:00:00Z", "2026-02-28T06:00:00Z 2026-02-28T12:00:00Z",
                "2026-02-28T12:00:00Z 2026-02-28T18:00:00Z", "2026-02-28T18:00:00Z 2026-03-01T00:00:00Z",
            ],
            history.Windows);
    }

    [Fact]
    public async Task A_failure_of_the_server_makes_only_its_own_window_smaller()
    {
        await using var history = await HistoryServer.StartAsync();
        history.Fails = window => window == "2026-02-27T00:00:00Z 2026-02-28T00:00:00Z";

        await history.ReadAsync(
            new DialerHistoryRequest { Skills = East, After = At("2026-02-27T00:00Z"), Before = At("2026-03-01T00:00Z") });

        Assert.Equal(
            [
                "2026-02-27T00:00:00Z 2026-02-28T00:00:00Z", "2026-02-27T00:00:00Z 2026-02-27T12:00:00Z",
                "2026-02-27T12:00:00Z 2026-02-28T00:00:00Z", "2026-02-28T00:00:00Z 2026-03-01T00:00:00Z",
            ],
            history.Windows);
    }

    [Fact]
    public async Task A_refusal_of_the_shortest_window_is_the_error()
    {
        await using var history = await HistoryServer.StartAsync();
        history.Longest = TimeSpan.Zero;

        var error = await Assert.ThrowsAsync<CxRequestException>(
            () => history.ReadAsync(new DialerHistoryRequest { Skills = East, After = At("2026-02-28T00:00Z") }));

        Assert.Equal((CxErrors.RequestInvalid, 7), (error.Definition, history.Windows.Count));
        Assert.Equal("2026-02-28T00:00:00Z 2026-02-28T00:15:00Z", history.Windows[^1]);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task A_refusal_that_a_smaller_window_does_not_change_is_the_error_at_once(int status)
    {
        await using var history = await HistoryServer.StartAsync();
        history.Longest = TimeSpan.Zero;
        history.RefusalStatus = status;

        await Assert.ThrowsAsync<CxRequestException>(() => history.ReadAsync(new DialerHistoryRequest { Skills = East }));

        Assert.Single(history.Windows);
    }

    [Fact]
    public async Task Windows_without_rows_between_windows_with_rows_are_named_in_one_line_per_skill()
    {
        await using var history = await HistoryServer.StartAsync();
        history.HasRows = (skill, start) => skill == 2
            ? start.Day is not (23 or 24 or 26)
            : start.Day is not (22 or 1);

        await history.ReadAsync(new DialerHistoryRequest { After = At("2026-02-22T00:00Z"), AhtUnit = DialerAhtUnit.Minutes });

        Assert.Equal(
            [
                "Skill 'West' (2) has no rows in 3 windows of 24 h, although it has rows before and after: "
                    + "2026-02-23T00:00Z to 2026-02-25T00:00Z, 2026-02-26T00:00Z to 2026-02-27T00:00Z.",
            ],
            history.Session.Log.Warnings);
    }

    [Fact]
    public async Task A_skill_without_any_rows_is_named()
    {
        await using var history = await HistoryServer.StartAsync();

        var rows = await history.ReadAsync(new DialerHistoryRequest { Skills = new Dictionary<int, string?> { [9] = "Idle" } });

        Assert.Empty(rows);
        Assert.Contains("'Idle' (9)", Assert.Single(history.Session.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interval_that_is_not_over_yet_is_not_read()
    {
        await using var history = await HistoryServer.StartAsync();
        history.Session.Clock.Advance(TimeSpan.FromMinutes(29));

        var rows = await history.ReadAsync(new DialerHistoryRequest { Skills = East, After = At("2026-03-01T11:00Z") });

        Assert.Equal([At("2026-03-01T11:00Z"), At("2026-03-01T11:30Z")], rows.Select(row => row.StartedAt));
        Assert.Equal("2026-03-01T00:00:00Z 2026-03-01T12:00:00Z", Assert.Single(history.Windows));
    }

    [Theory]
    [InlineData("2026-02-28T12:00Z", "2026-02-28T12:00Z")]
    [InlineData("2026-02-28T12:00Z", "2026-02-27T12:00Z")]
    [InlineData("1969-12-31T12:00Z", null)]
    public async Task Times_that_are_no_range_are_violations(string after, string? before)
    {
        await using var history = await HistoryServer.StartAsync();

        await Assert.ThrowsAsync<CxValidationException>(() => history.ReadAsync(new DialerHistoryRequest
        {
            Skills = East, After = At(after), Before = before is null ? null : At(before),
        }));
        Assert.Empty(history.Windows);
    }

    [Fact]
    public async Task The_key_of_older_versions_and_values_as_text_are_read()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(
            200,
            """{"outboundStats":[{"intervalStartDate":"2026-03-01T10:00:00","skillId":"1","skillName":"East","dials":"100","connects":"38","abandons":"","connectsAHT":"0.11"}]}"""));

        var row = Assert.Single(await ReadAsync(session, new DialerHistoryRequest { After = At("2026-03-01T00:00Z"), TimeZone = "UTC" }));

        Assert.Equal(("10:00", 100, 38, 0, 0.11), (row.TimeBucket, row.CallsAttempted, row.CallsAnswered, row.Abandoned, row.ConnectsAht));
        Assert.Null(row.RightPartyConnects);
    }

    [Fact]
    public async Task A_repeated_hour_of_the_clock_gives_the_same_bucket_twice()
    {
        await using var history = await HistoryServer.StartAsync();
        history.Session.Clock.Advance(At("2026-11-02T00:00Z") - TestSession.Start);

        var rows = await history.ReadAsync(
            new DialerHistoryRequest { Skills = East, After = At("2026-11-01T05:00Z"), Before = At("2026-11-01T07:30Z") });

        Assert.Equal(["01:00", "01:30", "01:00", "01:30", "02:00"], rows.Select(row => row.TimeBucket));
    }

    [Fact]
    public void The_cache_forgets_the_windows_that_were_read_first()
    {
        var cache = new DialerHistoryCache();
        var rows = new DialerInterval[DialerHistoryCache.MostRows / 4];
        for (var day = 0; day < 10; day++)
        {
            cache.Keep(TestSession.Start.AddDays(day), rows, TestSession.Start);
            cache.Keep(TestSession.Start.AddDays(day), rows, TestSession.Start);
            Assert.InRange(cache.Rows, 1, DialerHistoryCache.MostRows);
        }

        Assert.Equal(
            [false, false, false, false, false, false, true, true, true, true],
            Enumerable.Range(0, 10).Select(day => cache.Find(TestSession.Start.AddDays(day), TestSession.Start) is not null));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<List<DialerHistoryRow>> ReadAsync(TestSession session, DialerHistoryRequest request)
    {
        List<DialerHistoryRow> all = [];
        await foreach (var rows in DialerHistoryReader.ReadAsync(session.Connection, request, session.Log, CancellationToken.None))
        {
            all.AddRange(rows);
        }

        return all;
    }

    /// <summary>A tenant in New York whose skills 1 and 2 dial at all hours, in intervals of 30 minutes.</summary>
    private sealed partial class HistoryServer : IAsyncDisposable
    {
        private HistoryServer(TestSession session) => Session = session;

        public TestSession Session { get; }

        public List<string> Windows { get; } = [];

        public TimeSpan Longest { get; set; } = TimeSpan.FromDays(1);

        public int RefusalStatus { get; set; } = 400;

        public string Aht { get; set; } = "2.5";

        public Func<string, bool> Fails { get; set; } = _ => false;

        public Func<int, DateTimeOffset, bool> HasRows { get; set; } = (_, _) => true;

        public static async Task<HistoryServer> StartAsync()
        {
            var history = new HistoryServer(await PublishedSessions.ConnectAsync());
            history.Session.Server.Otherwise = history.Answer;
            return history;
        }

        public Task<List<DialerHistoryRow>> ReadAsync(DialerHistoryRequest request) => DialerHistoryTests.ReadAsync(Session, request);

        public ValueTask DisposeAsync() => Session.DisposeAsync();

        private ScriptedAnswer Answer(ScriptedRequest request)
        {
            if (request.Target.EndsWith("/business-unit", StringComparison.Ordinal))
            {
                return ScriptedAnswer.Json(200, """{"businessUnits":[{"defaultTimeZone":"Eastern Standard Time"}]}""");
            }

            if (request.Method == "POST")
            {
                return ScriptedAnswer.Token();
            }

            if (Range().Match(request.Target) is not { Success: true } match)
            {
                return ScriptedAnswer.Status(404);
            }

            var (start, end) = (At(match.Groups[1].Value), At(match.Groups[2].Value));
            var window = $"{match.Groups[1].Value} {match.Groups[2].Value}";
            Windows.Add(window);
            if (Fails(window) || end - start > Longest)
            {
                return ScriptedAnswer.Status(Fails(window) ? 500 : RefusalStatus);
            }

            var rows = new StringBuilder();

            // The interval at the end is in the answer as well.
            for (var at = start; at <= end; at += TimeSpan.FromMinutes(30))
            {
                foreach (var (skill, name) in new[] { (2, "West"), (1, "East") }.Where(skill => HasRows(skill.Item1, at)))
                {
                    rows.Append(rows.Length == 0 ? null : ",").Append(CultureInfo.InvariantCulture, $$"""
                        {"intervalStartDate":"{{at:yyyy-MM-ddTHH:mm:ss}}.000Z","skillId":{{skill}},"skillName":"{{name}}","mediaTypeId":4,"dials":100,"connects":38,"connectsAHT":{{Aht}},"rightPartyConnects":20,"abandons":2}
                        """);
                }
            }

            return rows.Length == 0 ? ScriptedAnswer.Status(204) : ScriptedAnswer.Json(200, $$"""{"wfM_OB_StatsV9":[{{rows}}]}""");
        }

        [GeneratedRegex(@"/inContactAPI/services/v30\.0/wfm-data/skills/dialer-contacts\?startDate=([^&]+)&endDate=([^&]+)&mediaTypeId=4$")]
        private static partial Regex Range();
    }
}
