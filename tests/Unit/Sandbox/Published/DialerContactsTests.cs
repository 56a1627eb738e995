using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox.Published;

public sealed class DialerContactsTests : IDisposable
{
    private const string Path = "/wfm-data/skills/dialer-contacts";

    // The Friday before the start of the tenant's clock: 9 to 20 in New York is 14 to 1 UTC.
    private const string Friday = Path + "?mediaTypeId=4&startDate=2026-02-27T12:00:00Z&endDate=2026-02-28T12:00:00Z";

    private readonly PublishedApi _api = new();

    public void Dispose() => _api.Dispose();

    [Theory]
    [InlineData("?startDate=2026-02-27T00:00:00Z&endDate=2026-02-27T01:00:00Z", "mediaTypeId")]
    [InlineData("?startDate=2026-02-27T00:00:00Z&mediaTypeId=4", "endDate")]
    [InlineData("?endDate=2026-02-27T00:00:00Z&mediaTypeId=4", "startDate")]
    [InlineData("?startDate=2026-02-27T00:00:00%2B00:00&endDate=2026-02-27T01:00:00Z&mediaTypeId=4", "startDate")]
    [InlineData("?startDate=2026-02-27&endDate=2026-02-27T01:00:00Z&mediaTypeId=4", "startDate")]
    [InlineData("?startDate=2026-02-27T00:00:00Z&endDate=2026-02-28T00:00:01Z&mediaTypeId=4", "endDate")]
    [InlineData("?startDate=2026-02-27T00:00:00Z&endDate=2026-02-27T00:00:00Z&mediaTypeId=4", "endDate")]
    [InlineData("?startDate=2026-02-27T00:00:00Z&endDate=2026-02-27T01:00:00Z&mediaTypeId=4&skip=0", "skip")]
    public async Task A_missing_or_invalid_parameter_is_refused_by_name(string query, string name)
    {
        var answer = await _api.GetAsync(Path + query);

        Assert.Equal(400, answer.Status);
        Assert.Contains(name, answer["error_description"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-27T04:00:00Z", "2026-02-27T14:00:00Z", 4)]
    [InlineData("2026-02-27T14:00:00Z", "2026-02-27T15:00:00Z", 3)]
    [InlineData("2025-11-28T14:00:00Z", "2025-11-28T15:00:00Z", 4)]
    [InlineData("2026-03-02T14:00:00Z", "2026-03-02T15:00:00Z", 4)]
    public async Task A_range_without_calls_is_no_content(string start, string end, int mediaTypeId)
    {
        var answer = await _api.GetAsync($"{Path}?startDate={start}&endDate={end}&mediaTypeId={mediaTypeId}");

        Assert.Equal(204, answer.Status);
        Assert.Empty(answer.Text);
    }

    [Theory]
    [InlineData(SandboxPublishedProfile.V30, "wfM_OB_StatsV9", "4593210")]
    [InlineData(SandboxPublishedProfile.V33, "wfM_OB_StatsV9", "4593210")]
    [InlineData(SandboxPublishedProfile.Old, "outboundStats", "\"4593210\"")]
    public async Task The_key_and_the_types_depend_on_the_profile(SandboxPublishedProfile profile, string key, string unit)
    {
        using var api = new PublishedApi(options => options with { PublishedProfile = profile });
        var answer = await api.GetAsync($"{Path}?mediaTypeId=4&startDate=2026-02-27T15:00:00Z&endDate=2026-02-27T15:15:00Z");

        Assert.Equal(unit, answer[key][0]!["businessUnitId"]!.ToJsonString());
    }

    [Fact]
    public async Task There_is_one_row_per_skill_and_quarter_of_an_hour_in_which_it_dialed()
    {
        var rows = (await _api.GetAsync(Friday))["wfM_OB_StatsV9"].AsArray();
        var starts = rows.Select(row => row!["intervalStartDate"]!.GetValue<string>()).ToList();
        var keys = rows.Select(row => $"{row!["skillId"]} {row["intervalStartDate"]}").ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Equal(44, starts.Distinct().Count());
        Assert.Equal("2026-02-27T14:00:00.000Z", starts.Min(StringComparer.Ordinal));
        Assert.Equal("2026-02-28T00:45:00.000Z", starts.Max(StringComparer.Ordinal));
        Assert.All(rows, row =>
        {
            var (dials, connects, abandons) = Calls(row!);
            Assert.InRange(connects, 0, dials);
            Assert.InRange(abandons, 0, connects);
        });
    }

    [Fact]
    public async Task The_same_seed_has_the_same_calls_and_windows_fit_together()
    {
        using var other = new PublishedApi();
        using var another = new PublishedApi(options => options with { Seed = 2 });
        var whole = await _api.GetAsync(Friday);
        var first = await other.GetAsync(Path + "?mediaTypeId=4&startDate=2026-02-27T12:00:00Z&endDate=2026-02-27T17:07:00Z");
        var second = await other.GetAsync(Path + "?mediaTypeId=4&startDate=2026-02-27T17:07:00Z&endDate=2026-02-28T12:00:00Z");

        Assert.Equal(
            Rows(whole).Select(row => row.ToJsonString()),
            Rows(first).Concat(Rows(second)).Select(row => row.ToJsonString()));
        Assert.NotEqual(whole.Text, (await another.GetAsync(Friday)).Text);
    }

    [Fact]
    public async Task History_ends_with_the_last_complete_interval_before_the_clock()
    {
        using var api = new PublishedApi();
        // Monday, 10:20 in New York.
        api.Tenant.Advance(new DateTimeOffset(2026, 3, 2, 15, 20, 0, TimeSpan.Zero) - TestTenant.Start);
        var rows = Rows(await api.GetAsync(Path + "?mediaTypeId=4&startDate=2026-03-02T15:00:00Z&endDate=2026-03-02T16:00:00Z"));

        Assert.Equal(
            "2026-03-02T15:00:00.000Z", Assert.Single(rows.Select(row => row["intervalStartDate"]!.GetValue<string>()).Distinct()));
    }

    [Fact]
    public async Task Dialing_starts_at_nine_local_time_before_and_after_the_change_of_the_clocks()
    {
        using var api = new PublishedApi();
        api.Tenant.Advance(TimeSpan.FromDays(12));
        var before = Rows(await api.GetAsync(Path + "?mediaTypeId=4&startDate=2026-03-06T12:00:00Z&endDate=2026-03-06T20:00:00Z"));
        var after = Rows(await api.GetAsync(Path + "?mediaTypeId=4&startDate=2026-03-09T12:00:00Z&endDate=2026-03-09T20:00:00Z"));

        Assert.Equal("2026-03-06T14:00:00.000Z", before[0]["intervalStartDate"]!.GetValue<string>());
        Assert.Equal("2026-03-09T13:00:00.000Z", after[0]["intervalStartDate"]!.GetValue<string>());
    }

    [Fact]
    public async Task In_30_days_one_campaign_abandons_too_many_calls_one_few_and_one_hardly_calls()
    {
        var calls = new Dictionary<string, (long Dials, long Connects, long Abandons)>();
        var hours = new Dictionary<int, (long Dials, long Connects)>();
        for (var day = TestTenant.Start.Date.AddDays(-30); day < TestTenant.Start.Date; day = day.AddDays(1))
        {
            var start = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var end = day.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var answer = await _api.GetAsync($"{Path}?mediaTypeId=4&startDate={start}T00:00:00Z&endDate={end}T00:00:00Z");
            foreach (var row in answer.Status == 204 ? [] : Rows(answer))
            {
                var group = row["skillName"]!.GetValue<string>().Split('-')[0];
                var (dials, connects, abandons) = Calls(row);
                var sum = calls.GetValueOrDefault(group);
                calls[group] = (sum.Dials + dials, sum.Connects + connects, sum.Abandons + abandons);
                var hour = int.Parse(row["intervalStartDate"]!.GetValue<string>().AsSpan(11, 2), CultureInfo.InvariantCulture);
                var total = hours.GetValueOrDefault(hour);
                hours[hour] = (total.Dials + dials, total.Connects + connects);
            }
        }

        Assert.InRange(Abandonment(calls["Collections"]), 0.035, 0.12);
        Assert.InRange(Abandonment(calls["Renewals"]), 0.005, 0.025);
        Assert.InRange(calls["WinBack"].Connects, 1, 200);
        Assert.True(calls["Renewals"].Connects > 10_000, calls["Renewals"].ToString());
        // People answer more often in the evening, 17:00 to 18:00 in New York, than in the afternoon.
        Assert.True(Answered(hours[22]) > 1.15 * Answered(hours[18]), $"{Answered(hours[22])} {Answered(hours[18])}");
    }

    private static double Abandonment((long Dials, long Connects, long Abandons) calls) => calls.Abandons / (double)calls.Connects;

    private static double Answered((long Dials, long Connects) calls) => calls.Connects / (double)calls.Dials;

    private static List<JsonNode> Rows(Answer answer) => [.. answer["wfM_OB_StatsV9"].AsArray().Select(row => row!)];

    private static (int Dials, int Connects, int Abandons) Calls(JsonNode row) =>
        (row["dials"]!.GetValue<int>(), row["connects"]!.GetValue<int>(), row["abandons"]!.GetValue<int>());
}
