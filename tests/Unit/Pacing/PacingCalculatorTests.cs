using CxOne.Errors;
using CxOne.Pacing;

namespace CxOne.Tests.Pacing;

public sealed class PacingCalculatorTests
{
    [Fact]
    public void Erlang_B_agrees_with_the_reference()
    {
        foreach (var row in ReferenceValues.ErlangB)
        {
            var result = Measure(PacingModel.ErlangB, (int)row[0], load: row[1]);

            Near.Equal(row[2], result.BlockingProbability);
            Near.Equal(row[1] * (1 - row[2]) / row[0], result.Utilization);
        }
    }

    [Fact]
    public void Erlang_B_finds_the_load_for_a_blocking()
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
    public void Erlang_C_agrees_with_the_reference()
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
    public void Erlang_C_finds_the_agents_for_a_service_level()
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
    public void Erlang_A_agrees_with_the_reference()
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
    public void DropAfter_agrees_with_the_reference()
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
    public void Engset_agrees_with_the_reference_for_low_and_high_abandonment()
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
    public void Erlang_A_agrees_with_the_sum_over_its_states(int agents, double load, double patienceSec, double targetSec)
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
    public void Waits_of_DropAfter_agree_with_the_integral_of_their_density(
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
    // Computed from the same integrals with sixty digits.
    [InlineData(20, 11.766, 333.77, 1463.18, 730.72, 2.9655381113652081e-10)]
    [InlineData(186, 77.139, 97.02, 0.32866, 0.24732, 3.5708807104985762e-26)]
    [InlineData(50, 44, 165, 2, 1, 0.054089291710616883)]
    [InlineData(50, 60, 165, 20, 19.999, 0.17889807553013184)]
    [InlineData(50, 50, 165, 20, 7, 0.31655206531376545)]
    [InlineData(10, 30, 60, 59, 12.5, 0.99999993821555443)]
    public void A_rare_wait_beyond_the_target_keeps_its_relative_accuracy(
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
    public void Patience_0_agrees_with_Erlang_B_in_both_models()
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
    public void An_overload_of_Erlang_C_is_unstable_and_has_a_warning(double load)
    {
        var result = PacingCalculator.Measure(
            new PacingRequest { Model = PacingModel.ErlangC, Agents = 12, OfferedLoad = load, HandleTimeSec = 180, TargetSec = 20 });

        Assert.False(result.IsStable);
        Assert.Equal(1, result.WaitProbability);
        Assert.Equal(double.PositiveInfinity, result.AverageWaitSec);
        Assert.Equal(double.PositiveInfinity, result.QueueLength);
        Assert.Equal(0, result.ServiceLevel);
        Assert.Equal(1, result.Utilization);
        Assert.Equal([PacingMessages.Unstable(load, 12)], result.Warnings);
    }

    [Fact]
    public void No_result_is_NaN()
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
    public void A_blocking_below_the_range_of_a_double_is_0_and_the_smallest_one_is_kept()
    {
        Assert.Equal(0, Measure(PacingModel.ErlangB, 10_000, load: 10).BlockingProbability);
        // a^n/n!·e^−a for 150 agents and 0.6 erlangs, in logarithms.
        var expected = Math.Exp((150 * Math.Log(0.6)) - Enumerable.Range(1, 150).Sum(agent => Math.Log(agent)) - 0.6);
        Near.Equal(expected, Measure(PacingModel.ErlangB, 150, load: 0.6).BlockingProbability);
        Assert.InRange(expected, 1e-300, 1e-290);
    }

    [Fact]
    public void The_two_service_levels_differ_by_percentage_points()
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
    public void One_agent_less_than_the_result_misses_the_goal(ServiceLevelBasis basis)
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
    public void With_a_target_at_the_patience_the_service_level_without_short_abandons_is_1(
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

        // Served within the target ÷ (offered − dropped within the target), and no call is served after the patience.
        Assert.Equal(1, result.ServiceLevelExcludingShortAbandons);
        Near.Equal(1 - result.AbandonmentRate!.Value, result.ServiceLevel, 1e-12);
        Assert.Equal(0, result.WaitBeyondTargetProbability);
        // Drops after the target remain in the denominator, so the service level jumps by the whole abandonment rate.
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

        Assert.Equal(
            [PacingMessages.TargetNotBelowPatience(targetSec, patienceSec)],
            Assert.Throws<CxValidationException>(() => PacingCalculator.FindAgents(request, goal)).Violations);
        Assert.Throws<CxValidationException>(() => PacingCalculator.FindLoad(request with { CallsPerHour = null, Agents = 9 }, goal));
        Assert.True(PacingCalculator.FindAgents(request, goal with { ServiceLevelBasis = ServiceLevelBasis.Offered }).ServiceLevel >= 0.8);
        Assert.True(PacingCalculator.FindAgents(request with { PatienceSec = 21 }, goal).ServiceLevelExcludingShortAbandons >= 0.8);
    }

    [Fact]
    public void Agents_are_found_for_a_blocking_and_for_an_abandonment_rate()
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
    public void The_found_load_is_the_largest_that_meets_the_goal()
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
    public void Engset_finds_lines_and_agents()
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
    public void A_goal_that_no_number_of_agents_meets_is_refused()
    {
        var error = Assert.Throws<CxValidationException>(() => PacingCalculator.FindAgents(
            new PacingRequest { Model = PacingModel.ErlangB, OfferedLoad = 5_000_000 }, new PacingGoal { MaxBlocking = 0.01 }));

        Assert.Equal([PacingMessages.NoAgentsMeetGoal(PacingRequest.MaximumAgents)], error.Violations);
    }

    [Fact]
    public void The_search_for_a_load_tries_the_highest_load_before_it_fails()
    {
        var request = new PacingRequest { Model = PacingModel.ErlangB, Agents = 1_000_000 };

        var found = PacingCalculator.FindLoad(request, new PacingGoal { MaxBlocking = 0.88 });
        Assert.InRange(found.OfferedLoad!.Value, 8_000_000, 8_500_000);
        Near.Equal(0.88, found.BlockingProbability);

        var error = Assert.Throws<CxValidationException>(() => PacingCalculator.FindLoad(request, new PacingGoal { MaxBlocking = 0.95 }));
        Assert.Equal([PacingMessages.EveryLoadMeetsGoal(PacingRequest.MaximumLoad)], error.Violations);
    }

    [Fact]
    public void The_heuristic_gives_the_figures_of_the_tutorial_with_a_warning()
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
        Assert.Equal(PacingMessages.HeuristicWarning, figures.Warning);
        Assert.Equal([figures.Warning], result.Warnings);
    }

    [Theory]
    // Output of the tutorial's code for these inputs, including ties and near-ties.
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

        string[] conflicts =
        [
            PacingMessages.NotOfModel("Lines", PacingModel.ErlangA),
            PacingMessages.LoadGivenTwice,
            PacingMessages.RequiredByModel("HandleTimeSec", PacingModel.ErlangA),
        ];
        Assert.Equal(conflicts, error.Violations.Take(3));
        Assert.Equal(
            ["Agents=0", "OfferedLoad=-1", "PatienceSec=NaN", "TargetSec=-2"],
            error.Violations.Skip(3).Select(Violation.MemberAndValue));
    }

    [Fact]
    public void An_input_that_the_model_requires_is_named_if_it_is_missing()
    {
        Assert.Equal(
            [PacingMessages.LoadRequired(PacingModel.ErlangB)],
            Violations(new PacingRequest { Model = PacingModel.ErlangB, Agents = 3 }));
        Assert.Equal(
            [PacingMessages.RequiredByModel("HandleTimeSec", PacingModel.ErlangB)],
            Violations(new PacingRequest { Model = PacingModel.ErlangB, Agents = 3, CallsPerHour = 10 }));
        Assert.Equal(
            new[] { "Lines", "HandleTimeSec", "AnswerRate", "RingAnsweredSec" }
                .Select(name => PacingMessages.RequiredByModel(name, PacingModel.Engset)),
            Violations(new PacingRequest { Model = PacingModel.Engset, Agents = 3 }));
        Assert.Equal(
            [PacingMessages.RingWithoutTime],
            Violations(new PacingRequest
            {
                Model = PacingModel.Engset, Agents = 3, Lines = 4, HandleTimeSec = 10, AnswerRate = 1, RingAnsweredSec = 0
            }));
        Assert.Equal([PacingMessages.UnknownModel(99)], Violations(new PacingRequest { Model = (PacingModel)99, Agents = 3 }));
    }

    [Fact]
    public void A_search_refuses_the_input_that_it_calculates_and_goals_that_the_model_does_not_support()
    {
        var error = Assert.Throws<CxValidationException>(() => PacingCalculator.FindAgents(
            new PacingRequest { Model = PacingModel.ErlangB, Agents = 5, OfferedLoad = 3 },
            new PacingGoal { ServiceLevel = 1, MaxBlocking = 0.1 }));

        Assert.Equal(
            [
                PacingMessages.Calculated("Agents", PacingUnknown.Agents),
                PacingMessages.RequiredByModel("TargetSec", PacingModel.ErlangB),
                PacingMessages.GoalRequired(PacingUnknown.Agents, 2),
                PacingMessages.NotOfModel("ServiceLevel", PacingModel.ErlangB),
            ],
            error.Violations.Take(4));
        Assert.Equal("ServiceLevel=1", Violation.MemberAndValue(Assert.Single(error.Violations.Skip(4))));
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
