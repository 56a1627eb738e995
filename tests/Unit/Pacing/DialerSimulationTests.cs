using CxOne.Errors;
using CxOne.Pacing;
using CxOne.Tests.Support;

namespace CxOne.Tests.Pacing;

public sealed class DialerSimulationTests
{
    private static readonly DialerSimulationRequest D1 = new() { Agents = 50, AnswerRate = 0.38, Lines = 55, Days = 60, Seed = 3 };

    [Theory]
    [InlineData(DialerPacing.Lines, 1)]
    [InlineData(DialerPacing.IdleRatio, 1)]
    [InlineData(DialerPacing.Progressive, 2.5)]
    [InlineData(DialerPacing.Adaptive, 1)]
    [InlineData(DialerPacing.Lines, 0)]
    [InlineData(DialerPacing.Adaptive, 0)]
    public void The_number_of_threads_changes_no_bit(DialerPacing pacing, double tick)
    {
        var request = D1 with
        {
            Pacing = pacing, TickSec = tick, Lines = null, Ratio = pacing == DialerPacing.Progressive ? null : 1.2, Days = 30
        };

        var one = DialerSimulation.Run(request with { Threads = 1 });

        Assert.Equal(one, DialerSimulation.Run(request with { Threads = 2 }));
        Assert.Equal(one, DialerSimulation.Run(request with { Threads = 4 }));
        Assert.Equal(one, DialerSimulation.Run(request with { Threads = 0 }));
        Assert.NotEqual(one.Utilization, DialerSimulation.Run(request with { Seed = 4 }).Utilization);
    }

    [Theory]
    [InlineData(DialerPacing.Lines, 1)]
    [InlineData(DialerPacing.IdleRatio, 1)]
    [InlineData(DialerPacing.Adaptive, 1)]
    [InlineData(DialerPacing.Lines, 0.1)]
    [InlineData(DialerPacing.Lines, 10)]
    [InlineData(DialerPacing.Lines, 0)]
    public void The_number_of_threads_changes_no_bit_with_answer_rates_by_time(DialerPacing pacing, double tick)
    {
        var request = ByTime(D1 with { Pacing = pacing, TickSec = tick, Lines = null, Ratio = 1.2, Days = 24 });

        var one = DialerSimulation.Run(request with { Threads = 1 });

        Assert.Equal(one, DialerSimulation.Run(request with { Threads = 2 }));
        Assert.Equal(one, DialerSimulation.Run(request with { Threads = 4 }));
        // The buckets are read: another order of the same rates is another day.
        Assert.NotEqual(
            one.Utilization,
            DialerSimulation.Run(request with { AnswerRateBuckets = [new(0, 0.2), new(10_800, 0.55), new(18_000.5, 0.38)] }).Utilization);
    }

    [Theory]
    [InlineData(DialerPacing.Lines)]
    [InlineData(DialerPacing.IdleRatio)]
    public void A_search_with_answer_rates_by_time_is_the_same_on_every_number_of_threads(DialerPacing pacing)
    {
        var request = ByTime(D1 with { Pacing = pacing, Lines = null, Agents = 20 });

        var one = DialerSimulation.FindRatio(request with { Threads = 1 });

        foreach (var threads in new[] { 2, 4 })
        {
            var more = DialerSimulation.FindRatio(request with { Threads = threads });
            Assert.Equal(one.Best, more.Best);
            Assert.Equal(one.Candidates, more.Candidates);
        }
    }

    [Fact]
    public void The_search_for_a_ratio_is_the_same_on_every_number_of_threads()
    {
        var request = D1 with { Lines = null };

        var one = DialerSimulation.FindRatio(request with { Threads = 1 });
        var four = DialerSimulation.FindRatio(request with { Threads = 4 });

        Assert.Equal(one.Best, four.Best);
        Assert.Equal(one.Candidates, four.Candidates);
    }

    [Fact]
    public void A_seed_gives_these_very_counts_on_every_machine()
    {
        var tick = DialerSimulation.Run(D1 with { Days = 20 });
        var instant = DialerSimulation.Run(D1 with { Days = 20, TickSec = 0, Talk = DurationDistribution.Exponential(145) });

        Assert.Equal((151313L, 2582L), (tick.Answered, tick.Abandoned));
        Assert.Equal((152766L, 3127L), (instant.Answered, instant.Abandoned));
    }

    [Theory]
    [InlineData(1, false, DialerPacing.Lines)]
    [InlineData(0, false, DialerPacing.Lines)]
    [InlineData(1, true, DialerPacing.Lines)]
    [InlineData(0, true, DialerPacing.Lines)]
    [InlineData(1, true, DialerPacing.IdleRatio)]
    [InlineData(1, true, DialerPacing.Adaptive)]
    public void Days_after_the_first_ones_allocate_nothing(double tick, bool byTime, DialerPacing pacing)
    {
        var request = D1 with { TickSec = tick, Pacing = pacing, Lines = null, Ratio = pacing == DialerPacing.IdleRatio ? 2.5 : 1.1 };
        var plan = new DialerPlan(byTime ? ByTime(request) : request);
        var target = DialerTarget.Of(request);
        IDaySimulator engine = tick == 0 ? new EventDrivenSimulator(plan) : new TimingWheelSimulator(plan);
        for (var day = 0; day < 40; day++)
        {
            engine.Run(day, target, out _, CancellationToken.None);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var answered = 0L;
        for (var day = 0; day < 40; day++)
        {
            engine.Run(day, target, out var counters, CancellationToken.None);
            answered += counters.Answered;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(answered > 0);
    }

    [Fact]
    public void A_day_does_not_depend_on_the_days_that_its_engine_did_before()
    {
        var plan = new DialerPlan(D1);
        var target = DialerTarget.Of(D1);
        var engine = new TimingWheelSimulator(plan);
        engine.Run(7, target, out var first, CancellationToken.None);
        engine.Run(3, DialerTarget.Constant(400), out _, CancellationToken.None);
        engine.Run(7, target, out var again, CancellationToken.None);

        Assert.Equal(first, again);
    }

    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(0, 10_000)]
    [InlineData(1, 50)]
    [InlineData(10, 100_000)]
    public async Task A_cancelled_simulation_ends_at_once(double tick, int agents)
    {
        using var cancellation = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var request = D1 with { Agents = agents, Lines = null, Ratio = 1.1, TickSec = tick, Days = agents > 1000 ? 100 : 10_000 };
        var run = Task.Run(() => DialerSimulation.Run(request, _ => started.TrySetResult(), cancellation.Token));

        // The first of a hundred reports: nearly all of the work still lies ahead.
        await started.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await cancellation.CancelAsync();

        // That it is cancelled and not done is the proof; the bound is far above the promised 100 ms because test machines are busy.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Progress_is_told_a_few_hundred_times_at_most_and_ends()
    {
        List<CxProgress> told = [];

        DialerSimulation.Run(D1 with { Days = 400, Hours = 1, Threads = 2 }, told.Add);

        Assert.InRange(told.Count, 2, 300);
        Assert.Equal((100, 0), (told[^1].PercentComplete, told[^1].SecondsRemaining));
        Assert.True(told[^1].IsCompleted);
        Assert.Equal(told.Select(progress => progress.PercentComplete).Order(), told.Select(progress => progress.PercentComplete));
    }

    [Fact]
    public void A_second_without_a_report_makes_one_before_the_first_percent_is_done()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        List<CxProgress> told = [];
        var progress = new DialerProgress(told.Add, "Simulating", 100_000, new ProgressThrottle(clock));

        for (var day = 0; day < 25; day++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            progress.DayDone();
        }

        Assert.Equal(["10 of 100000 days", "20 of 100000 days"], told.Select(report => report.Status));
        Assert.All(told, report => Assert.Equal((0, false), (report.PercentComplete, report.IsCompleted)));
        Assert.Equal([9_999, 9_998], told.Select(report => report.SecondsRemaining));
    }

    [Fact]
    public void Reports_are_a_few_hundred_even_where_a_run_takes_a_day()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        List<CxProgress> told = [];
        var progress = new DialerProgress(told.Add, "Simulating", 86_400, new ProgressThrottle(clock));

        for (var day = 0; day < 86_400; day++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            progress.DayDone();
        }

        Assert.InRange(told.Count, 100, 300);
        Assert.True(told[^1].IsCompleted);
        Assert.Equal(told.Select(report => report.SecondsRemaining).OrderDescending(), told.Select(report => report.SecondsRemaining));
    }

    [Fact]
    public void A_candidate_that_takes_long_is_told_of_before_it_is_done()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        List<CxProgress> told = [];
        var progress = new DialerProgress(told.Add, "Finding the ratio", 8, new ProgressThrottle(clock))
        {
            PercentOfAll = 40, Part = "between 1.1 and 1.2: "
        };

        for (var day = 0; day < 8; day++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(600));
            progress.DayDone();
        }

        Assert.Equal(
            [
                "between 1.1 and 1.2: 2 of 8 days", "between 1.1 and 1.2: 4 of 8 days", "between 1.1 and 1.2: 6 of 8 days",
                "between 1.1 and 1.2: 8 of 8 days"
            ],
            told.Select(report => report.Status));
        Assert.All(told, report => Assert.Equal((40, -1, false), (report.PercentComplete, report.SecondsRemaining, report.IsCompleted)));
    }

    [Fact]
    public void The_progress_of_a_search_rises_and_ends()
    {
        List<CxProgress> told = [];

        DialerSimulation.FindRatio(D1 with { Lines = null }, null, told.Add);

        Assert.InRange(told.Count, 4, 100);
        Assert.Equal((100, true), (told[^1].PercentComplete, told[^1].IsCompleted));
        Assert.Single(told, report => report.IsCompleted);
        Assert.Equal(told.Select(report => report.PercentComplete).Order(), told.Select(report => report.PercentComplete));
    }

    [Fact]
    public void The_found_ratio_is_within_the_limit_and_the_next_one_is_not()
    {
        var request = D1 with { Lines = null, Days = 200, MaxAbandonmentRate = 0.03 };

        var found = DialerSimulation.FindRatio(request);

        var best = Assert.IsType<DialerSimulationResult>(found.Best);
        Assert.Equal(200, best.Days);
        Assert.Equal(DialerVerdict.Compliant, best.Verdict);
        Assert.True(best.AbandonmentUpperBound <= 0.03);
        Assert.Equal(best, DialerSimulation.Run(request with { Lines = best.Lines }));
        Assert.True(DialerSimulation.Run(request with { Lines = best.Lines + 1 }).AbandonmentUpperBound > 0.03);
        Assert.False(found.IsAtHighest);
        Assert.Equal(found.Candidates.Select(candidate => candidate.Ratio).Order(), found.Candidates.Select(candidate => candidate.Ratio));
        Assert.All(found.Candidates, candidate => Assert.Equal(candidate.Ratio <= best.Ratio, candidate.IsWithinLimit));
        Assert.Contains(found.Candidates, candidate => candidate.Days < 200);
    }

    [Theory]
    [InlineData(DialerPacing.IdleRatio)]
    [InlineData(DialerPacing.Adaptive)]
    public void A_ratio_is_found_for_the_other_rules_too(DialerPacing pacing)
    {
        var request = D1 with { Lines = null, Pacing = pacing, MaxAbandonmentRate = 0.02, Adaptive = new AdaptivePacing { DropLimit = 1 } };

        var found = DialerSimulation.FindRatio(request);

        Assert.Equal(DialerVerdict.Compliant, found.Best!.Verdict);
        Assert.InRange(found.Best.Ratio, 1.05, 4.9);
        Assert.True(DialerSimulation.Run(request with { Ratio = found.Best.Ratio + 0.1 }).AbandonmentUpperBound > 0.02);
    }

    [Fact]
    public void No_ratio_is_found_where_even_the_lowest_drops_too_many()
    {
        var found = DialerSimulation.FindRatio(
            D1 with { Lines = null, MaxAbandonmentRate = 0.001 }, new DialerRatioSearch { LowestRatio = 1.3 });

        Assert.Null(found.Best);
        Assert.Equal(DialerVerdict.NotCompliant, found.Verdict);
        Assert.Equal("no ratio within the limit", found.ToString());
        Assert.All(found.Candidates, candidate => Assert.False(candidate.IsWithinLimit));
    }

    [Fact]
    public void The_highest_ratio_of_the_search_is_said_to_be_the_highest()
    {
        var found = DialerSimulation.FindRatio(
            D1 with { Lines = null, MaxAbandonmentRate = 0.5 }, new DialerRatioSearch { HighestRatio = 1.2, Step = 0.05 });

        Assert.True(found.IsAtHighest);
        Assert.Equal(60, found.Best!.Lines);
        Assert.Equal(1.2, found.Best.Ratio);
    }

    [Theory]
    [InlineData(1.05, 0.01, 52)]
    [InlineData(1.15, 0.05, 57)]
    [InlineData(1.02, 0.001, 51)]
    public void No_lines_beyond_the_search_are_found_where_a_ratio_is_rounded_to_whole_lines(double highest, double step, int lines)
    {
        var found = DialerSimulation.FindRatio(
            D1 with { Lines = null, MaxAbandonmentRate = 0.5 }, new DialerRatioSearch { HighestRatio = highest, Step = step });

        Assert.Equal(lines, found.Lines);
        Assert.Equal(lines / 50d, found.Ratio);
        Assert.True(found.IsAtHighest);
        Assert.All(found.Candidates, candidate => Assert.InRange(candidate.Ratio, 1, highest));
    }

    [Fact]
    public void A_search_between_two_whole_lines_is_refused()
    {
        var one = D1 with { Agents = 1, Lines = null };

        var error = Assert.Throws<CxValidationException>(
            () => DialerSimulation.FindRatio(one, new DialerRatioSearch { LowestRatio = 0.1, HighestRatio = 0.9 }));

        Assert.Equal(
            ["Lines are whole: LowestRatio 0.1, HighestRatio 0.9 and RatioStep 0.01 leave no "
                + "number of lines for 1 agent. Widen the search."],
            error.Violations);
        Assert.Equal(1, DialerSimulation.FindRatio(one, new DialerRatioSearch { LowestRatio = 0.1, HighestRatio = 1 }).Ratio);
    }

    [Fact]
    public void A_ratio_that_gives_no_whole_lines_is_reported_as_that_of_the_lines_that_were_simulated()
    {
        var result = DialerSimulation.Run(D1 with { Agents = 5, Lines = null, Ratio = 1.1, Days = 3 });

        Assert.Equal((6, 1.2), (result.Lines, result.Ratio));
        Assert.Equal(DialerSimulation.Run(D1 with { Agents = 5, Lines = 6, Days = 3 }), result);
        Assert.Equal(2.4, DialerSimulation.Run(D1 with { Lines = null, Pacing = DialerPacing.IdleRatio, Ratio = 2.4, Days = 3 }).Ratio);
    }

    [Fact]
    public void A_run_a_sweep_and_a_search_report_the_same_ratio_lines_and_inputs()
    {
        var request = ByTime(
            D1 with { Agents = 7, Lines = null, Days = 10, PatienceSec = 3, Wrap = DurationDistribution.Empirical([10, 20, 60]) });

        var found = DialerSimulation.FindRatio(request, new DialerRatioSearch { HighestRatio = 2 });
        var swept = DialerSimulation.Sweep(request, [found.Ratio!.Value, 1.3]);

        // 7 × 1.3 = 9.1 lines are 9 lines.
        Assert.Equal((9, 9 / 7d), (swept[1].Lines, swept[1].Ratio));
        Assert.Equal(found.Lines!.Value / 7d, found.Ratio);
        Assert.Equal(found.Best, swept[0]);
        Assert.Equal(found.Best, DialerSimulation.Run(request with { Lines = found.Lines }));
        Assert.All(found.Candidates, candidate => Assert.Equal(candidate.Lines!.Value / 7d, candidate.Ratio));
        // Counted from 0:30 to 8:00; the second rate changes at the next whole second.
        Near.Equal(((9_000 * 0.55) + (7_201 * 0.2) + (10_799 * 0.38)) / 27_000, swept[1].AnswerRate, 1e-14);
        Assert.Equal((3d, 145d, 30d), (swept[1].PatienceSec, swept[1].MeanTalkSec, swept[1].MeanWrapSec));
        Assert.Equal(0.38, DialerSimulation.Run(D1 with { Days = 2 }).AnswerRate);
    }

    [Fact]
    public void A_limit_that_nothing_passes_is_answered_with_the_highest_ratio_at_once()
    {
        var found = DialerSimulation.FindRatio(
            D1 with { Lines = null, MaxAbandonmentRate = 1 }, new DialerRatioSearch { HighestRatio = 2 });

        Assert.Equal(100, found.Lines);
        Assert.True(found.IsAtHighest);
        Assert.Equal(2, Assert.Single(found.Candidates).Ratio);
    }

    [Theory]
    [Trait(Tier.Name, Tier.Full)]
    [InlineData(20, 0.03, DialerPacing.Lines)]
    [InlineData(200, 0.03, DialerPacing.Lines)]
    [InlineData(50, 0.2, DialerPacing.Lines)]
    [InlineData(50, 0.002, DialerPacing.Lines)]
    [InlineData(50, 0.03, DialerPacing.IdleRatio)]
    public void Candidates_that_are_judged_by_few_days_are_judged_as_all_days_would(int agents, double limit, DialerPacing pacing)
    {
        var request = D1 with { Agents = agents, Lines = null, Pacing = pacing, MaxAbandonmentRate = limit, Days = 200 };

        var found = DialerSimulation.FindRatio(request);

        Assert.Contains(found.Candidates, candidate => candidate.Days < 32);
        foreach (var candidate in found.Candidates.Where(candidate => candidate.Days < 200))
        {
            var all = DialerSimulation.Run(
                request with { Lines = candidate.Lines, Ratio = candidate.Lines is null ? candidate.Ratio : null });
            Assert.Equal(all.Verdict, candidate.Verdict);
            Assert.Equal(candidate.IsWithinLimit, candidate.Verdict == DialerVerdict.Compliant);
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.99)]
    public void A_ratio_is_found_for_a_single_agent_whatever_the_answer_rate(double answerRate)
    {
        var request = new DialerSimulationRequest { Agents = 1, AnswerRate = answerRate, Days = 60, Seed = 3, MaxAbandonmentRate = 0.2 };

        var found = DialerSimulation.FindRatio(request, new DialerRatioSearch { HighestRatio = 10 });

        // A second line of one agent: 1 % answered leave him time, 99 % do not.
        Assert.Equal(DialerVerdict.Compliant, found.Verdict);
        Assert.True(found.AbandonmentUpperBound <= 0.2);
        Assert.Equal(answerRate < 0.5, found.Lines > 1);
        Assert.Equal(DialerSimulation.Run(request with { Lines = found.Lines }), found.Best);
    }

    [Fact]
    public void A_search_with_a_single_day_is_refused_and_everything_else_wrong_is_said_with_it()
    {
        var error = Assert.Throws<CxValidationException>(() => DialerSimulation.FindRatio(
            D1 with { Lines = null, Days = 1, PatienceSec = -1 }, new DialerRatioSearch { Step = 7 }));

        Assert.Equal(
            [
                "PatienceSec must be between 0 and 3600 (was -1).",
                "Days is 1; FindRatio needs at least 2, because with a single day nothing bounds the abandonment rate.",
                "RatioStep must be between 0.001 and 1 (was 7).",
            ],
            error.Violations);
    }

    [Fact]
    public void Where_nobody_answers_nothing_is_known()
    {
        // A call rings for an hour on average and the day has two minutes.
        var silent = D1 with
        {
            Agents = 1,
            Lines = null,
            AnswerRate = 0.01,
            RingAnswered = DurationDistribution.Constant(3600),
            Hours = 0.03,
            WarmupHours = 0,
            Days = 5
        };

        var found = DialerSimulation.FindRatio(silent);
        var result = DialerSimulation.Run(silent with { Lines = 1 });

        Assert.Null(found.Best);
        Assert.Equal(DialerVerdict.Inconclusive, found.Verdict);
        Assert.Contains("more days would tell", found.ToString(), StringComparison.Ordinal);
        Assert.Equal((0L, 1d, DialerVerdict.Inconclusive), (result.Answered, result.AbandonmentUpperBound, result.Verdict));
    }

    [Fact]
    public void Everything_wrong_with_a_sweep_is_said_once()
    {
        Assert.Equal(
            [
                "PatienceSec must be between 0 and 3600 (was -1).",
                "Lines 55 and Ratio 0, 1, 11 say the same thing; give Lines or Ratio.",
                "Ratio must be between 0.1 and 10 (was 0).",
                "Ratio must be between 0.1 and 10 (was 11)."
            ],
            Sweep(D1 with { PatienceSec = -1 }, [0, 1, 11]));
        Assert.Equal(
            ["Ratio 1, 2 does not belong to Pacing Progressive."],
            Sweep(D1 with { Pacing = DialerPacing.Progressive, Lines = null }, [1, 2]));
        Assert.Equal(["Ratio 3 cannot be given beside the ratios 1, 2."], Sweep(D1 with { Lines = null, Ratio = 3 }, [1, 2]));
        Assert.Equal(["There are no ratios to simulate."], Sweep(D1 with { Lines = null }, []));

        static IReadOnlyList<string> Sweep(DialerSimulationRequest request, double[] ratios)
            => Assert.Throws<CxValidationException>(() => DialerSimulation.Sweep(request, ratios)).Violations;
    }

    [Fact]
    public void A_sweep_gives_for_every_ratio_what_a_run_gives()
    {
        var request = D1 with { Lines = null, Days = 20 };

        var curve = DialerSimulation.Sweep(request, [1, 1.1, 1.3]);

        Assert.Equal([1, 1.1, 1.3], curve.Select(point => point.Ratio));
        Assert.Equal(DialerSimulation.Run(request with { Ratio = 1.1 }), curve[1]);
        Assert.True(curve[0].AbandonmentRate < curve[1].AbandonmentRate && curve[1].AbandonmentRate < curve[2].AbandonmentRate);
        Assert.True(curve[0].Utilization < curve[1].Utilization && curve[1].Utilization < curve[2].Utilization);
    }

    [Fact]
    public void The_verdict_needs_enough_days()
    {
        // D1 abandons 1.64 %.
        Assert.Equal(DialerVerdict.Compliant, DialerSimulation.Run(D1 with { MaxAbandonmentRate = 0.03 }).Verdict);
        Assert.Equal(DialerVerdict.NotCompliant, DialerSimulation.Run(D1 with { MaxAbandonmentRate = 0.01 }).Verdict);
        Assert.Equal(DialerVerdict.Inconclusive, DialerSimulation.Run(D1 with { MaxAbandonmentRate = 0.0164 }).Verdict);

        var single = DialerSimulation.Run(D1 with { Days = 1 });
        Assert.Equal(DialerVerdict.Inconclusive, single.Verdict);
        Assert.Equal(1, single.AbandonmentUpperBound);
        Assert.Equal(double.PositiveInfinity, single.AbandonmentHalfWidth);
    }

    [Theory]
    [InlineData(2, 1.5)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    [InlineData(20, 1)]
    public void Days_without_a_drop_prove_no_more_than_the_rule_of_three(int days, double dispersion)
    {
        var result = DialerSimulation.Run(D1 with { Pacing = DialerPacing.Progressive, Lines = null, Days = days, Hours = 1 });

        Assert.Equal(0, result.Abandoned);
        Assert.Equal(0, result.AbandonmentRate);
        Near.Equal(dispersion * 2.995732273553991 / result.Answered, result.AbandonmentUpperBound, 1e-14);
    }

    [Fact]
    public void The_interval_of_days_covers_the_truth_as_often_as_it_promises()
    {
        // 1,000 runs of 10 short days each against the mean of all of them: 95 % of the intervals cover it.
        var (runs, truth) = Runs(D1 with { Agents = 10, Lines = 12, Hours = 2, Days = 10 }, 1000);

        var covered = runs.Count(days => DialerReport.Abandonment(days).Rate is var rate && Math.Abs(rate.Value - truth) <= rate.HalfWidth);
        var below = runs.Count(days => DialerReport.Abandonment(days).Upper >= truth);

        Assert.InRange(covered, 920, 980);
        Assert.InRange(below, 920, 985);
    }

    [Theory]
    [Trait(Tier.Name, Tier.Full)]
    [InlineData(53, 1, 0.25, 2, 1500)]
    [InlineData(53, 1, 0.25, 5, 1500)]
    [InlineData(51, 4, 0.5, 20, 500)]
    public void The_upper_bound_of_few_drops_covers_the_truth_as_often_as_it_promises(
        int lines, double hours, double warmup, int days, int count)
    {
        // Some three to eight drops a run.
        var (runs, truth) = Runs(D1 with { Lines = lines, Hours = hours, WarmupHours = warmup, Days = days }, count);

        var covered = runs.Count(run => DialerReport.Abandonment(run).Upper >= truth) / (double)count;

        Assert.InRange(runs.Average(run => run.Sum(day => day.Abandoned)), 2.5, 9);
        // Two standard errors of a share of 95 %.
        Assert.InRange(covered, 0.95 - (2 * Math.Sqrt(0.95 * 0.05 / count)), 1);
    }

    [Fact]
    public void Days_that_agree_by_chance_prove_no_more_than_their_drops()
    {
        // The same four drops on either day: no scatter at all.
        DayCounters[] days =
        [
            new() { Answered = 500, Abandoned = 4, Connected = 496 }, new() { Answered = 500, Abandoned = 4, Connected = 496 }
        ];

        var (rate, upper, lower) = DialerReport.Abandonment(days);

        Assert.Equal((0.008, 0d), (rate.Value, rate.StandardError));
        // Dispersion (0 + 3·2) ÷ (1 + 3) = 1.5: six bursts at most, five at least.
        Near.Equal(1.5 * 11.84239565242029 / 1000, upper);
        Near.Equal(1.5 * 1.97014956805953 / 1000, lower);
    }

    [Fact]
    public void Drops_in_bursts_are_bounded_by_the_number_of_bursts()
    {
        // One day of a hundred has all twenty drops: χ² is 1980, the dispersion 1986
        // ÷ 102, and that makes two bursts at most, one at least.
        var days = Enumerable.Range(0, 100).Select(day => new DayCounters { Answered = 1000, Abandoned = day == 4 ? 20 : 0 }).ToArray();

        var (rate, upper, lower) = DialerReport.Abandonment(days);

        Near.Equal(1986d / 102 * 6.2957936218719897 / 100_000, upper);
        Assert.True(upper > 2 * rate.Upper);
        Assert.Equal(0, lower);
    }

    [Fact]
    public void The_adaptive_rule_reports_the_level_that_it_used()
    {
        var request = D1 with { Lines = null, Pacing = DialerPacing.Adaptive, Ratio = 1.5 };

        var result = DialerSimulation.Run(request);
        Assert.InRange(result.AverageLevel!.Value, 1, 1.5);
        Assert.Equal(1.5, result.Ratio);

        var stuck = DialerSimulation.Run(
            request with { Adaptive = new AdaptivePacing { StartLevel = 1.1, LowestLevel = 1.1 }, Ratio = 1.1 });
        Assert.Equal(1.1, stuck.AverageLevel!.Value, 12);
        var lines = DialerSimulation.Run(D1 with { Seed = 17 });
        Near.Statistically(
            lines.AbandonmentRate, lines.AbandonmentStandardError, stuck.AbandonmentRate, stuck.AbandonmentStandardError, "abandonment");
    }

    [Fact]
    public void All_violations_of_a_campaign_are_reported_together()
    {
        var error = Assert.Throws<CxValidationException>(() => DialerSimulation.Run(new DialerSimulationRequest
        {
            Agents = 0, AnswerRate = 1.5, TickSec = 1e-9, Ratio = 0, Days = 0, WarmupHours = 9,
            Talk = DurationDistribution.LogNormal(-1, 20), Wrap = DurationDistribution.Empirical([]), PatienceSec = double.NaN,
        }));

        Assert.Equal(
            [
                "Agents must be between 1 and 100000 (was 0).",
                "AnswerRate must be greater than 0 and at most 1 (was 1.5). For 35 % write 0.35.",
                "TalkSec must be between 0 and 864000 (was -1).",
                "TalkCv must be between 0 and 10 (was 20).",
                "The number of values in WrapSample must be between 1 and 1000000 (was 0).",
                "PatienceSec must be between 0 and 3600 (was NaN).",
                "TickSec must be between 0.001 and 600 (was 1E-09).",
                "Ratio must be between 0.1 and 10 (was 0).",
                "WarmupHours is 9; it must be at least 0 and less than Hours.",
                "Days must be between 1 and 1000000 (was 0).",
            ],
            error.Violations);
    }

    [Fact]
    public void What_does_not_belong_to_a_rule_is_refused()
    {
        Assert.Equal(
            ["AnswerRate is missing; give AnswerRate, or a history by time bucket.", "Pacing Lines needs Lines or Ratio."],
            Violations(new DialerSimulationRequest { Agents = 5 }));
        Assert.Equal(["Lines 55 and Ratio 1.2 say the same thing; give Lines or Ratio."], Violations(D1 with { Ratio = 1.2 }));
        Assert.Equal(
            ["Lines 55 does not belong to Pacing IdleRatio.", "Pacing IdleRatio needs Ratio."],
            Violations(D1 with { Pacing = DialerPacing.IdleRatio }));
        Assert.Equal(
            ["Ratio 1 does not belong to Pacing Progressive."],
            Violations(D1 with { Pacing = DialerPacing.Progressive, Lines = null, Ratio = 1 }));
        Assert.Equal(
            ["Ratio is 0.9; with Pacing Adaptive it is the highest level and must be at least 1, the level at the beginning of the day."],
            Violations(D1 with { Pacing = DialerPacing.Adaptive, Lines = null, Ratio = 0.9 }));
        Assert.Equal(["ThrottleLimit must be between 0 and 1024 (was -1)."], Violations(D1 with { Threads = -1 }));
        Assert.Equal(
            ["Each value of RingUnansweredSample must be between 0 and 864000 (was -3)."],
            Violations(D1 with { RingUnanswered = DurationDistribution.Empirical([2, -3, -4]) }));
        Assert.Equal(
            [
                "AnswerRate 0.38 and the history by time bucket say the same thing; give one of them.",
                "Time bucket 2 starts at 10 s; starts are 0 to 604800 s and ascend."
            ],
            Violations(D1 with { AnswerRateBuckets = [new(10, 0.2), new(10, 0.3)] }));
        Assert.Equal(
            ["RingAnsweredSec is 8 and RingUnansweredSec 0; with TickSec 0 both must be at least 0.1 "
                + "on average, or a line would dial without end."],
            Violations(D1 with { TickSec = 0, RingUnanswered = DurationDistribution.Constant(0) }));
        Assert.Equal(
            [
                "FindRatio does not belong to Pacing Progressive: nobody is ever abandoned, so that there is no ratio to be found.",
                "Lines 55 cannot be given with FindRatio."
            ],
            Assert.Throws<CxValidationException>(
                () => DialerSimulation.FindRatio(D1 with { Pacing = DialerPacing.Progressive })).Violations);
    }

    /// <summary>
    /// Many independent runs of one campaign, each a slice of the same long row of days, and the abandonment of all of them.
    /// </summary>
    private static (List<DayCounters[]> Runs, double Truth) Runs(DialerSimulationRequest request, int count)
    {
        var all = new DayCounters[request.Days * count];
        new DialerRunner(new DialerPlan(request), 0).Run(DialerTarget.Of(request), all, 0, all.Length, null, CancellationToken.None);
        return ([.. all.Chunk(request.Days)], all.Sum(day => day.Abandoned) / (double)all.Sum(day => day.Answered));
    }

    private static DialerSimulationRequest ByTime(DialerSimulationRequest request)
        => request with { AnswerRate = null, AnswerRateBuckets = [new(0, 0.55), new(10_800, 0.2), new(18_000.5, 0.38)] };

    private static IReadOnlyList<string> Violations(DialerSimulationRequest request)
        => Assert.Throws<CxValidationException>(() => DialerSimulation.Run(request)).Violations;
}
