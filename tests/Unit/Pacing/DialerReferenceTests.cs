using CxOne.Pacing;
using CxOne.Tests.Support;

namespace CxOne.Tests.Pacing;

/// <summary>
/// Compares the simulation with exact results and with a long run of an independent simulator. Values of Engset and progressive pacing come
/// from the Engset formula, those of the ratio to idle agents from the stationary solution of its Markov chain, those of D1 from the run.
/// </summary>
public sealed class DialerReferenceTests
{
    private static readonly DialerSimulationRequest D1 = new() { Agents = 50, AnswerRate = 0.38, Lines = 55, Days = 2000, Seed = 5 };

    [Fact]
    [Trait(Tier.Name, Tier.Full)]
    public void Lines_that_redial_at_once_agree_with_Engset()
    {
        var result = DialerSimulation.Run(D1 with { TickSec = 0, PatienceSec = 0 });

        Near.Statistically(0.02949287495, 0, result.AbandonmentRate, result.AbandonmentStandardError, "abandonment");
        Near.Statistically(0.914539524, 0, result.Utilization, result.UtilizationStandardError, "utilization");
        Near.Statistically(1027.998, 0, result.AnsweredPerHour, result.ConnectsPerHourHalfWidth / 1.96, "answered an hour");
        Near.Statistically(2705.258, 0, result.DialsPerHour, result.DialsPerHourHalfWidth / 1.96, "dials an hour");
    }

    [Fact]
    public void A_few_lines_that_redial_at_once_agree_with_Engset()
    {
        var result = DialerSimulation.Run(D1 with { Agents = 20, Lines = 21, TickSec = 0, PatienceSec = 0, Days = 3000 });

        Near.Statistically(0.02751023557, 0, result.AbandonmentRate, result.AbandonmentStandardError, "abandonment");
        Near.Statistically(0.8732697146, 0, result.Utilization, result.UtilizationStandardError, "utilization");
    }

    [Fact]
    public void A_very_short_tick_approximates_Engset()
    {
        var result = DialerSimulation.Run(D1 with { Agents = 20, Lines = 21, TickSec = 0.02, PatienceSec = 0, Days = 2000 });

        Near.Statistically(0.02751023557, 0.00002, result.AbandonmentRate, result.AbandonmentStandardError, "abandonment");
        Near.Statistically(0.8732697146, 0.0001, result.Utilization, result.UtilizationStandardError, "utilization");
    }

    [Fact]
    [Trait(Tier.Name, Tier.Full)]
    public void A_ratio_to_idle_agents_agrees_with_its_Markov_chain()
    {
        var ring = DurationDistribution.Exponential(12.34);
        var result = DialerSimulation.Run(D1 with
        {
            Pacing = DialerPacing.IdleRatio, Lines = null, Ratio = 3, TickSec = 0, PatienceSec = 0,
            RingAnswered = ring, RingUnanswered = ring, Talk = DurationDistribution.Exponential(165),
            Wrap = DurationDistribution.Constant(0),
        });

        Near.Statistically(0.0362909406, 0, result.AbandonmentRate, result.AbandonmentStandardError, "abandonment");
        Near.Statistically(0.9452202577, 0, result.Utilization, result.UtilizationStandardError, "utilization");
    }

    [Fact]
    public void D1_agrees_with_the_independent_simulator()
    {
        var result = DialerSimulation.Run(D1 with { Days = 2500 });

        Near.Statistically(0.016394, 0.000022, result.AbandonmentRate, result.AbandonmentStandardError, "abandonment");
        Near.Statistically(0.91031, 0.00008, result.Utilization, result.UtilizationStandardError, "utilization");
    }

    [Fact]
    [Trait(Tier.Name, Tier.Full)]
    public void D1_with_a_longer_tick_agrees_with_the_independent_simulator()
    {
        var result = DialerSimulation.Run(D1 with { TickSec = 2.5, Days = 2500 });

        Near.Statistically(0.011897, 0.000020, result.AbandonmentRate, result.AbandonmentStandardError, "abandonment");
        Near.Statistically(0.90201, 0.00008, result.Utilization, result.UtilizationStandardError, "utilization");
    }

    [Fact]
    [Trait(Tier.Name, Tier.Full)]
    public void Progressive_pacing_abandons_no_call_and_its_utilization_agrees_with_Engset()
    {
        var result = DialerSimulation.Run(D1 with { Pacing = DialerPacing.Progressive, Lines = null, TickSec = 0 });

        Assert.Equal(0, result.Abandoned);
        Near.Statistically(0.835554371, 0, result.Utilization, result.UtilizationStandardError, "utilization");
    }
}
