using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>Settings of the adaptive pacing rule, which adjusts a level of lines per agent during the day.</summary>
/// <remarks>
/// The dialer keeps level × agents lines in use, rounded. At each review the level changes by <see cref="Step"/> × (idle agents −
/// <see cref="WaitingWeight"/> × waiting calls) ÷ agents and stays between <see cref="LowestLevel"/> and the ratio of the request. If at
/// least <see cref="MinimumAnswers"/> calls have been answered since the day began and more than <see cref="DropLimit"/> of them were
/// abandoned, the level is lowered as <see cref="Reaction"/> specifies instead.
/// </remarks>
public sealed record AdaptivePacing
{
    /// <summary>Gets the level at the start of the day, in lines per agent, from 0.1 to 10. The default is 1.</summary>
    public double StartLevel { get; init; } = 1;

    /// <summary>Gets the lowest level, in lines per agent, from 0.1 to 10. The default is 1.</summary>
    public double LowestLevel { get; init; } = 1;

    /// <summary>Gets the time between two reviews in seconds, from 0.001 to 3600, rounded to whole ticks. The default is 15.</summary>
    public double ReviewSec { get; init; } = 15;

    /// <summary>Gets the change of the level when all agents are idle, from 1e-9 to 10. The default is 0.1.</summary>
    public double Step { get; init; } = 0.1;

    /// <summary>Gets the number of idle agents that one waiting call outweighs, from 0 to 1000. The default is 5.</summary>
    public double WaitingWeight { get; init; } = 5;

    /// <summary>Gets the abandoned share of answered calls above which the level is lowered, from 0 to 1. The default is 0.03.</summary>
    public double DropLimit { get; init; } = 0.03;

    /// <summary>
    /// Gets the number of calls that must be answered on a day before the drop limit applies, at least 1. The default is 50.
    /// </summary>
    public int MinimumAnswers { get; init; } = 50;

    /// <summary>Gets the change of the level above the drop limit. The default is <see cref="AdaptiveReaction.Halve"/>.</summary>
    public AdaptiveReaction Reaction { get; init; }

    internal double Review(double level, double highest, int agents, int idle, int waiting, long answered, long abandoned)
    {
        if (answered >= MinimumAnswers && abandoned > DropLimit * answered)
        {
            return Reaction == AdaptiveReaction.Reset ? LowestLevel : Math.Max(LowestLevel, level / 2);
        }

        return Math.Clamp(level + (Step * (idle - (WaitingWeight * waiting)) / agents), LowestLevel, highest);
    }

    internal void Validate(double highest, List<string> violations)
    {
        violations.Range("Adaptive." + nameof(StartLevel), StartLevel, 0.1, 10);
        violations.Range("Adaptive." + nameof(LowestLevel), LowestLevel, 0.1, 10);
        violations.Range("Adaptive." + nameof(ReviewSec), ReviewSec, 1e-3, 3600);
        violations.Range("Adaptive." + nameof(Step), Step, 1e-9, 10);
        violations.Range("Adaptive." + nameof(WaitingWeight), WaitingWeight, 0, 1000);
        violations.Range("Adaptive." + nameof(DropLimit), DropLimit, 0, 1);
        if (MinimumAnswers < 1)
        {
            violations.Add(PacingMessages.MinimumAnswersTooLow(MinimumAnswers));
        }

        if (!Enum.IsDefined(Reaction))
        {
            violations.Add(PacingMessages.UnknownReaction((int)Reaction));
        }

        if (StartLevel > highest)
        {
            violations.Add(PacingMessages.HighestLevelTooLow(highest, StartLevel));
        }

        if (StartLevel < LowestLevel)
        {
            violations.Add(PacingMessages.StartLevelTooLow(StartLevel, LowestLevel));
        }
    }
}
