using System.Globalization;
using CxOne.Dialer;
using CxOne.Errors;

namespace CxOne.Skills;

/// <summary>The texts of changes of skills.</summary>
internal static class SkillMessages
{
    public const string Kind = "dialer of a skill";

    public const string NoChanges = "nothing";

    public const string NothingToChange = "There is nothing to change. Name at least one member.";

    public const string EntryInvalid = "An entry of a list is not an object.";

    public const string MessageMissing =
        "abandonMessagePath is empty: no message is set for abandoned contacts, and the rule set requires one.";

    public const string ReasonEmpty = "Reason must have at least one character that is not a space.";

    public const string AbandonRateWithoutEffect =
        "overrideBusinessUnitAbandonRate is false: the business unit's abandon rate applies, and abandonRateCutoff, "
            + "abandonRateThreshold and beginDampenPercentage of this skill have no effect until it is set to true.";

    public const string ScheduleWithoutEffect =
        "isScheduled is false: the skill does not follow its schedule until it is set to true.";

    public const string NoAvailableAgents =
        "In the simulation of the recommendation the agents are always busy, so it gives no number of calls per available "
            + "agent.";

    public const string NotOfASearch = "The recommendation must be the result of a search for a ratio, as the search returned it.";

    public static string NoRecommendation(string result) => $"The search found no ratio that could be set: {result}";

    public static string Subject(string id, string block) => $"Block '{block}' of skill '{id}'";

    public static string BlockMissing(string block) => $"it has no block '{block}'.";

    public static string BlockUnknown(string name, IReadOnlyList<string> similar, IReadOnlyList<string> known)
        => $"There is no block '{name}'.{Suggestion(similar) ?? $" Blocks are {string.Join(", ", known)}."}";

    public static string BlockReadOnly(string name) => $"The block '{name}' cannot be written: NICE's API description has no write for it.";

    public static string MemberUnknown(string block, string name, IReadOnlyList<string> similar)
        => $"'{block}' has no member '{name}'.{Suggestion(similar)}";

    public static string MemberKind(string block, string member, string value, string expected)
        => $"{block}.{member} must be {expected} (was {value}).";

    public static string EntriesInvalid(string block, string member, string reason) => $"{block}.{member} is invalid: {reason}";

    public static string EntriesIncomplete(string block, string member, IReadOnlyList<string> missing)
        => $"Entries of {block}.{member} must have all members, because the list is replaced as a whole. "
            + $"Missing: {string.Join(", ", missing)}.";

    public static string MemberNamedTwice(string member) => $"{member} is named twice. Name it once.";

    public static string NotFinite(string member) => $"{member} must be a finite number.";

    public static string DayUnknown(string name, IReadOnlyList<string> similar)
        => $"'{name}' is not a day of a schedule.{Suggestion(similar) ?? " Days are Sunday to Saturday in English, or Daily."}";

    public static string DayInactive(string name)
        => $"{name} has no window. The API refuses a schedule with an inactive day; set such a week in the web interface.";

    public static string DaysInactive(IReadOnlyList<string> days)
        => $"The schedule has days that are inactive or without a window: {string.Join(", ", days)}. The API refuses such a schedule. Give "
            + "every day a window, or change the schedule in the web interface.";

    public static string WindowInvalid(string name, string window)
        => $"The window of {name} must be written as HH:mm-HH:mm, with its end after its start (was '{window}').";

    public static string NotOutbound(string skill) => $"Skill {skill} does not dial, so it has no dialer.";

    public static string RingTooShort(double seconds, double shortest)
        => Invariant($"A call rings for {seconds} s (maximumRingingDuration); the rule set requires at least {shortest} s.");

    public static string TimeoutTooLong(double seconds, double longest)
        => Invariant($"The message begins after {seconds} s (abandonTimeout); the rule set allows at most {longest} s.");

    public static string RateAboveLimit(long abandoned, long answered, double limit, DialerRuleSet ruleSet)
        => Invariant($"{Rate(abandoned, answered)} in 30 days, above the limit of {100 * limit:0.##} % ({ruleSet}).");

    public static string RateNearLimit(long abandoned, long answered, double upper, double limit)
        => Invariant($"{Rate(abandoned, answered)} in 30 days. The upper bound of its interval is {100 * upper:0.00} %, above the ")
            + Invariant($"limit of {100 * limit:0.##} %.");

    public static string NoHistory(string skill)
        => $"No answered call of the campaign of skill {skill} was found in the last 30 days; the abandonment rate is not known.";

    public static string NoLimit(DialerRuleSet ruleSet) => $"The rule set {ruleSet} defines no figure for the abandonment rate.";

    public static string HistoryUnreadable(string errorId)
        => $"The history of the campaign could not be read ({errorId}); the abandonment rate is not known.";

    public static string Inconclusive(string remark) => $"The comparison with the rule set is inconclusive. {remark}";

    public static string FindingKept(string finding) => $"{finding} The change does not cause this.";

    public static string FindingForced(string finding) => $"{finding} Written because a reason was given.";

    public static string NeedsReason(string finding)
        => $"{finding} To write the change anyway, pass {CxHint.Option("Force")} and {CxHint.Option("Reason")}.";

    public static string Guard(DialerRuleSet ruleSet, string verdict, long abandoned, long answered)
        => answered == 0 ? $"{ruleSet}: {verdict}" : $"{ruleSet}: {verdict}, {Rate(abandoned, answered)} in 30 days";

    public static string Stopped(string id, string block)
        => $"Block '{block}' of skill '{id}' may have been changed. Read it to see whether the change was made.";

    public static string AlreadyHeld(string id, string block) => $"Block '{block}' of skill '{id}' already holds the values.";

    public static string Changed(string id, string block) => $"Block '{block}' of skill '{id}' was changed. Do not repeat the change.";

    public static string PartlyChanged(
        string id, string failed, IReadOnlyList<string> changed, IReadOnlyList<string> auditIds, string error)
        => $"Skill '{id}': {string.Join(", ", changed)} {(changed.Count == 1 ? "was" : "were")} changed, {failed} was not written or is in "
            + $"doubt, and later blocks were not written. {error} To take the change back, restore the audit "
            + $"{(auditIds.Count == 1 ? "record" : "records")} {string.Join(", ", auditIds)}.";

    public static string RecordWithoutState(string auditId, string id)
        => $"Audit record {auditId} does not hold a state of the dialer of skill '{id}'.";

    public static string OtherRecord(string auditId) => $"The audit log has no change of the dialer of a skill with the record {auditId}.";

    public static string Running(string id, bool isRunning) => $"Skill '{id}' is {(isRunning ? "running" : "stopped")} already.";

    public static string RunSubject(string id, bool isStart) => $"{(isStart ? "Start" : "Stop")} of skill '{id}'";

    public static string RunActivity(string skill, bool isStart) => $"{(isStart ? "Starting" : "Stopping")} skill {skill}";

    public static string RunProgress(bool isStart) => $"Waiting until the tenant shows the skill {(isStart ? "running" : "stopped")}";

    public static string RunNotShown(string id, bool isStart, double seconds)
        => Invariant($"{RunSubject(id, isStart)} was requested, but the tenant did not confirm it within {seconds:0.##} s.");

    public static string RunAdvice => "Read the skill to see whether it is running before you repeat the command.";

    public static string RunStopped(string id, bool isStart)
        => $"Skill '{id}' may have been {(isStart ? "started" : "stopped")}. Read the skill to see whether it is running.";

    public static string RunMade(string id, bool isStart)
        => $"Skill '{id}' was {(isStart ? "started" : "stopped")}. You do not need to repeat the command.";

    public static string RunStateUnreadable(string id, string errorId)
        => $"The state of skill '{id}' could not be read ({errorId}); the poll is repeated.";

    private static string Rate(long abandoned, long answered)
        => Invariant($"{abandoned} of {answered} live connects were abandoned ({100.0 * abandoned / answered:0.00} %)");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string? Suggestion(IReadOnlyList<string> similar)
        => similar.Count == 0 ? null : $" Did you mean {string.Join(" or ", similar.Select(name => $"'{name}'"))}?";
}
