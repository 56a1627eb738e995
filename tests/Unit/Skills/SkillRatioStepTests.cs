using CxOne.Dialer;
using CxOne.Skills;

namespace CxOne.Tests.Skills;

/// <summary>The ratio of a run every night: small steps, and the measured rate decides whether it may rise.</summary>
public sealed class SkillRatioStepTests
{
    [Theory]
    [InlineData(2.0, 3.0, 0.2, null, 2.2)]
    [InlineData(2.0, 1.0, 0.2, null, 1.8)]
    [InlineData(2.0, 2.1, 0.2, 0.01, 2.1)]
    [InlineData(2.0, 3.0, 0.2, 0.0225, 2.0)]
    [InlineData(2.0, 1.9, 0.2, 0.0225, 1.9)]
    [InlineData(2.0, 3.0, 0.2, 0.027, 1.8)]
    [InlineData(1.1, 3.0, 0.2, 0.04, 1.0)]
    public void The_next_ratio_is_one_step_away_at_most_and_does_not_rise_near_the_limit(
        double present, double wanted, double step, double? rate, double next)
        => Assert.Equal(next, SkillRatioStep.Next(present, wanted, step, rate, 0.03), 9);

    [Fact]
    public async Task A_step_limits_the_ratio_that_is_written()
    {
        await using var bench = await SkillBench.ConnectAsync();
        var change = new SkillDialerChange
        {
            Id = SkillBench.Collections, MaximumRatio = 9, MaximumStep = 0.3, RuleSet = DialerRuleSet.None,
        };

        var first = await bench.SetAsync(change);
        var second = await bench.SetAsync(change with { MaximumRatio = 1 });
        var lowered = await bench.SetAsync(change with { RuleSet = DialerRuleSet.UsTsr });

        Assert.Equal("generalSettings.maximumRatio 2.0 → 2.3", Assert.Single(first.Changes).ToString());
        Assert.Equal("generalSettings.maximumRatio 2.3 → 2", Assert.Single(second.Changes).ToString());

        // The campaign is above the limit: the ratio falls, whatever is recommended.
        Assert.Equal("generalSettings.maximumRatio 2 → 1.7", Assert.Single(lowered.Changes).ToString());
    }
}
