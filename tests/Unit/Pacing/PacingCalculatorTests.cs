using CxOne.Errors;
using CxOne.Pacing;

namespace CxOne.Tests.Pacing;

public sealed class PacingCalculatorTests
{
    [Fact]
    public void Erlang_B_blocks_as_the_reference_says()
    {
        foreach (var row in ReferenceValues.ErlangB)
        {
            var result = Measure(PacingModel.ErlangB, (int)row[0], load: row[1]);

            Near.Equal(row[2], result.BlockingProbability);
            Near.Equal(row[1] * (1 - row[2]) / row[0], result.Utilization);
        }
    }

    [Fact]
    public void Erlang_B_answers_which_load_a_blocking_allows()
    {
        foreach (var row in ReferenceValues.ErlangBInverse)
        {
            var result = PacingCalculator.FindLoad(
                new PacingRequest { Model = PacingModel.ErlangB, Agents = (int)row[0] }, new PacingGoal { MaxBlocking = row[1] });

            Near.Equal(row[2], result.OfferedLoad);
            Assert.True(result.BlockingProbability <= row[1]);
        }
    }

    [Fact]
    public void Erlang_C_waits_as_the_reference_says()
    {
        foreach (var row in ReferenceValues.ErlangC)
        {
            var result = PacingCalculator.Measure(new PacingRequest
            {
                Model = PacingModel.ErlangC, Agents = (int)row[0], CallsPerHour = row[1], HandleTimeSec = row[2], TargetSec = row[3]
            });

            Near.Equal(row[4], result.OfferedLoad);
            Near.Equal(row[5], result.WaitProbability);
            Near.Equal(row[6], result.AverageWaitSec);
            Near.Equal(row[7], result.ServiceLevel);
            Near.Equal(row[8], result.Utilization);
            Near.Equal(row[9], result.QueueLength);
            Assert.True(result.IsStable);
        }
    }

    [Fact]
    public void Erlang_C_finds_the_agents_that_a_service_level_needs()
    {
        foreach (var row in ReferenceValues.ErlangCRequiredAgents)
        {
            var result = PacingCalculator.FindAgents(
                new PacingRequest { Model = PacingModel.ErlangC, CallsPerHour = row[0], HandleTimeSec = row[1], TargetSec = row[3] },
                new PacingGoal { ServiceLevel = row[2] });

            Assert.Equal((int)row[4], result.Agents);
            Assert.True(result.ServiceLevel >= row[2]);
        }
    }

    [Fact]
    public void Erlang_A_waits_and_abandons_as_the_reference_says()
    {
        foreach (var row in ReferenceValues.ErlangA)
        {
            var result = PacingCalculator.Measure(new PacingRequest
            {
                Model = PacingModel.ErlangA,
                Agents = (int)row[0],
                CallsPerHour = row[1],
                HandleTimeSec = row[2],
                PatienceSec = row[3],
                TargetSec = row[4],
            });

            Near.Equal(row[5], result.WaitProbability);
            Near.Equal(row[6], result.AbandonmentRate);
            Near.Equal(row[7], result.AverageWaitSec);
            Near.Equal(row[8], result.AverageWaitServedSec);
            Near.Equal(row[9], result.Utilization);
            Near.Equal(row[10], result.QueueLength);
            Near.Equal(row[11], result.WaitBeyondTargetProbability);
            Near.Equal(row[12], result.ServiceLevel);
            Near.Equal(row[13], result.ServiceLevelExcludingShortAbandons);
        }
    }

    [Fact]
    public void Calls_that_are_dropped_after_exactly_their_patience_agree_with_the_reference()
    {
        foreach (var row in ReferenceValues.DropAfter)
        {
            var result = PacingCalculator.Measure(new PacingRequest
            {
                Model = PacingModel.DropAfter, Agents = (int)row[0], OfferedLoad = row[1], HandleTimeSec = row[2], PatienceSec = row[3],
            });

            Near.Equal(row[4], result.WaitProbability);
            Near.Equal(row[5], result.AbandonmentRate);
            Near.Equal(row[6], result.Utilization);
        }
    }

    [Fact]
    public void Engset_agrees_with_the_reference_from_no_drop_at_all_to_almost_every_other_call()
    {
        foreach (var row in ReferenceValues.Engset)
        {
            var result = PacingCalculator.Measure(new PacingRequest
            {
                Model = PacingModel.Engset,
                AnswerRate = row[0],
                RingAnsweredSec = row[1],
                RingUnansweredSec = row[2],
                HandleTimeSec = row[3],
                Agents = (int)row[4],
                Lines = (int)row[5],
            });

            Near.Equal(row[7], result.AbandonmentRate);
            Near.Equal(row[8], result.Utilization);
            Near.Equal(row[9], result.CallsPerHour);
            Near.Equal(row[10], result.DialsPerHour);
        }
    }

    [Theory]
    [InlineData(1, 0.01, 30, 1)]
    [InlineData(1, 3, 600, 0.02)]
    [InlineData(3, 2.9, 5, 0)]
    [InlineData(1, 0.5, 0.01, 0.005)]
    [InlineData(4, 9, 0.0001, 0.01)]
    [InlineData(12, 30, 90, 20)]
    [InlineData(50, 44, 2, 2)]
    [InlineData(700, 500, 60, 20)]
    [InlineData(1000, 1000, 100_000, 100)]
    [InlineData(10_000, 9_990, 45, 5)]
    [InlineData(10_000, 19_000, 240, 20)]
    public void Erlang_A_agrees_with_the_plain_sum_over_its_states(int agents, double load, double patienceSec, double targetSec)
    {
        const double HandleSec = 180;
        var result = PacingCalculator.Measure(new PacingRequest
        {
            Model = PacingModel.ErlangA,
            Agents = agents,
            OfferedLoad = load,
            HandleTimeSec = HandleSec,
            PatienceSec = patienceSec,
            TargetSec = targetSec,
        });

        var sum = BirthDeath.ErlangA(agents, load, HandleSec / patienceSec);
        Near.Equal(sum.Waiting, result.WaitProbability);
        Near.Equal(sum.Abandoned, result.AbandonmentRate);
        Near.Equal(sum.QueueLength, result.QueueLength);
        Assert.InRange(result.ServiceLevel!.Value, 1 - sum.Waiting - 1e-12, 1);
        Assert.True(result.ServiceLevelExcludingShortAbandons >= result.ServiceLevel);
    }

    [Theory]
    [InlineData(50, 44, 2, 1)]
    [InlineData(50, 50, 20, 7)]
    [InlineData(50, 50.000001, 20, 30)]
    [InlineData(10, 30, 60, 59)]
    [InlineData(200, 160, 4, 0)]
    [InlineData(50, 44, 2, 2)]
    [InlineData(50, 60, 20, 90)]
    public void Waits_of_calls_with_exact_patience_agree_with_their_density_added_up(
        int agents, double load, double patienceSec, double targetSec)
    {
        const double HandleSec = 165;
        var result = PacingCalculator.Measure(new PacingRequest
        {
            Model = PacingModel.DropAfter,
            Agents = agents,
            OfferedLoad = load,
            HandleTimeSec = HandleSec,
            PatienceSec = patienceSec,
            TargetSec = targetSec,
        });

        var sum = BirthDeath.DropAfter(agents, load, patienceSec / HandleSec, targetSec / HandleSec);
        Near.Equal(sum.Waiting, result.WaitProbability, 1e-8);
        Near.Equal(sum.Abandoned, result.AbandonmentRate, 1e-8);
        Near.Equal(sum.ServedWait * HandleSec, result.AverageWaitServedSec, 1e-8);
        Near.Equal(sum.ServedWithin, result.ServiceLevel, 1e-8);
        Assert.Equal(targetSec >= patienceSec ? 1 : result.ServiceLevel, result.ServiceLevelExcludingShortAbandons);
        Near.Equal(((1 - sum.Abandoned) * result.AverageWaitServedSec!.Value) + (sum.Abandoned * patienceSec), result.AverageWaitSec, 1e-8);
    }

    [Theory]
    // By the same integrals with sixty digits.
    [InlineData(20, 11.766, 333.77, 1463.18, 730.72, 2.9655381113652081e-10)]
    [InlineData(186, 77.139, 97.02, 0.32866, 0.24732, 3.5708807104985762e-26)]
    [InlineData(50, 44, 165, 2, 1, 0.054089291710616883)]
    [InlineData(50, 60, 165, 20, 19.999, 0.17889807553013184)]
    [InlineData(50, 50, 165, 20, 7, 0.31655206531376545)]
    [InlineData(10, 30, 60, 59, 12.5, 0.99999993821555443)]
    public void A_wait_beyond_the_target_keeps_its_digits_however_rare_it_is(
        int agents, double load, double handleSec, double patienceSec, double targetSec, double expected)
    {
        var result = PacingCalculator.Measure(new PacingRequest
        {
            Model = PacingModel.DropAfter,
            Agents = agents,
            OfferedLoad = load,
            HandleTimeSec = handleSec,
            PatienceSec = patienceSec,
            TargetSec = targetSec,
        });

        Near.Equal(expected, result.WaitBeyondTargetProbability);
        Near.Equal(1, result.ServiceLevel + result.WaitBeyondTargetProbability, 1e-14);
    }

    [Fact]
    public void No_patience_at_all_is_Erlang_B_in_either_model()
    {
        var blocking = Measure(PacingModel.ErlangB, 50, load: 44).BlockingProbability!.Value;

        foreach (var model in new[] { PacingModel.ErlangA, PacingModel.DropAfter })
        {
            var result = PacingCalculator.Measure(
                new PacingRequest { Model = model, Agents = 50, OfferedLoad = 44, HandleTimeSec = 165, PatienceSec = 0, TargetSec = 0 });

            Near.Equal(blocking, result.WaitProbability);
            Near.Equal(blocking, result.AbandonmentRate);
            Near.Equal(1 - blocking, result.ServiceLevel);
            Assert.Equal(1, result.ServiceLevelExcludingShortAbandons);
            Assert.Equal(0, result.AverageWaitSec);
        }
    }

    [Theory]
    [InlineData(12)]
    [InlineData(12.5)]
    [InlineData(4000)]
    public void Too_much_load_for_Erlang_C_is_said_to_be_unstable(double load)
    {
        var result = PacingCalculator.Measure(
            new PacingRequest { Model = PacingModel.ErlangC, Agents = 12, OfferedLoad = load, HandleTimeSec = 180, TargetSec = 20 });

        Assert.False(result.IsStable);
        Assert.Equal(1, result.WaitProbability);
        Assert.Equal(double.PositiveInfinity, result.AverageWaitSec);
        Assert.Equal(double.PositiveInfinity, result.QueueLength);
        Assert.Equal(0, result.ServiceLevel);
        Assert.Equal(1, result.Utilization);
        Assert.Contains("Unstable", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void No_figure_is_ever_NaN()
    {
        double[] loads = [1e-9, 0.5, 9_999, 10_000, 10_001, 1e6, 1e7];
        foreach (var model in new[] { PacingModel.ErlangB, PacingModel.ErlangC, PacingModel.ErlangA, PacingModel.DropAfter })
        {
            foreach (var agents in new[] { 1, 2, 10_000, 20_000 })
            {
                foreach (var load in loads)
                {
                    foreach (var patience in new[] { 0, 1e-3, 2, 1e6 })
                    {
                        var result = PacingCalculator.Measure(new PacingRequest
                        {
                            Model = model, Agents = agents, OfferedLoad = load, HandleTimeSec = 165,
                            PatienceSec = model is PacingModel.ErlangA or PacingModel.DropAfter ? patience : null,
                            TargetSec = model == PacingModel.ErlangB ? null : 2,
                        });

                        var name = $"{model}, {agents} agents, {load} erlangs, patience {patience} s";
                        Assert.All(Ratios(result), ratio => Assert.True(ratio is >= 0 and <= 1, $"{name}: {result}"));
                        Assert.True(result.AverageWaitSec is null or >= 0, name);
                        Assert.True(result.AverageWaitServedSec is null or >= 0, name);
                        Assert.True(result.QueueLength is null or >= 0, name);
                    }
                }
            }
        }
    }

    [Fact]
    public void A_blocking_too_small_for_a_double_is_zero_and_one_that_just_fits_is_kept()
    {
        Assert.Equal(0, Measure(PacingModel.ErlangB, 10_000, load: 10).BlockingProbability);
        // a^n/n!·e^−a for 150 agents and 0.6 erlangs, in logarithms.
        var expected = Math.Exp((150 * Math.Log(0.6)) - Enumerable.Range(1, 150).Sum(agent => Math.Log(agent)) - 0.6);
        Near.Equal(expected, Measure(PacingModel.ErlangB, 150, load: 0.6).BlockingProbability);
        Assert.InRange(expected, 1e-300, 1e-290);
    }

    [Fact]
    public void The_two_service_levels_differ_by_points()
    {
        var result = PacingCalculator.Measure(new PacingRequest
        {
            Model = PacingModel.ErlangA, Agents = 50, CallsPerHour = 3600, HandleTimeSec = 60, PatienceSec = 120, TargetSec = 20
        });

        Assert.InRange(result.ServiceLevelExcludingShortAbandons!.Value - result.ServiceLevel!.Value, 0.05, 0.09);
    }

    [Theory]
    [InlineData(ServiceLevelBasis.Offered)]
    [InlineData(ServiceLevelBasis.ExcludingShortAbandons)]
    public void One_agent_less_than_found_misses_the_goal(ServiceLevelBasis basis)
    {
        var request = new PacingRequest
        {
            Model = PacingModel.ErlangA, CallsPerHour = 1200, HandleTimeSec = 300, PatienceSec = 120, TargetSec = 20
        };

        var found = PacingCalculator.FindAgents(request, new PacingGoal { ServiceLevel = 0.8, ServiceLevelBasis = basis });
        var fewer = PacingCalculator.Measure(request with { Agents = found.Agents - 1 });

        Assert.True(Level(found) >= 0.8);
        Assert.True(Level(fewer) < 0.8);

        double? Level(PacingResult result)
            => basis == ServiceLevelBasis.Offered ? result.ServiceLevel : result.ServiceLevelExcludingShortAbandons;
    }

    [Theory]
    [InlineData(50, 44, 2, 2)]
    [InlineData(50, 44, 2, 20)]
    [InlineData(1, 1000, 2, 20)]
    [InlineData(10_000, 9_000, 0.5, 0.5)]
    [InlineData(50, 44, 0, 0)]
    public void Who_leaves_out_short_abandons_leaves_out_all_drops_once_the_target_reaches_the_patience(
        int agents, double load, double patienceSec, double targetSec)
    {
        var request = new PacingRequest
        {
            Model = PacingModel.DropAfter,
            Agents = agents,
            OfferedLoad = load,
            HandleTimeSec = 165,
            PatienceSec = patienceSec,
            TargetSec = targetSec
        };

        var result = PacingCalculator.Measure(request);
        var justBefore = PacingCalculator.Measure(request with { PatienceSec = patienceSec + 1e-6, TargetSec = patienceSec });

        // Served within the target ÷ (offered − dropped within the target), and nobody is served after the patience.
        Assert.Equal(1, result.ServiceLevelExcludingShortAbandons);
        Near.Equal(1 - result.AbandonmentRate!.Value, result.ServiceLevel, 1e-12);
        Assert.Equal(0, result.WaitBeyondTargetProbability);
        // Where the drops come after the target they stay among the calls: a step of the whole abandonment.
        Assert.Equal(justBefore.ServiceLevel, justBefore.ServiceLevelExcludingShortAbandons);
        Near.Equal(1 - result.AbandonmentRate.Value, justBefore.ServiceLevelExcludingShortAbandons, 1e-4);
    }

    [Theory]
    [InlineData(PacingModel.DropAfter, 2, 2)]
    [InlineData(PacingModel.DropAfter, 2, 20)]
    [InlineData(PacingModel.ErlangA, 0, 20)]
    public void A_goal_that_any_number_of_agents_meets_is_refused(PacingModel model, double patienceSec, double targetSec)
    {
        var request = new PacingRequest
        {
            Model = model, CallsPerHour = 900, HandleTimeSec = 165, PatienceSec = patienceSec, TargetSec = targetSec
        };
        var goal = new PacingGoal { ServiceLevel = 0.8, ServiceLevelBasis = ServiceLevelBasis.ExcludingShortAbandons };

        Assert.StartsWith(
            $"TargetSec {targetSec} is not below PatienceSec {patienceSec}: ",
            Assert.Single(Assert.Throws<CxValidationException>(() => PacingCalculator.FindAgents(request, goal)).Violations),
            StringComparison.Ordinal);
        Assert.Throws<CxValidationException>(() => PacingCalculator.FindLoad(request with { CallsPerHour = null, Agents = 9 }, goal));
        Assert.True(PacingCalculator.FindAgents(request, goal with { ServiceLevelBasis = ServiceLevelBasis.Offered }).ServiceLevel >= 0.8);
        Assert.True(PacingCalculator.FindAgents(request with { PatienceSec = 21 }, goal).ServiceLevelExcludingShortAbandons >= 0.8);
    }

    [Fact]
    public void Agents_are_found_for_a_blocking_and_for_an_abandonment()
    {
        var blocking = PacingCalculator.FindAgents(
            new PacingRequest { Model = PacingModel.ErlangB, OfferedLoad = 9000 }, new PacingGoal { MaxBlocking = 0.01 });
        Assert.True(blocking.BlockingProbability <= 0.01);
        Assert.True(Measure(PacingModel.ErlangB, blocking.Agents - 1, load: 9000).BlockingProbability > 0.01);

        var drop = new PacingRequest { Model = PacingModel.DropAfter, OfferedLoad = 42, HandleTimeSec = 165, PatienceSec = 2 };
        var abandonment = PacingCalculator.FindAgents(drop, new PacingGoal { MaxAbandonment = 0.03 });
        Assert.True(abandonment.AbandonmentRate <= 0.03);
        Assert.True(PacingCalculator.Measure(drop with { Agents = abandonment.Agents - 1 }).AbandonmentRate > 0.03);
    }

    [Fact]
    public void The_load_found_is_the_largest_that_meets_the_goal()
    {
        var request = new PacingRequest { Model = PacingModel.DropAfter, Agents = 50, HandleTimeSec = 165, PatienceSec = 2 };
        var found = PacingCalculator.FindLoad(request, new PacingGoal { MaxAbandonment = 0.03 });

        Assert.True(found.AbandonmentRate <= 0.03);
        Assert.True(PacingCalculator.Measure(request with { OfferedLoad = found.OfferedLoad * 1.000001 }).AbandonmentRate > 0.03);
        Near.Equal(found.OfferedLoad!.Value * 3600 / 165, found.CallsPerHour);

        var delay = PacingCalculator.FindLoad(
            new PacingRequest { Model = PacingModel.ErlangC, Agents = 14, HandleTimeSec = 180, TargetSec = 20 },
            new PacingGoal { ServiceLevel = 0.8 });
        Near.Equal(0.8, delay.ServiceLevel);
        Assert.InRange(delay.OfferedLoad!.Value, 10, 11);
    }

    [Fact]
    public void Engset_is_asked_for_lines_and_for_agents()
    {
        var request = new PacingRequest
        {
            Model = PacingModel.Engset, AnswerRate = 0.38, RingAnsweredSec = 8, RingUnansweredSec = 15, HandleTimeSec = 165
        };

        var lines = PacingCalculator.FindLoad(request with { Agents = 50 }, new PacingGoal { MaxAbandonment = 0.03 });
        Assert.Equal(55, lines.Lines);

        var agents = PacingCalculator.FindAgents(request with { Lines = 55 }, new PacingGoal { MaxBlocking = 0.03 });
        Assert.Equal(50, agents.Agents);
    }

    [Fact]
    public void A_goal_that_nothing_meets_is_an_error_in_words()
    {
        var error = Assert.Throws<CxValidationException>(() => PacingCalculator.FindAgents(
            new PacingRequest { Model = PacingModel.ErlangB, OfferedLoad = 5_000_000 }, new PacingGoal { MaxBlocking = 0.01 }));

        Assert.Contains("No number of agents", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_greatest_load_is_tried_before_the_search_for_a_load_gives_up()
    {
        var request = new PacingRequest { Model = PacingModel.ErlangB, Agents = 1_000_000 };

        var found = PacingCalculator.FindLoad(request, new PacingGoal { MaxBlocking = 0.88 });
        Assert.InRange(found.OfferedLoad!.Value, 8_000_000, 8_500_000);
        Near.Equal(0.88, found.BlockingProbability);

        var error = Assert.Throws<CxValidationException>(() => PacingCalculator.FindLoad(request, new PacingGoal { MaxBlocking = 0.95 }));
        Assert.Equal(["Every load up to 10000000 erlangs meets the goal."], error.Violations);
    }

    [Fact]
    public void The_heuristic_gives_the_tutorials_figures_and_says_what_is_wrong()
    {
        var result = PacingCalculator.Measure(new PacingRequest
        {
            Model = PacingModel.Heuristic, AnswerRate = 0.38, Agents = 50, TargetAbandonment = 0.03, HandleTimeSec = 165
        });

        var figures = result.Heuristic!;
        Assert.Equal(0.11, figures.OptimalDialRate);
        Assert.Equal(26, figures.RecommendedQueueDepth);
        Assert.Equal(0.0018, figures.EstimatedAbandonment);
        Assert.Equal(0.002, figures.AgentUtilization);
        Assert.Equal(figures.Warning, Assert.Single(result.Warnings));
        Assert.Contains("divide", figures.Warning, StringComparison.Ordinal);
        Assert.Contains("2 × target²", figures.Warning, StringComparison.Ordinal);
    }

    [Theory]
    // What the tutorial's own language prints for these inputs, ties and look-alikes of ties included.
    [InlineData(0.35, 25, 0.03, 180, 0.05, 14, 0.0018, 0.002)]
    [InlineData(0.5, 1, 0, 4, 0.12, 1, 0, 0.104)]
    [InlineData(0.5, 3, 0, 4, 0.38, 2, 0, 0.104)]
    [InlineData(1, 40, 0.5, 12, 0, 4, 0.5, 0.069)]
    [InlineData(1, 40, 1, 0.5, -80, 1, 2, 1)]
    public void The_heuristic_rounds_as_the_tutorial_does(
        double answerRate, int agents, double target, double handle, double dialRate, int depth, double abandonment, double utilization)
    {
        var figures = PacingHeuristic.Evaluate(answerRate, agents, target, handle);

        Assert.Equal(dialRate, figures.OptimalDialRate);
        Assert.Equal(depth, figures.RecommendedQueueDepth);
        Assert.Equal(abandonment, figures.EstimatedAbandonment);
        Assert.Equal(utilization, figures.AgentUtilization);
    }

    [Fact]
    public void All_violations_of_a_request_are_reported_together()
    {
        var error = Assert.Throws<CxValidationException>(() => PacingCalculator.Measure(new PacingRequest
        {
            Model = PacingModel.ErlangA,
            Agents = 0,
            OfferedLoad = -1,
            CallsPerHour = 10,
            Lines = 5,
            PatienceSec = double.NaN,
            TargetSec = -2,
        }));

        Assert.Equal(
            [
                "Lines does not belong to ErlangA.",
                "OfferedLoad and CallsPerHour say the same thing; give one of them.",
                "ErlangA needs HandleTimeSec.",
                "Agents must be between 1 and 1000000 (was 0).",
                "OfferedLoad must be greater than 0 and at most 10000000 (was -1).",
                "PatienceSec must be between 0 and 1000000 (was NaN).",
                "TargetSec must be between 0 and 1000000 (was -2).",
            ],
            error.Violations);
    }

    [Fact]
    public void What_a_model_needs_and_lacks_is_named()
    {
        Assert.Equal(
            ["ErlangB needs OfferedLoad, or CallsPerHour and HandleTimeSec."],
            Violations(new PacingRequest { Model = PacingModel.ErlangB, Agents = 3 }));
        Assert.Equal(
            ["ErlangB needs HandleTimeSec."], Violations(new PacingRequest { Model = PacingModel.ErlangB, Agents = 3, CallsPerHour = 10 }));
        Assert.Equal(
            ["Engset needs Lines.", "Engset needs HandleTimeSec.", "Engset needs AnswerRate.", "Engset needs RingAnsweredSec."],
            Violations(new PacingRequest { Model = PacingModel.Engset, Agents = 3 }));
        Assert.Equal(
            ["RingAnsweredSec and RingUnansweredSec are both 0; a line that redials at once would dial without end."],
            Violations(new PacingRequest
            {
                Model = PacingModel.Engset, Agents = 3, Lines = 4, HandleTimeSec = 10, AnswerRate = 1, RingAnsweredSec = 0
            }));
        Assert.Equal(["Model 99 is not known."], Violations(new PacingRequest { Model = (PacingModel)99, Agents = 3 }));
    }

    [Fact]
    public void An_inverse_question_refuses_what_it_looks_for_and_goals_that_the_model_lacks()
    {
        var error = Assert.Throws<CxValidationException>(() => PacingCalculator.FindAgents(
            new PacingRequest { Model = PacingModel.ErlangB, Agents = 5, OfferedLoad = 3 },
            new PacingGoal { ServiceLevel = 1, MaxBlocking = 0.1 }));

        Assert.Equal(
            [
                "Agents cannot be given here: it is what is looked for, or depends on it.",
                "ErlangB needs TargetSec.",
                "FindAgents needs exactly one of ServiceLevel, MaxBlocking and MaxAbandonment; 2 are given.",
                "ErlangB has no ServiceLevel.",
                "ServiceLevel must be greater than 0 and less than 1 (was 1).",
            ],
            error.Violations);
    }

    private static IReadOnlyList<string> Violations(PacingRequest request)
        => Assert.Throws<CxValidationException>(() => PacingCalculator.Measure(request)).Violations;

    private static PacingResult Measure(PacingModel model, int agents, double load)
        => PacingCalculator.Measure(new PacingRequest { Model = model, Agents = agents, OfferedLoad = load });

    private static IEnumerable<double> Ratios(PacingResult result)
        => new[]
        {
            result.BlockingProbability, result.WaitProbability, result.ServiceLevel, result.ServiceLevelExcludingShortAbandons,
            result.WaitBeyondTargetProbability, result.AbandonmentRate, result.Utilization,
        }.OfType<double>();
}
