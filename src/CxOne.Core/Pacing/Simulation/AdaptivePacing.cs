using CxOne.Errors;
using System.Globalization;

namespace CxOne.Pacing;

/// <summary>Settings of the adaptive rule. The level is lines per agent; wanted lines are level × agents, rounded.</summary>
/// <remarks>
/// At a review the level changes by <see cref="Step"/> × (idle agents − <see cref="WaitingWeight"/> × waiting calls) ÷ agents and is
/// kept between <see cref="LowestLevel"/> and the request's ratio. Where at least <see cref="MinimumAnswers"/> calls were answered
/// since the day began and the share of them that was abandoned is above <see cref="DropLimit"/>, the level is cut instead.
/// </remarks>
public sealed record AdaptivePacing
{
    /// <summary>Level at the beginning of the day, 0.1 to 10.</summary>
    public double StartLevel { get; init; } = 1;

    /// <summary>Lowest level, 0.1 to 10.</summary>
    public double LowestLevel { get; init; } = 1;

    /// <summary>Seconds between reviews, above 0 to 3600; rounded to whole ticks.</summary>
    public double ReviewSec { get; init; } = 15;

    /// <summary>Change of the level when all agents are idle, above 0 to 10.</summary>
    public double Step { get; init; } = 0.1;

    /// <summary>How many idle agents one waiting call outweighs, 0 to 1000.</summary>
    public double WaitingWeight { get; init; } = 5;

    /// <summary>Drop limit, 0 to 1.</summary>
    public double DropLimit { get; init; } = 0.03;

    /// <summary>Answered calls of the day before the drop limit is looked at, at least 1.</summary>
    public int MinimumAnswers { get; init; } = 50;

    /// <summary>What happens above the drop limit.</summary>
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
            violations.Add($"Adaptive.MinimumAnswers is {MinimumAnswers}; it must be at least 1.");
        }

        if (!Enum.IsDefined(Reaction))
        {
            violations.Add($"Adaptive.Reaction {(int)Reaction} is not known.");
        }

        if (StartLevel > highest)
        {
            violations.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Ratio is {highest}; with {CxHint.Option("Pacing")} Adaptive it is the highest level and must be at least "
                        + $"{StartLevel}, the level at the beginning of the day."));
        }

        if (StartLevel < LowestLevel)
        {
            violations.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Adaptive.StartLevel is {StartLevel}; it must be at least Adaptive.LowestLevel {LowestLevel}."));
        }
    }
}
