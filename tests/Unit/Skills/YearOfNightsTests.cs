using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CxOne.Connection;
using CxOne.Http;
using CxOne.Pacing;
using CxOne.Published;
using CxOne.Sandbox;
using CxOne.Skills;
using CxOne.Tests.Support;

namespace CxOne.Tests.Skills;

/// <summary>
/// A year of nightly runs, as samples/nightly-skill.ps1 makes them: history, ratio search, comparison with the rules, one step. The sandbox
/// dials with the ratio that was written, people answer more or less often by season and by day, and the clock is a fake one.
/// </summary>
public sealed class YearOfNightsTests
{
    private const string Skill = "880105";
    private const int Nights = 365;
    private const double Step = 0.2;
    private const double Limit = 0.03;

    [Fact]
    [Trait(Tier.Name, Tier.Full)]
    public async Task The_rate_of_30_days_stays_below_the_limit_on_every_day_and_the_ratio_moves_by_one_step_at_most()
    {
        using var folder = new TempFolder();
        var clock = new NightClock(new DateTimeOffset(2026, 3, 2, 3, 0, 0, TimeSpan.Zero));
        var state = Path.Combine(folder.FullName, "state.json");
        await File.WriteAllTextAsync(state, await OneSkillAsync());
        using var tenant = await SandboxTenant.CreateAsync(
            new SandboxOptions { Clock = clock, RateLimitPerMinute = 1_000_000, StateFile = state });
        using var connection = await CxConnector.ConnectAsync(
            new CxConnectOptions
            {
                Endpoint = CxEndpoint.Create(CxEndpointStyle.Environment, "https://sandbox.localhost"),
                Credential = new CxCredential("sandbox", "sandbox-secret"),
                Requests = new CxRequestOptions { Clock = clock, RequestsPerMinute = 1_000_000 },
                AuditFolder = Path.Combine(folder.FullName, "audit"),
                Transport = () => new SandboxHandler(tenant, disposesTenant: false),
                IsSandbox = true,
            },
            NullCxLog.Instance,
            CancellationToken.None);
        List<Night> nights = [];
        for (var night = 0; night < Nights; night++)
        {
            nights.Add(await RunAsync(connection, clock));
            clock.Now += TimeSpan.FromDays(1);
        }

        var picture = NightsPicture.Draw(nights, Limit);
        if (Environment.GetEnvironmentVariable("CXONE_WRITE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(Path.Combine(Repository.Root, "docs", "images", "year-of-nights.svg"), picture);
        }

        Assert.All(nights, night => Assert.InRange(night.Rate, 0, Limit));
        Assert.All(nights.Zip(nights.Skip(1)), pair => Assert.InRange(Math.Abs(pair.Second.Ratio - pair.First.Ratio), 0, Step + 1e-9));

        // A run that never moved the ratio would keep it as well.
        Assert.True(nights.Select(night => night.Ratio).Distinct().Count() > 3, "The ratio did not follow the answer rate.");
        Assert.True(nights.Max(night => night.AnswerRate) - nights.Min(night => night.AnswerRate) > 0.05, "The answer rate did not move.");
        var saved = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "images", "year-of-nights.svg"));
        Assert.Equal(saved.ReplaceLineEndings("\n"), picture);
    }

    private static async Task<Night> RunAsync(CxConnection connection, NightClock clock)
    {
        var token = CancellationToken.None;
        var today = new DateTimeOffset(clock.Now.UtcDateTime.Date, TimeSpan.Zero);
        var request = new DialerHistoryRequest
        {
            Skills = new Dictionary<int, string?> { [int.Parse(Skill, CultureInfo.InvariantCulture)] = null },
            After = today.AddDays(-14),
            Before = today,
            TimeZone = "UTC",
        };
        long dials = 0, answered = 0;
        await foreach (var rows in DialerHistoryReader.ReadAsync(connection, request, NullCxLog.Instance, token))
        {
            dials += rows.Sum(row => row.CallsAttempted);
            answered += rows.Sum(row => row.CallsAnswered);
        }

        var answerRate = (double)answered / dials;
        var best = DialerSimulation.FindRatio(
            new DialerSimulationRequest
            {
                Agents = 20,
                Pacing = DialerPacing.IdleRatio,
                AnswerRate = answerRate,
                RingAnswered = DurationDistribution.LogNormal(8, 0.4),
                RingUnanswered = DurationDistribution.LogNormal(20, 0.4),
                Talk = DurationDistribution.LogNormal(145, 1),
                Wrap = DurationDistribution.LogNormal(20, 1),
                Hours = 8,
                Days = 40,
                MaxAbandonmentRate = 0.02,
                Threads = 1,
            },
            new DialerRatioSearch { LowestRatio = 1, HighestRatio = 4, Step = 0.1 },
            null,
            token);
        var change = new SkillDialerChange { Id = Skill, MaximumRatio = SkillRatio.Of(best), MaximumStep = Step };
        var update = await SkillDialerEditor.SetAsync(connection, change, NullCxLog.Instance, token);
        var dialer = await SkillReader.GetDialerAsync(connection, Skill, NullCxLog.Instance, token);
        return new Night(today, answerRate, change.MaximumRatio.Value, dialer.MaximumRatio!.Value, update.Guard!.AbandonmentRate!.Value);
    }

    /// <summary>The sample tenant with one skill that dials, so that a night reads little more than that skill.</summary>
    private static async Task<string> OneSkillAsync()
    {
        using var sample = await SandboxTenant.CreateAsync(new SandboxOptions());
        var answer = await sample.HandleAsync(
            new SandboxRequest { Method = "GET", BaseUri = new Uri("https://sandbox.localhost"), Path = "/sandbox/state" },
            CancellationToken.None);
        var state = JsonNode.Parse(Encoding.UTF8.GetString(answer.Body.Span))!.AsObject();
        foreach (var skill in state["published"]!["skills"]!.AsArray())
        {
            skill!["isActive"] = skill["skillId"]!.ToString() == Skill;
        }

        return state.ToJsonString();
    }

    private sealed class NightClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Now.UtcTicks;
    }
}
