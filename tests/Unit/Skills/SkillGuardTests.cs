using System.Globalization;
using System.Text.Json;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Pacing;
using CxOne.Skills;

namespace CxOne.Tests.Skills;

/// <summary>The comparison with the rules of regulators, with the history of the sandbox as evidence.</summary>
public sealed class SkillGuardTests : IClassFixture<SkillGuardTests.SharedTenant>
{
    private const string Collections = "880101";
    private const string Renewals = "880105";
    private const string WinBack = "880109";
    private readonly SharedTenant _shared;

    public SkillGuardTests(SharedTenant shared) => _shared = shared;

    [Fact]
    public async Task Rate_and_interval_of_three_campaigns_agree_with_an_independent_computation()
    {
        var bench = _shared.Bench;
        var calls = await CountAsync(bench);
        List<DialerVerdict?> verdicts = [];
        foreach (var id in (string[])[Collections, Renewals, WinBack])
        {
            var check = await bench.TestAsync(new SkillDialerChange { Id = id, MaximumAttempts = 5 });
            var guard = check.Guard!;
            var first = int.Parse(id, CultureInfo.InvariantCulture);
            var (abandons, connects) = Enumerable.Range(first, 4).Select(skill => calls.GetValueOrDefault(skill))
                .Aggregate((Abandons: 0L, Connects: 0L), (sum, next) => (sum.Abandons + next.Abandons, sum.Connects + next.Connects));

            Assert.Equal((abandons, connects, 4), (guard.Abandoned, guard.LiveConnects, guard.SkillCount));
            Assert.Equal((double)abandons / connects, guard.AbandonmentRate!.Value, 12);
            Assert.Equal(Bound(abandons, connects, 0, (double)abandons / connects), guard.Interval!.Lower, 9);
            Assert.Equal(Bound(abandons, connects, (double)abandons / connects, 1), guard.Interval.Upper, 9);
            verdicts.Add(check.Verdict);
        }

        Assert.Equal([DialerVerdict.NotCompliant, DialerVerdict.Compliant, DialerVerdict.Inconclusive], verdicts);
    }

    [Fact]
    public async Task A_higher_ratio_of_a_campaign_above_the_limit_is_refused_and_a_lower_one_is_not()
    {
        var bench = _shared.Bench;

        var raised = await bench.TestAsync(new SkillDialerChange { Id = Collections, MaximumRatio = 2.5 });
        var lowered = await bench.TestAsync(new SkillDialerChange { Id = Collections, MaximumRatio = 1.5 });

        Assert.Contains("above the limit of 3 %", Assert.Single(raised.Violations), StringComparison.Ordinal);
        Assert.True(lowered.IsValid);
        Assert.Contains(lowered.Warnings, warning => warning.Contains("does not cause this", StringComparison.Ordinal));
        Assert.Equal(DialerVerdict.NotCompliant, lowered.Verdict);
    }

    [Fact]
    public async Task Ring_message_and_timeout_are_reported_together_and_written_with_force_and_a_reason_that_is_recorded()
    {
        await using var bench = await SkillBench.ConnectAsync();
        var change = new SkillDialerChange
        {
            Id = Renewals, MaximumRingingDurationSec = 12, AbandonTimeoutSec = 3, AbandonMessagePath = string.Empty,
        };

        var error = await Assert.ThrowsAsync<CxValidationException>(() => bench.SetAsync(change));
        await Assert.ThrowsAsync<CxValidationException>(() => bench.SetAsync(change with { Force = true }));
        await Assert.ThrowsAsync<CxValidationException>(() => bench.SetAsync(change with { Reason = "A test line." }));
        var update = await bench.SetAsync(change with { Force = true, Reason = "A test line." });

        Assert.Equal(3, error.Violations.Count);
        Assert.Equal(DialerVerdict.NotCompliant, update.Verdict);
        Assert.Equal(2, update.Blocks.Count);
        Assert.All(bench.Bench.Records(), record =>
        {
            Assert.Equal("A test line.", record.Details!.Value.GetProperty("reason").GetString());
            Assert.Equal(3, record.Details!.Value.GetProperty("findings").GetArrayLength());
            Assert.Equal("NotCompliant", record.Details!.Value.GetProperty("verdict").GetString());
        });
    }

    [Fact]
    public async Task A_setting_that_breaks_a_rule_already_does_not_prevent_another_change()
    {
        await using var bench = await SkillBench.ConnectAsync();
        await bench.SetAsync(new SkillDialerChange { Id = Renewals, MaximumRingingDurationSec = 12, RuleSet = DialerRuleSet.None });

        var update = await bench.SetAsync(new SkillDialerChange { Id = Renewals, MaximumAttempts = 7 });

        Assert.Equal(("Changed", DialerVerdict.NotCompliant), (update.Status, update.Verdict));
        Assert.Contains(update.Warnings, warning => warning.Contains("at least 15 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rule_set_without_a_figure_is_inconclusive_and_no_rule_set_compares_nothing()
    {
        var bench = _shared.Bench;
        var change = new SkillDialerChange { Id = Renewals, MaximumRatio = 2.5 };

        var ofcom = await bench.TestAsync(change with { RuleSet = DialerRuleSet.Ofcom });
        var none = await bench.TestAsync(change with { RuleSet = DialerRuleSet.None });

        Assert.Equal((DialerVerdict.Inconclusive, true), (ofcom.Verdict!.Value, ofcom.IsValid));
        Assert.Null(none.Guard);
        Assert.Null(none.Verdict);
    }

    [Theory]
    [InlineData(0, 0, 0.03, DialerVerdict.Inconclusive)]
    [InlineData(0, 1, 0.03, DialerVerdict.Inconclusive)]
    [InlineData(0, 200, 0.03, DialerVerdict.Compliant)]
    [InlineData(3, 100, 0.03, DialerVerdict.Inconclusive)]
    [InlineData(4, 100, 0.03, DialerVerdict.NotCompliant)]
    [InlineData(4, 100, 0.05, DialerVerdict.Inconclusive)]
    [InlineData(9, 4, 0.05, DialerVerdict.NotCompliant)]
    public void A_rate_above_the_limit_is_not_compliant_and_an_interval_that_reaches_it_is_inconclusive(
        long abandoned, long answered, double limit, DialerVerdict verdict)
        => Assert.Equal(verdict, SkillRules.Judge(abandoned, answered, limit).Verdict);

    /// <summary>Abandons and connects by skill, read from the tenant day by day without the module's reader.</summary>
    private static async Task<Dictionary<int, (long Abandons, long Connects)>> CountAsync(SkillBench bench)
    {
        var end = bench.Bench.Connection.Client.Clock.GetUtcNow();
        Dictionary<int, (long Abandons, long Connects)> calls = [];
        for (var day = end.AddDays(-30); day < end; day = day.AddDays(1))
        {
            var request = new CxRequest
            {
                Method = HttpMethod.Get,
                Path = "/inContactAPI/services/v30.0/wfm-data/skills/dialer-contacts?mediaTypeId=4"
                    + $"&startDate={day.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z&endDate={day.AddDays(1).UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z",
            };
            var response = await bench.Bench.RunAsync(bench.Bench.Connection.Client.SendAsync(
                request, bench.Bench.Log, CancellationToken.None));
            if (response.Body.Length == 0)
            {
                continue;
            }

            foreach (var row in JsonDocument.Parse(response.Body).RootElement.GetProperty("wfM_OB_StatsV9").EnumerateArray())
            {
                var (abandons, connects) = calls.GetValueOrDefault(Number(row, "skillId"));
                calls[Number(row, "skillId")] = (abandons + Number(row, "abandons"), connects + Number(row, "connects"));
            }
        }

        return calls;
    }

    private static int Number(JsonElement row, string member)
        => int.Parse(row.GetProperty(member).ToString(), CultureInfo.InvariantCulture);

    /// <summary>The share at which the score test just fails to reject the counts, found by bisection.</summary>
    private static double Bound(long hits, long trials, double low, double high)
    {
        const double Z = 1.959963984540054;
        var share = (double)hits / trials;
        var isUpper = high == 1;
        for (var step = 0; step < 200; step++)
        {
            var middle = (low + high) / 2;
            var isInside = Math.Abs(share - middle) <= Z * Math.Sqrt(middle * (1 - middle) / trials);
            if (isInside == isUpper)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }

    /// <summary>A tenant for the tests that only read, so that its history is read once.</summary>
    public sealed class SharedTenant : IAsyncLifetime
    {
        private SkillBench? _bench;

        internal SkillBench Bench => _bench ?? throw new InvalidOperationException("Not connected.");

        public async Task InitializeAsync() => _bench = await SkillBench.ConnectAsync();

        public async Task DisposeAsync() => await Bench.DisposeAsync();
    }
}
