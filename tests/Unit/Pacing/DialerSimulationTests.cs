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
    public void The_result_is_bit_identical_for_every_number_of_threads(DialerPacing pacing, double tick)
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
    public void The_result_with_answer_rates_by_time_is_bit_identical_for_every_number_of_threads(DialerPacing pacing, double tick)
    {
        var request = ByTime(D1 with { Pacing = pacing, TickSec = tick, Lines = null, Ratio = 1.2, Days = 24 });

        var one = DialerSimulation.Run(request with { Threads = 1 });

        Assert.Equal(one, DialerSimulation.Run(request with { Threads = 2 }));
        Assert.Equal(one, DialerSimulation.Run(request with { Threads = 4 }));
        // The order of the buckets matters.
        Assert.NotEqual(
            one.Utilization,
            DialerSimulation.Run(request with { AnswerRateBuckets = [new(0, 0.2), new(10_800, 0.55), new(18_000.5, 0.38)] }).Utilization);
    }

    [Theory]
    [InlineData(DialerPacing.Lines)]
    [InlineData(DialerPacing.IdleRatio)]
    public void A_search_with_answer_rates_by_time_gives_the_same_result_for_every_number_of_threads(DialerPacing pacing)
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
    public void A_search_gives_the_same_result_for_every_number_of_threads()
    {
        var request = D1 with { Lines = null };

        var one = DialerSimulation.FindRatio(request with { Threads = 1 });
        var four = DialerSimulation.FindRatio(request with { Threads = 4 });

        Assert.Equal(one.Best, four.Best);
        Assert.Equal(one.Candidates, four.Candidates);
    }

    [Fact]
    public void A_seed_gives_the_recorded_counts_on_every_machine()
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
    public void Days_after_the_first_ones_do_not_allocate(double tick, bool byTime, DialerPacing pacing)
    {
        var request = D1 with { TickSec = tick, Pacing = pacing, Lines = null, Ratio = pacing == DialerPacing.IdleRatio ? 2.5 : 1.1 };
        var plan = new DialerPlan(byTime ? ByTime(request) : request);
        var target = DialerTarget.Of(request);
        IDaySimulator engine = tick == 0 ? new EventDrivenSimulator(plan) : new TimingWheelSimulator(plan);
        for (var day = 0; day < 40; day++)
        {
            engine.Run(day, target, out _, CancellationToken.None);
        }

        // The runtime may compile a method again on this thread, which allocates once; days that allocate do so in each round.
        var least = long.MaxValue;
        var answered = 0L;
        for (var round = 0; round < 10 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var day = 0; day < 40; day++)
            {
                engine.Run(day, target, out var counters, CancellationToken.None);
                answered += counters.Answered;
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.True(answered > 0);
    }

    [Fact]
    public void A_day_does_not_depend_on_previous_days_of_the_same_simulator()
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
    public async Task A_canceled_simulation_stops_at_once(double tick, int agents)
    {
        using var cancellation = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var request = D1 with
        {
            Agents = agents, Lines = null, Ratio = 1.1, TickSec = tick, Days = agents > 1000 ? 100 : 10_000, Hours = 2, WarmupHours = 0.5
        };
        var run = Task.Run(() => DialerSimulation.Run(request, _ => started.TrySetResult(), cancellation.Token));

        // After the first of a hundred reports, most of the work remains.
        await started.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await cancellation.CancelAsync();

        // The exception proves the cancellation. The bound is far above the documented 100 ms because test machines are busy.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Gate.Patience));
    }

    [Fact]
    public void Progress_is_reported_a_few_hundred_times_at_most_and_completes()
    {
        List<CxProgress> reports = [];

        DialerSimulation.Run(D1 with { Days = 400, Hours = 1, Threads = 2 }, reports.Add);

        Assert.InRange(reports.Count, 2, 300);
        Assert.Equal((100, 0), (reports[^1].PercentComplete, reports[^1].SecondsRemaining));
        Assert.True(reports[^1].IsCompleted);
        Assert.Equal(reports.Select(progress => progress.PercentComplete).Order(), reports.Select(progress => progress.PercentComplete));
    }

    [Fact]
    public void Progress_is_reported_after_a_second_even_before_the_first_percent()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        List<CxProgress> reports = [];
        var progress = new DialerProgress(reports.Add, "Simulating", 100_000, new ProgressThrottle(clock));

        for (var day = 0; day < 25; day++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            progress.DayDone();
        }

        Assert.Equal(["10 of 100000 days", "20 of 100000 days"], reports.Select(report => report.Status));
        Assert.All(reports, report => Assert.Equal((0, false), (report.PercentComplete, report.IsCompleted)));
        Assert.Equal([9_999, 9_998], reports.Select(report => report.SecondsRemaining));
    }

    [Fact]
    public void A_run_of_a_whole_day_reports_progress_a_few_hundred_times()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        List<CxProgress> reports = [];
        var progress = new DialerProgress(reports.Add, "Simulating", 86_400, new ProgressThrottle(clock));

        for (var day = 0; day < 86_400; day++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            progress.DayDone();
        }

        Assert.InRange(reports.Count, 100, 300);
        Assert.True(reports[^1].IsCompleted);
        Assert.Equal(reports.Select(report => report.SecondsRemaining).OrderDescending(),
            reports.Select(report => report.SecondsRemaining));
    }

    [Fact]
    public void A_slow_candidate_reports_progress_before_it_is_done()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        List<CxProgress> reports = [];
        var progress = new DialerProgress(reports.Add, "activity", 8, new ProgressThrottle(clock))
        {
            PercentOfAll = 40, Part = "between 1.1 and 1.2"
        };

        for (var day = 0; day < 8; day++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(600));
            progress.DayDone();
        }

        Assert.Equal(
            new[] { 2, 4, 6, 8 }.Select(done => PacingMessages.DaysDone("between 1.1 and 1.2", done, 8)),
            reports.Select(report => report.Status));
        Assert.All(reports, report => Assert.Equal((40, -1, false), (report.PercentComplete, report.SecondsRemaining, report.IsCompleted)));
    }

    [Fact]
    public void The_progress_of_a_search_rises_and_completes()
    {
        List<CxProgress> reports = [];

        DialerSimulation.FindRatio(D1 with { Lines = null }, null, reports.Add);

        Assert.InRange(reports.Count, 4, 100);
        Assert.Equal((100, true), (reports[^1].PercentComplete, reports[^1].IsCompleted));
        Assert.Single(reports, report => report.IsCompleted);
        Assert.Equal(reports.Select(report => report.PercentComplete).Order(), reports.Select(report => report.PercentComplete));
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
    public void A_ratio_is_found_for_every_pacing_rule(DialerPacing pacing)
    {
        var request = D1 with { Lines = null, Pacing = pacing, MaxAbandonmentRate = 0.02, Adaptive = new AdaptivePacing { DropLimit = 1 } };

        var found = DialerSimulation.FindRatio(request);

        Assert.Equal(DialerVerdict.Compliant, found.Best!.Verdict);
        Assert.InRange(found.Best.Ratio, 1.05, 4.9);
        Assert.True(DialerSimulation.Run(request with { Ratio = found.Best.Ratio + 0.1 }).AbandonmentUpperBound > 0.02);
    }

    [Fact]
    public void No_ratio_is_found_if_even_the_lowest_exceeds_the_limit()
    {
        var found = DialerSimulation.FindRatio(
            D1 with { Lines = null, MaxAbandonmentRate = 0.001 }, new DialerRatioSearch { LowestRatio = 1.3 });

        Assert.Null(found.Best);
        Assert.Equal(DialerVerdict.NotCompliant, found.Verdict);
        Assert.Equal(PacingMessages.NoRatioWithinLimit, found.ToString());
        Assert.All(found.Candidates, candidate => Assert.False(candidate.IsWithinLimit));
    }

    [Fact]
    public void A_result_at_the_highest_ratio_of_the_search_is_flagged()
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
    public void Rounding_to_whole_lines_never_leaves_the_range_of_the_search(double highest, double step, int lines)
    {
        var found = DialerSimulation.FindRatio(
            D1 with { Lines = null, MaxAbandonmentRate = 0.5 }, new DialerRatioSearch { HighestRatio = highest, Step = step });

        Assert.Equal(lines, found.Lines);
        Assert.Equal(lines / 50d, found.Ratio);
        Assert.True(found.IsAtHighest);
        Assert.All(found.Candidates, candidate => Assert.InRange(candidate.Ratio, 1, highest));
    }

    [Fact]
    public void A_search_range_without_whole_lines_is_refused()
    {
        var one = D1 with { Agents = 1, Lines = null };

        var error = Assert.Throws<CxValidationException>(
            () => DialerSimulation.FindRatio(one, new DialerRatioSearch { LowestRatio = 0.1, HighestRatio = 0.9 }));

        Assert.Equal([PacingMessages.NoWholeLines(0.1, 0.9, 0.01, 1)], error.Violations);
        Assert.Equal(1, DialerSimulation.FindRatio(one, new DialerRatioSearch { LowestRatio = 0.1, HighestRatio = 1 }).Ratio);
    }

    [Fact]
    public void A_ratio_without_whole_lines_is_reported_as_the_ratio_of_the_simulated_lines()
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
    public void A_limit_of_1_gives_the_highest_ratio_without_a_search()
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
    public void Candidates_judged_by_few_days_get_the_verdict_of_all_days(int agents, double limit, DialerPacing pacing)
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
    public void A_ratio_is_found_for_a_single_agent_at_every_answer_rate(double answerRate)
    {
        var request = new DialerSimulationRequest { Agents = 1, AnswerRate = answerRate, Days = 60, Seed = 3, MaxAbandonmentRate = 0.2 };

        var found = DialerSimulation.FindRatio(request, new DialerRatioSearch { HighestRatio = 10 });

        // A second line for one agent is within the limit at an answer rate of 1 %, but not at 99 %.
        Assert.Equal(DialerVerdict.Compliant, found.Verdict);
        Assert.True(found.AbandonmentUpperBound <= 0.2);
        Assert.Equal(answerRate < 0.5, found.Lines > 1);
        Assert.Equal(DialerSimulation.Run(request with { Lines = found.Lines }), found.Best);
    }

    [Fact]
    public void A_search_with_a_single_day_is_refused_together_with_all_other_violations()
    {
        var singleDay = PacingMessages.SearchNeedsTwoDays();
        var error = Assert.Throws<CxValidationException>(() => DialerSimulation.FindRatio(
            D1 with { Lines = null, Days = 1, PatienceSec = -1 }, new DialerRatioSearch { Step = 7 }));

        Assert.Equal(["PatienceSec=-1", "RatioStep=7"], error.Violations.Except([singleDay]).Select(Violation.MemberAndValue));
        Assert.Contains(singleDay, error.Violations);
    }

    [Fact]
    public void Without_an_answered_call_the_verdict_is_inconclusive()
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
        Assert.Equal(PacingMessages.TooFewDaysForRatio, found.ToString());
        Assert.Equal((0L, 1d, DialerVerdict.Inconclusive), (result.Answered, result.AbandonmentUpperBound, result.Verdict));
    }

    [Fact]
    public void A_violation_at_several_ratios_of_a_sweep_is_reported_once()
    {
        var conflict = PacingMessages.LinesAndRatio(55, "0, 1, 11");
        var violations = Sweep(D1 with { PatienceSec = -1 }, [0, 1, 11]);
        Assert.Equal(["PatienceSec=-1", "Ratio=0", "Ratio=11"], violations.Except([conflict]).Select(Violation.MemberAndValue));
        Assert.Equal(4, violations.Count);
        Assert.Contains(conflict, violations);
        Assert.Equal(
            [PacingMessages.NotOfPacing("Ratio", "1, 2", DialerPacing.Progressive)],
            Sweep(D1 with { Pacing = DialerPacing.Progressive, Lines = null }, [1, 2]));
        Assert.Equal([PacingMessages.RatioBesideRatios(3, "1, 2")], Sweep(D1 with { Lines = null, Ratio = 3 }, [1, 2]));
        Assert.Equal([PacingMessages.NoRatios], Sweep(D1 with { Lines = null }, []));

        static IReadOnlyList<string> Sweep(DialerSimulationRequest request, double[] ratios)
            => Assert.Throws<CxValidationException>(() => DialerSimulation.Sweep(request, ratios)).Violations;
    }

    [Fact]
    public void A_sweep_gives_the_result_of_a_single_run_for_every_ratio()
    {
        var request = D1 with { Lines = null, Days = 20 };

        var curve = DialerSimulation.Sweep(request, [1, 1.1, 1.3]);

        Assert.Equal([1, 1.1, 1.3], curve.Select(point => point.Ratio));
        Assert.Equal(DialerSimulation.Run(request with { Ratio = 1.1 }), curve[1]);
        Assert.True(curve[0].AbandonmentRate < curve[1].AbandonmentRate && curve[1].AbandonmentRate < curve[2].AbandonmentRate);
        Assert.True(curve[0].Utilization < curve[1].Utilization && curve[1].Utilization < curve[2].Utilization);
    }

    [Fact]
    public void The_verdict_is_inconclusive_with_too_few_days()
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
    public void The_upper_bound_without_a_drop_is_the_rule_of_three(int days, double dispersion)
    {
        var result = DialerSimulation.Run(D1 with { Pacing = DialerPacing.Progressive, Lines = null, Days = days, Hours = 1 });

        Assert.Equal(0, result.Abandoned);
        Assert.Equal(0, result.AbandonmentRate);
        Near.Equal(dispersion * 2.995732273553991 / result.Answered, result.AbandonmentUpperBound, 1e-14);
    }

    [Fact]
    public void The_interval_covers_the_true_rate_in_95_per_cent_of_runs()
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
    public void The_upper_bound_of_few_drops_covers_the_true_rate_in_95_per_cent_of_runs(
        int lines, double hours, double warmup, int days, int count)
    {
        // About three to eight drops per run.
        var (runs, truth) = Runs(D1 with { Lines = lines, Hours = hours, WarmupHours = warmup, Days = days }, count);

        var covered = runs.Count(run => DialerReport.Abandonment(run).Upper >= truth) / (double)count;

        Assert.InRange(runs.Average(run => run.Sum(day => day.Abandoned)), 2.5, 9);
        // Two standard errors of a share of 95 %.
        Assert.InRange(covered, 0.95 - (2 * Math.Sqrt(0.95 * 0.05 / count)), 1);
    }

    [Fact]
    public void Days_that_agree_by_chance_have_no_tighter_bound_than_their_drops_allow()
    {
        // The same four drops on each day: no scatter.
        DayCounters[] days =
        [
            new() { Answered = 500, Abandoned = 4, Connected = 496 }, new() { Answered = 500, Abandoned = 4, Connected = 496 }
        ];

        var (rate, upper, lower) = DialerReport.Abandonment(days);

        Assert.Equal((0.008, 0d), (rate.Value, rate.StandardError));
        // Dispersion (0 + 3·2) ÷ (1 + 3) = 1.5: five to six bursts.
        Near.Equal(1.5 * 11.84239565242029 / 1000, upper);
        Near.Equal(1.5 * 1.97014956805953 / 1000, lower);
    }

    [Fact]
    public void Drops_in_bursts_are_bounded_by_the_number_of_bursts()
    {
        // One day of a hundred has all twenty drops: χ² is 1980, the dispersion 1986 ÷ 102, which gives one to two bursts.
        var days = Enumerable.Range(0, 100).Select(day => new DayCounters { Answered = 1000, Abandoned = day == 4 ? 20 : 0 }).ToArray();

        var (rate, upper, lower) = DialerReport.Abandonment(days);

        Near.Equal(1986d / 102 * 6.2957936218719897 / 100_000, upper);
        Assert.True(upper > 2 * rate.Upper);
        Assert.Equal(0, lower);
    }

    [Fact]
    public void The_adaptive_rule_reports_its_mean_level()
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
                "Agents=0", "AnswerRate=1.5", "TalkSec=-1", "TalkCv=20", "The number of values in WrapSample=0", "PatienceSec=NaN",
                "TickSec=1E-09", "Ratio=0", "WarmupHours=9", "Days=0",
            ],
            error.Violations.Select(Violation.MemberAndValue));
    }

    [Fact]
    public void An_input_that_the_pacing_rule_lacks_or_does_not_use_is_refused()
    {
        Assert.Equal(
            [PacingMessages.AnswerRateRequired(), PacingMessages.LinesOrRatioRequired()],
            Violations(new DialerSimulationRequest { Agents = 5 }));
        Assert.Equal([PacingMessages.LinesAndRatio(55, "1.2")], Violations(D1 with { Ratio = 1.2 }));
        Assert.Equal(
            [
                PacingMessages.NotOfPacing("Lines", "55", DialerPacing.IdleRatio),
                PacingMessages.RatioRequired(DialerPacing.IdleRatio),
            ],
            Violations(D1 with { Pacing = DialerPacing.IdleRatio }));
        Assert.Equal(
            [PacingMessages.NotOfPacing("Ratio", "1", DialerPacing.Progressive)],
            Violations(D1 with { Pacing = DialerPacing.Progressive, Lines = null, Ratio = 1 }));
        Assert.Equal(
            [PacingMessages.HighestLevelTooLow(0.9, 1)],
            Violations(D1 with { Pacing = DialerPacing.Adaptive, Lines = null, Ratio = 0.9 }));
        Assert.Equal("ThrottleLimit=-1", Violation.MemberAndValue(Assert.Single(Violations(D1 with { Threads = -1 }))));
        Assert.Equal(
            ["Each value of RingUnansweredSample=-3"],
            Violations(D1 with { RingUnanswered = DurationDistribution.Empirical([2, -3, -4]) }).Select(Violation.MemberAndValue));
        Assert.Equal(
            [
                PacingMessages.AnswerRateGivenTwice(0.38),
                PacingMessages.BucketStart(2, 10),
            ],
            Violations(D1 with { AnswerRateBuckets = [new(10, 0.2), new(10, 0.3)] }));
        Assert.Equal(
            [PacingMessages.RingTooShort(8, 0)],
            Violations(D1 with { TickSec = 0, RingUnanswered = DurationDistribution.Constant(0) }));
        Assert.Equal(
            [
                PacingMessages.SearchOfProgressive(),
                PacingMessages.NotInSearch("Lines", "55"),
            ],
            Assert.Throws<CxValidationException>(
                () => DialerSimulation.FindRatio(D1 with { Pacing = DialerPacing.Progressive })).Violations);
    }

    /// <summary>
    /// Returns many independent runs of one campaign, each a slice of one long series of days, and the abandonment rate of all days.
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
