using System.Globalization;
using CxOne.Errors;

namespace CxOne.Dialer;

/// <summary>The texts of dialer configurations and of the simulations that are built from them.</summary>
internal static class DialerMessages
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public const string IdMissing = "Id is missing.";

    public const string RuleWithoutName = "A member of complianceRules has an empty name.";

    public const string NothingToChange =
        "There is nothing to change. Name at least one member; edits to the piped object itself are not written.";

    public const string RulesNotAnObject = "complianceRules must be an object.";

    public const string UseWholeNumber = "Use a whole number.";

    public const string NoChanges = "nothing";

    public const string UseCompleteCopy = "Tables, and JSON that was written with too small a depth, hold objects and lists as text: use "
        + "complete JSON (a depth of 10), or leave the member out.";

    public const string NoVersion = "it has no version (ETag), and without a version nothing is written.";

    public const string EventAdvice = "Check the event stream before you export the event again.";

    public const string NoConnection = "There is no connection to read the campaign from.";

    public const string NoAttempts = "The history must have a row with attempted calls.";

    public const string AnswerRatePreferred =
        "AnswerRate takes precedence over the history: only the mean talk time of the history is used.";

    public static string RestoreRatioNeedsForce
        => $"The state to restore has an agentRatio above 3. To restore it, pass {Option("Force")}.";

    public static string AgentsMissing
        => $"Agents is missing. Pass {Option("Agents")}, or {Option("CampaignId")} to use the agents of a campaign.";

    public static string AnswerRateMissing
        => $"AnswerRate is missing. Pass {Option("AnswerRate")}, or pipe in a call history by time bucket.";

    public static string AdaptiveSearch
        => $"Adaptive pacing keeps the limit by itself, so that there is no highest ratio to find. Simulate it with {Option("Ratio")}.";

    public static string NoOfcomLimit => $"Ofcom defines no safe abandonment rate. Pass {Option("MaxAbandonmentRate")}.";

    public static string NoLimit => $"Without a rule set there is no limit to judge by. Pass {Option("MaxAbandonmentRate")}.";

    public static string Configuration(string id) => $"Dialer configuration '{id}'";

    public static string NotFinite(string member, double value)
        => string.Create(Culture, $"{member} must be a finite number (was {value}).");

    public static string RatioNeedsForce(double ratio)
        => string.Create(Culture, $"agentRatio must be at most 3 (was {ratio}). To set it to more, up to 5, pass {Option("Force")}.");

    public static string PacingType(string json, string? hint = null)
        => $"pacingType must be predictive, progressive or preview (was {json}).{(hint is null ? null : " " + hint)}";

    public static string PresentValue(string member)
    {
        var option = Option(char.ToUpperInvariant(member[0]) + member[1..]);
        return $"This is the present value. Set it with {option}, or to the nearest allowed value with {Option("RepairExisting")}.";
    }

    public static string RuleDiffersInCase(string existing, string given)
        => $"complianceRules already has '{existing}'; '{given}' differs from it only in case.";

    public static string AboveCapacity(double rate, string campaignId, int agents, double ratio)
        => string.Create(
            Culture,
            $"dialRate must be at most {agents * ratio}, the capacity of campaign '{campaignId}': {Count(agents, "agent")} × "
                + $"agentRatio {ratio} (was {rate}).");

    public static string UsLimit(double rate)
        => string.Create(
            Culture,
            $"maxAbandonmentRate {rate} is above the safe harbour of 0.03: at most 3 % of live-answered calls per campaign over 30 "
                + $"days may be abandoned, that is, not connected to an agent within 2 s, after a ring of at least 15 s or four rings "
                + $"(US TSR, 16 CFR 310.4(b)(4); FCC, 47 CFR 64.1200(a)(7)).");

    public static string OfcomLimit(double rate)
        => string.Create(
            Culture,
            $"maxAbandonmentRate {rate}: no rate of abandoned calls is safe in the United Kingdom. Since 2017 Ofcom's statement on "
                + $"persistent misuse names no figure and considers the harm (Communications Act 2003, sections 128 to 131).");

    public static string CanadianLimit(double rate)
        => string.Create(
            Culture,
            $"maxAbandonmentRate {rate} is above 0.05: at most 5 % of calls in a calendar month may be abandoned (CRTC Unsolicited "
                + $"Telecommunications Rules).");

    public static string Warning(string id, string warning) => $"{id}: {warning}";

    public static string CopyIsStale(string id, string? version, string? current)
        => $"Dialer configuration '{id}' has changed since your copy was read (version {version ?? "unknown"}, now "
            + $"{current ?? "unknown"}).";

    public static string CopyNotWritten(string stale) => $"{stale} Nothing was written. {CxHint.PassConfigurationAsRead}";

    public static string CampaignWithoutAgents(string id, string? name)
        => $"Campaign '{id}'{(name is null ? null : $" ({name})")} has no agents, and a dialer cannot run without agents.";

    public static string Stopped(string id) => $"Dialer configuration '{id}' was being changed. {CxHint.ShowDialerConfig(id)}";

    public static string AlreadyHeld(string id) => $"Dialer configuration '{id}' already has these values; nothing was changed.";

    public static string Changed(string id) => $"Dialer configuration '{id}' was changed.";

    public static string EventNotExported(string id, string error) => $"{id} was changed, but the event could not be exported: {error}";

    public static string InvalidConfiguration(string reason) => $"the dialer configuration is not valid: {reason}";

    public static string InvalidListEntry(string reason) => $"an entry in the list of dialer configurations is not valid: {reason}";

    public static string RecordWithoutState(string auditId, string id) => $"Audit record {auditId} has no state of '{id}'.";

    public static string UnknownMember(string name, string id, string names)
        => $"'{name}' is not a member of dialer configuration '{id}'. Its members are {names}.";

    public static string NumberExpected(string member, string text)
        => $"{member} must be a number with a point before its decimals (was '{text}').";

    public static string TextInsteadOf(string member, string kind)
        => $"{member} is text in the copy and {kind} in the tenant. {UseCompleteCopy}";

    public static string TextOfObject(string member) => $"{member} is the text of an object in the copy. {UseCompleteCopy}";

    public static string CopiedValues(string names) => $"the values of a copy ({names})";

    public static string SecretHidden(string? auditId, string member, string id)
        => $"{(auditId is null ? "The copy" : $"Audit record {auditId}")} has '***' in place of a secret in '{member}' of '{id}', so that "
            + $"the state cannot be restored from it.";

    public const string Kind = "dialer configuration";

    public static string NoRatioWithinLimit(double lowest, double limit)
        => string.Create(
            Culture,
            $"No ratio of {lowest} or more keeps the upper bound of the abandonment rate at or below {limit}. Lower "
                + $"{Option("LowestRatio")}, or simulate more {Option("Days")}.");

    public static string HighestRatioIsWithinLimit(double ratio, int? lines, double highest)
    {
        var inLines = lines is null ? null : string.Create(Culture, $" ({Count(lines.Value, "line")})");
        return string.Create(
            Culture,
            $"Ratio {ratio:0.###}{inLines}, the highest in the search, is within the limit, and a higher one may be too. Raise "
                + $"{Option("HighestRatio")} (was {highest}; a tenant accepts at most {DialerRules.HighestRatio}).");
    }

    public static string RatioAboveTenant(double ratio)
        => string.Create(
            Culture,
            $"Ratio {ratio:0.###} is above {DialerRules.HighestRatio}, the highest agent ratio that a tenant accepts. No configuration "
                + $"can be set to it.");

    public static string CampaignAgents(string id, int agents)
        => string.Create(Culture, $"Agents must be at least 1 (was {agents}, from campaign '{id}'). Pass {Option("Agents")}.");

    public static string LaterHoursUnused(double hours)
        => string.Create(Culture, $"The simulated day has {hours:0.##} h; later hours of the history are not used.");

    public static string LimitAboveRuleSet(double limit, double ruled, DialerRuleSet ruleSet)
        => string.Create(
            Culture,
            $"MaxAbandonmentRate {limit} is above the {ruled} of rule set {ruleSet}. The verdict Compliant does not mean that the rule is "
                + $"met.");

    public static string LimitAboveConfiguration(double limit, double configured, string id)
        => string.Create(Culture, $"MaxAbandonmentRate {limit} is above the {configured} of configuration '{id}'.");

    public static string PreviewIsNotPaced(string id)
        => $"Configuration '{id}' has pacing type preview: agents start each call themselves, and there is nothing to pace. Pass "
            + $"{Option("Pacing")} to simulate another pacing rule.";

    public static string HistoryGap(TimeSpan from, TimeSpan to, string bucket)
        => string.Create(
            Culture,
            $"The history has no data from {from:hh\\:mm} to {to:hh\\:mm}; the answer rate of time bucket '{bucket}' is used until then.");

    public static string BucketWithoutAnswer(string bucket)
        => $"Time bucket '{bucket}' has attempted calls and no answered call, and an answer rate of 0 cannot be simulated. Remove the row, "
            + "or use a longer history.";

    public static string FromSkill(string skill, string pacing, double? ratio, string ring, double patience)
        => string.Create(
            Culture,
            $"Skill {skill}: pacing {pacing}{(ratio is { } value ? $", ratio {value.ToString(Culture)}" : null)}, unanswered calls ring "
                + $"{ring}, patience {patience} s.");

    public static string RingShorterThanAnswers(string skill, double ring, double answered)
        => string.Create(
            Culture,
            $"Skill {skill} gives up a call after {ring} s of ringing, and answered calls are assumed to ring {answered:0.###} s on "
                + $"average. Pass {Option("RingAnsweredSec")} with the mean of the calls that are answered in time.");

    public static string SampleAndMean(string name)
        => $"{name}Sample already defines the mean and the variation. Remove {name}Sec and {name}Cv.";

    public static string VariationNotUsed(string name, DialerDistribution shape)
        => $"{name}Cv cannot be used with {shape}, whose variation follows from its mean.";

    private static string Count(int number, string noun) => string.Create(Culture, $"{number} {noun}{(number == 1 ? null : "s")}");

    private static CxHint Option(string name) => CxHint.Option(name);
}
