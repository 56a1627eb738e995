using CxOne.Pacing;
using CxOne.Tests.Support;

namespace CxOne.Tests.Pacing;

/// <summary>Compares the fast simulator with the slow reference. Both are seeded, so that the result is the same in every run.</summary>
public sealed class DialerEngineTests
{
    private static readonly DialerSimulationRequest Campaign = new()
    {
        Agents = 12, AnswerRate = 0.4, Lines = 14, Hours = 3, WarmupHours = 0.4, Seed = 11, Days = 1200,
    };

    private static readonly Dictionary<string, (DialerSimulationRequest Request, int SlowDays)> Cases = new()
    {
        ["as it is"] = (Campaign, 160),
        ["one agent"] = (Campaign with { Agents = 1, Lines = 2, Days = 6000 }, 1000),
        ["one agent with as many lines as numbers"] = (Campaign with { Agents = 1, Lines = 9, PatienceSec = 10, Days = 3000 }, 300),
        ["ten thousand agents"] = (
            Campaign with
            {
                Agents = 10_000,
                Lines = 14_800,
                Hours = 0.5,
                WarmupHours = 0.25,
                Days = 24,
                Talk = DurationDistribution.Exponential(60),
                Wrap = DurationDistribution.Exponential(10)
            },
            5),
        ["answer rate 0.01"] = (Campaign with { AnswerRate = 0.01, Lines = 140, Days = 600 }, 60),
        ["chains of rings beyond the horizon"] = (
            Campaign with { AnswerRate = 0.05, RingUnanswered = DurationDistribution.LogNormal(15, 4), Lines = 50 }, 150),
        ["answer rate 0.99"] = (Campaign with { AnswerRate = 0.99, Lines = 13 }, 300),
        ["tick 0.1 s"] = (Campaign with { TickSec = 0.1, Days = 800 }, 150),
        ["one agent, answer rate 0.99, tick 0.1 s"] = (
            Campaign with { Agents = 1, Lines = 2, AnswerRate = 0.99, TickSec = 0.1, Days = 2000 }, 400),
        ["one agent, answer rate 0.01, tick 10 s"] = (
            Campaign with { Agents = 1, Lines = 12, AnswerRate = 0.01, TickSec = 10, Days = 3000 }, 600),
        ["ten thousand agents, answer rate 0.99, tick 10 s"] = (
            Campaign with
            {
                Agents = 10_000, Lines = 12_300, AnswerRate = 0.99, TickSec = 10, Hours = 0.5, WarmupHours = 0.25, Days = 24,
                Talk = DurationDistribution.Exponential(60), Wrap = DurationDistribution.Exponential(10)
            },
            8),
        ["tick 0.1 s and rings beyond the horizon"] = (
            Campaign with
            {
                TickSec = 0.1,
                RingAnswered = DurationDistribution.LogNormal(1200, 0.8),
                RingUnanswered = DurationDistribution.LogNormal(900, 1.5),
                Lines = 110,
                Hours = 5,
                WarmupHours = 2
            },
            200),
        ["tick 10 s and rings beyond the horizon"] = (
            Campaign with
            {
                TickSec = 10,
                RingAnswered = DurationDistribution.LogNormal(2500, 0.8),
                RingUnanswered = DurationDistribution.LogNormal(1500, 1),
                Lines = 220,
                Hours = 6,
                WarmupHours = 2,
                Days = 1500
            },
            200),
        ["tick 2.5 s"] = (Campaign with { TickSec = 2.5 }, 160),
        ["tick 10 s"] = (Campaign with { TickSec = 10, Lines = 18, Days = 2500 }, 250),
        ["tick longer than a call"] = (
            Campaign with
            {
                TickSec = 60,
                Lines = 30,
                Talk = DurationDistribution.Exponential(15),
                Wrap = DurationDistribution.Exponential(5),
                PatienceSec = 10,
                Days = 3000
            },
            200),
        ["no tick"] = (Campaign with { TickSec = 0, Days = 800 }, 160),
        ["no tick and ratio to idle agents"] = (
            Campaign with { TickSec = 0, Lines = null, Pacing = DialerPacing.IdleRatio, Ratio = 2.4, Days = 800 }, 160),
        ["no tick and adaptive"] = (Campaign with { TickSec = 0, Lines = null, Pacing = DialerPacing.Adaptive, Days = 800 }, 160),
        ["no tick and answer rate by time"] = (ByTime(Campaign) with { TickSec = 0, Days = 800 }, 160),
        ["patience 0 s"] = (Campaign with { PatienceSec = 0 }, 160),
        ["patience 10 s"] = (Campaign with { PatienceSec = 10, Lines = 16 }, 160),
        ["ratio to idle agents"] = (Campaign with { Lines = null, Pacing = DialerPacing.IdleRatio, Ratio = 2.4 }, 160),
        ["ratio to idle agents, tick 10 s"] = (
            Campaign with { Lines = null, Pacing = DialerPacing.IdleRatio, Ratio = 2.4, TickSec = 10, PatienceSec = 10 }, 160),
        ["progressive"] = (Campaign with { Lines = null, Pacing = DialerPacing.Progressive }, 160),
        ["adaptive, halving"] = (Campaign with { Lines = null, Pacing = DialerPacing.Adaptive }, 160),
        ["adaptive, resetting above a start level"] = (Campaign with
        {
            Lines = null, Pacing = DialerPacing.Adaptive, Ratio = 2, PatienceSec = 0,
            Adaptive = new AdaptivePacing
            {
                StartLevel = 1.5, LowestLevel = 0.8, ReviewSec = 30, Step = 0.05, WaitingWeight = 2, DropLimit = 0.05, MinimumAnswers = 20,
                Reaction = AdaptiveReaction.Reset
            },
        }, 160),
        ["ring beyond the horizon"] = (
            Campaign with
            {
                RingAnswered = DurationDistribution.LogNormal(2500, 0.8),
                RingUnanswered = DurationDistribution.LogNormal(900, 1.5),
                Lines = 200,
                Hours = 6,
                WarmupHours = 2,
                Days = 1500
            },
            200),
        ["constant ring beyond the horizon"] = (
            Campaign with
            {
                RingAnswered = DurationDistribution.Exponential(2000),
                RingUnanswered = DurationDistribution.Constant(3600),
                TickSec = 0.5,
                Lines = 330,
                Hours = 5,
                WarmupHours = 3,
                Days = 600
            },
            100),
        ["talk beyond the horizon"] = (Campaign with { Talk = DurationDistribution.LogNormal(145, 4), Days = 3000 }, 300),
        ["talk longer than the day"] = (
            Campaign with
            {
                Talk = DurationDistribution.LogNormal(9000, 1.5), RingAnswered = DurationDistribution.Exponential(300), Days = 2000
            },
            500),
        ["many answers in one bucket"] = (
            Campaign with
            {
                Agents = 60,
                Lines = 90,
                RingAnswered = DurationDistribution.Constant(8.3),
                Talk = DurationDistribution.LogNormal(300, 0.2),
                Days = 1200
            },
            120),
        ["exponential times"] = (Campaign with
        {
            RingAnswered = DurationDistribution.Exponential(8),
            RingUnanswered = DurationDistribution.Exponential(15),
            Talk = DurationDistribution.Exponential(120),
            Wrap = DurationDistribution.Exponential(30),
        }, 160),
        ["a sample of times"] = (
            Campaign with
            {
                Talk = DurationDistribution.Empirical([12, 45.5, 45.5, 190, 230.25, 600]), Wrap = DurationDistribution.Empirical([3.25])
            },
            160),
        ["hardly any ring"] = (
            Campaign with { RingAnswered = DurationDistribution.Constant(0.25), RingUnanswered = DurationDistribution.Constant(0) }, 160),
        ["answer rate by time"] = (ByTime(Campaign), 160),
        ["no warm-up"] = (Campaign with { WarmupHours = 0 }, 160),
    };

    /// <summary>One case per pacing rule and simulator; the others belong to the tier Full.</summary>
    private static readonly string[] Quick =
    [
        "as it is", "tick 2.5 s", "no tick", "no tick and adaptive", "ratio to idle agents", "progressive", "adaptive, halving",
        "answer rate by time", "a sample of times",
    ];

    public static TheoryData<string> QuickNames => [.. Quick];

    public static TheoryData<string> OtherNames => [.. Cases.Keys.Except(Quick)];

    [Theory]
    [MemberData(nameof(QuickNames))]
    public void The_fast_simulator_agrees_with_the_slow_reference(string name) => Compare(name);

    [Theory]
    [Trait(Tier.Name, Tier.Full)]
    [MemberData(nameof(OtherNames))]
    public void The_fast_simulator_agrees_with_the_slow_reference_in_all_other_cases(string name) => Compare(name);

    private static void Compare(string name)
    {
        var (request, slowDays) = Cases[name];
        var fast = DialerSimulation.Run(request);
        var slow = new SlowDialer[slowDays];
        Parallel.For(0, slowDays, day => slow[day] = SlowDialer.Day(request, day));

        var hours = request.Hours - request.WarmupHours;
        var (rate, rateError) = Ratio(slow, day => day.Abandoned, day => day.Answered);
        var (busy, busyError) = Ratio(slow, day => day.Busy, _ => hours * 3600 * request.Agents);
        var (dials, dialsError) = Ratio(slow, day => day.Dials, _ => hours);
        var (wait, waitError) = Ratio(slow, day => day.Wait, day => day.Connected + day.Abandoned);
        Near.Statistically(rate, rateError, fast.AbandonmentRate, fast.AbandonmentStandardError, "abandonment");
        Near.Statistically(busy, busyError, fast.Utilization, fast.UtilizationStandardError, "utilization");
        Near.Statistically(dials, dialsError, fast.DialsPerHour, fast.DialsPerHourHalfWidth / 2, "dials an hour");
        Near.Statistically(wait, waitError, fast.AverageWaitSec, fast.AverageWaitHalfWidth / 2, "wait");
        // Only progressive pacing abandons no call. Any other campaign must have drops to test them.
        Assert.Equal(request.Pacing != DialerPacing.Progressive, fast.Abandoned > 0 && rate > 0);
        Assert.True(fast.Answered > 0);
    }

    private static DialerSimulationRequest ByTime(DialerSimulationRequest request) => request with
    {
        AnswerRate = null,
        AnswerRateBuckets = [new(0, 0.6), new(3000, 0.2), new(4567, 0.55), new(9000.5, 0.3)],
    };

    private static (double Value, double Error) Ratio(SlowDialer[] days, Func<SlowDialer, double> above, Func<SlowDialer, double> below)
    {
        var ratio = days.Sum(above) / days.Sum(below);
        var squares = days.Sum(day => Math.Pow(above(day) - (ratio * below(day)), 2));
        return (ratio, Math.Sqrt(squares / (days.Length - 1d) * days.Length) / days.Sum(below));
    }
}
