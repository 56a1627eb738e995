using System.Globalization;
using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>The texts of the closed forms, the simulation and the search for a ratio.</summary>
internal static class PacingMessages
{
    public const string SimulationActivity = "Simulating the dialer";

    public const string SearchActivity = "Finding the highest ratio";

    public const string SearchDone = "Done";

    public const string NoRatioWithinLimit = "no ratio stays within the limit";

    public const string TooFewDaysForRatio = "no ratio is known to stay within the limit; more days may decide it";

    public const string NoLoadMeetsGoal = "No load meets the goal: even a single call misses it. Add agents or set a weaker goal.";

    public const string LoadGivenTwice = "OfferedLoad and CallsPerHour cannot be combined. Pass only one of them.";

    public const string NoInverseOfHeuristic = "FindAgents and FindLoad cannot be used with model Heuristic.";

    public const string NoRatios = "Ratio is missing. Pass at least one ratio.";

    public const string RingWithoutTime =
        "RingAnsweredSec must be greater than 0 if RingUnansweredSec is 0 (both were 0). Otherwise a line would redial endlessly.";

    public const string HeuristicWarning =
        "The heuristic is for comparison only. It multiplies by the answer rate where it must divide: the dial rate that keeps all agents "
        + "busy is agents ÷ handle time ÷ answer rate. Its abandonment is always 2 × target², whatever the dial rate, and its utilization "
        + "depends only on handle time and answer rate. Use the model DropAfter or Engset, or simulate the dialer.";

    public static string NoAgentsMeetGoal(int maximum)
        => string.Create(
            CultureInfo.InvariantCulture, $"No number of agents up to {maximum} meets the goal. Lower the load or set a weaker goal.");

    public static string EveryLoadMeetsGoal(double maximum)
        => string.Create(CultureInfo.InvariantCulture, $"Every load up to {maximum} erlangs meets the goal. Set a stricter goal.");

    public static string EveryNumberOfLinesMeetsGoal(int maximum)
        => string.Create(CultureInfo.InvariantCulture, $"Every number of lines up to {maximum} meets the goal. Set a stricter goal.");

    public static string Unstable(double load, int agents)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"The queue is unstable: {Count(agents, "agent")} cannot serve {load:0.###} erlangs. The queue grows without limit, every call "
                + $"waits, and the service level is 0. Use at least {Math.Floor(load) + 1} agents.");

    public static string UnknownModel(int value) => OneOf<PacingModel>("Model", value);

    public static string UnknownBasis(int value) => OneOf<ServiceLevelBasis>("ServiceLevelBasis", value);

    public static string UnknownPacing(int value) => OneOf<DialerPacing>("Pacing", value);

    public static string UnknownReaction(int value) => OneOf<AdaptiveReaction>("Adaptive.Reaction", value);

    public static string RequiredByModel(string name, PacingModel model) => $"Model {model} requires {name}.";

    public static string LoadRequired(PacingModel model)
        => $"Model {model} requires OfferedLoad, or CallsPerHour and HandleTimeSec.";

    public static string NotOfModel(string name, PacingModel model) => $"{name} cannot be used with model {model}.";

    public static string Calculated(string name, PacingUnknown unknown)
        => $"{name} cannot be used with {Name(unknown)}, which calculates it.";

    public static string TargetNotBelowPatience(double target, double patience)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"With ServiceLevelBasis ExcludingShortAbandons, TargetSec must be less than PatienceSec, {patience} (was {target}). Otherwise "
                + $"every call that is not dropped is served within the target, and any number of agents reaches service level 1. "
                + $"Use MaxAbandonment as the goal, or ServiceLevelBasis Offered.");

    public static string GoalRequired(PacingUnknown unknown, int count)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{Name(unknown)} requires exactly one of ServiceLevel, MaxBlocking and MaxAbandonment "
                + $"(given: {(count == 0 ? "none" : count)}).");

    public static string AnswerRateRequired()
        => $"AnswerRate is missing. Pass {CxHint.Option("AnswerRate")} or a history by time bucket.";

    public static string AnswerRateGivenTwice(double rate)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"AnswerRate {rate} and a history by time bucket cannot be combined. Pass only one of them.");

    public static string BucketName(int number) => string.Create(CultureInfo.InvariantCulture, $"The answer rate of time bucket {number}");

    public static string BucketStart(int number, double start)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"Time bucket {number} must start between 0 and 604800 s, after the time bucket before it (was {start} s).");

    public static string RingTooShort(double answered, double unanswered)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"With {CxHint.Option("TickSec")} 0, RingAnsweredSec and RingUnansweredSec must be at least 0.1 (were {answered} and "
                + $"{unanswered}). Otherwise a line would redial endlessly.");

    public static string WarmupOutOfRange(double warmup, double hours)
        => string.Create(CultureInfo.InvariantCulture, $"WarmupHours must be at least 0 and less than Hours, {hours} (was {warmup}).");

    public static string SearchNeedsTwoDays()
        => $"Days must be at least 2 with {CxHint.Option("FindRatio")} (was 1). A single day gives no upper bound of the abandonment rate.";

    public static string SearchOfProgressive()
        => $"{CxHint.Option("FindRatio")} cannot be used with {CxHint.Option("Pacing")} Progressive, which never abandons a call.";

    public static string NotInSearch(string name, string value) => $"{name} {value} cannot be used with {CxHint.Option("FindRatio")}.";

    public static string LinesAndRatio(int lines, string ratio)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"Lines {lines} and Ratio {ratio} cannot be combined. Pass only {CxHint.Option("Lines")} or only {CxHint.Option("Ratio")}.");

    public static string NotOfPacing(string name, string value, DialerPacing pacing)
        => $"{name} {value} cannot be used with {CxHint.Option("Pacing")} {pacing}.";

    public static string LinesOrRatioRequired()
        => $"Pacing {DialerPacing.Lines} requires {CxHint.Option("Lines")} or {CxHint.Option("Ratio")}.";

    public static string RatioRequired(DialerPacing pacing) => $"Pacing {pacing} requires {CxHint.Option("Ratio")}.";

    public static string RatioBesideRatios(double ratio, string ratios)
        => string.Create(CultureInfo.InvariantCulture, $"Ratio {ratio} and the ratios {ratios} cannot be combined. Pass only the ratios.");

    public static string SearchBounds(double lowest, double highest)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"LowestRatio and HighestRatio must be between 0.1 and 10 in ascending order (were {lowest} and {highest}).");

    public static string NoWholeLines(double lowest, double highest, double step, int agents)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"The search from {CxHint.Option("LowestRatio")} {lowest} to {CxHint.Option("HighestRatio")} {highest} in steps of "
                + $"{CxHint.Option("RatioStep")} {step} contains no whole number of lines for {Count(agents, "agent")}. Widen the search.");

    public static string MinimumAnswersTooLow(int value)
        => string.Create(CultureInfo.InvariantCulture, $"Adaptive.MinimumAnswers must be at least 1 (was {value}).");

    public static string HighestLevelTooLow(double highest, double start)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"Ratio must be at least {start} (was {highest}). With {CxHint.Option("Pacing")} Adaptive it is the highest level, "
                + $"and the day starts at level {start}.");

    public static string StartLevelTooLow(double start, double lowest)
        => string.Create(
            CultureInfo.InvariantCulture, $"Adaptive.StartLevel must be at least Adaptive.LowestLevel, {lowest} (was {start}).");

    public static string SampleCountName(string name) => $"The number of values in {name}Sample";

    public static string SampleValueName(string name) => $"Each value of {name}Sample";

    public static string SearchInterval(double from, double to)
        => string.Create(CultureInfo.InvariantCulture, $"between {from:0.###} and {to:0.###}");

    public static string RatioUnderTest(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.###}");

    public static string DaysDone(string part, long done, long days)
        => string.Create(
            CultureInfo.InvariantCulture, $"{(part.Length == 0 ? null : part + ": ")}{done} of {days} {(days == 1 ? "day" : "days")}");

    private static string OneOf<T>(string name, int value)
        where T : struct, Enum
        => string.Create(CultureInfo.InvariantCulture, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())} (was {value}).");

    private static string Name(PacingUnknown unknown) => unknown == PacingUnknown.Agents ? "FindAgents" : "FindLoad";

    private static string Count(int count, string noun)
        => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? null : "s")}");
}
