using CxOne.Errors;
using CxOne.Pacing;

namespace CxOne.Skills;

/// <summary>Converts the ratio of a simulation to the maximum ratio of a skill, which counts calls per available agent.</summary>
public static class SkillRatio
{
    /// <summary>
    /// Returns the maximum ratio for a recommendation, rounded down to one decimal and at least 1. A ratio per idle agent is the maximum
    /// ratio itself. With a constant number of lines per agent, the lines that are not bound to an agent are divided by the agents that
    /// are available: (r − u) ÷ (1 − u) for r lines per agent and the utilization u. That is a mean: with fewer available agents the
    /// simulated dialer had more lines for each than that, with more agents fewer.
    /// </summary>
    /// <param name="result">The result of a search.</param>
    /// <exception cref="CxValidationException">The search found no ratio within the limit, or the agents are never available.</exception>
    public static double Of(DialerRatioResult result)
    {
        ArgumentNullException.ThrowIfNull(result);

        // A table can be converted to a result that no search has made.
        if (result.Candidates is not { Count: > 0 })
        {
            throw new CxValidationException([SkillMessages.NotOfASearch]);
        }

        if (result.Best is not { } best)
        {
            throw new CxValidationException([SkillMessages.NoRecommendation(result.ToString())], result);
        }

        var ratio = best.Pacing switch
        {
            DialerPacing.IdleRatio => best.Ratio,
            DialerPacing.Progressive => 1,
            DialerPacing.Adaptive => PerAvailableAgent(best.AverageLevel ?? best.Ratio, best.Utilization, result),
            _ => PerAvailableAgent(best.Ratio, best.Utilization, result),
        };

        // Rounding errors must not turn 2.3 into 2.2.
        return Math.Max(1, Math.Floor((ratio * 10) + 1e-9) / 10);
    }

    private static double PerAvailableAgent(double lines, double utilization, DialerRatioResult result)
        => utilization < 1
            ? (lines - utilization) / (1 - utilization)
            : throw new CxValidationException([SkillMessages.NoAvailableAgents], result);
}
