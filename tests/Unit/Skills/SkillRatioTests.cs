using CxOne.Errors;
using CxOne.Pacing;
using CxOne.Skills;

namespace CxOne.Tests.Skills;

public sealed class SkillRatioTests
{
    [Fact]
    public void A_ratio_per_idle_agent_is_the_maximum_ratio_and_lines_per_agent_are_divided_by_the_agents_that_are_available()
    {
        var idle = Find(DialerPacing.IdleRatio);
        var lines = Find(DialerPacing.Lines);

        Assert.Equal(Math.Floor(idle.Ratio!.Value * 10) / 10, SkillRatio.Of(idle), 9);

        // 55 lines of 50 agents, of which 45.5 are bound to an agent on average, leave 9.5 lines for 4.5 available agents.
        var best = lines.Best!;
        var (free, available) = ((best.Lines!.Value / (double)best.Agents) - best.Utilization, 1 - best.Utilization);
        Assert.InRange(SkillRatio.Of(lines), (free / available) - 0.1001, (free / available) + 1e-9);
        Assert.True(SkillRatio.Of(lines) > best.Ratio);
    }

    [Fact]
    public void A_search_without_a_result_is_refused()
        => Assert.Throws<CxValidationException>(() => SkillRatio.Of(new DialerRatioResult
        {
            MaxAbandonmentRate = 0.03, IsAtHighest = false, Candidates = Find(DialerPacing.Lines).Candidates,
        }));

    private static DialerRatioResult Find(DialerPacing pacing) => DialerSimulation.FindRatio(
        new DialerSimulationRequest
        {
            Agents = 20,
            Pacing = pacing,
            AnswerRate = 0.4,
            RingAnswered = DurationDistribution.Constant(8),
            RingUnanswered = DurationDistribution.Constant(20),
            Talk = DurationDistribution.Exponential(150),
            Wrap = DurationDistribution.Exponential(20),
            Hours = 4,
            Days = 40,
            Threads = 1,
        },
        new DialerRatioSearch { LowestRatio = 1, HighestRatio = 4, Step = 0.05 },
        null,
        CancellationToken.None);
}
