using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting.Rules;

/// <summary>Hours, queues and callbacks: CXS008, 009, 011, 012, 015, 026, 027, 066.</summary>
internal static class QueueRules
{
    private const int LongTextLength = 150;
    private const int MaxCallDelaySec = 59;

    // What leads out of a hold loop. A subscript or an unknown action may do it too.
    private static readonly HashSet<string> WaysOut =
        ["HOURS", "CALLBACK", "QUEUECALLBACK", "QUEUEVM", "TRANSFER", "PLACECALL", "PRMS_CREATE", "RUNSUB", "STOP", "PARK", "SIGNAL"];

    public static void Check(LintContext context)
    {
        foreach (var hours in context.Graph.Nodes.Where(node => node.Type == "HOURS"))
        {
            CheckHours(context, hours);
        }

        var withWayOut = context.LeadingTo(node =>
            node.IsEnd
            || node.Definition is null
            || WaysOut.Contains(node.Type)
            || node.Exits.All(exit => !exit.IsWired)
            || context.Flow.Use(node).Calls.Overlaps(["now", "dow", "asdatedow"]));
        foreach (var queue in context.MainOf("REQAGENT"))
        {
            CheckSkill(context, queue);
            CheckHoursBefore(context, queue);
            if (queue.Default()?.Target is { } hold && !withWayOut.Contains(hold))
            {
                context.Report("CXS015", queue, LintMessages.HoldWithoutWayOut);
            }
        }

        var voices = context.Has("CALLBACK") ? NextVoices(context) : [];
        foreach (var callback in context.MainOf("CALLBACK"))
        {
            CheckCallback(context, callback, voices);
        }
    }

    private static void CheckHours(LintContext context, ScriptNode hours)
    {
        if (hours.Default() is { Target: { } target } && hours.Exit("Open")?.Target == target)
        {
            context.Report("CXS066", hours, LintMessages.OverrideIsOpen);
        }

        if (hours.Exit("Holiday") is { IsWired: true })
        {
            return;
        }

        var profile = hours.Action.Text("Profile").Trim();
        if (context.Options.Profiles is not { } profiles)
        {
            context.Skip("CXS008", LintMessages.NeedsProfiles);
        }
        else if (profiles.TryGetValue(profile, out var known) && known.HasHolidays)
        {
            context.Report("CXS008", hours, LintMessages.HolidayNotWired(profile), context.Main.Contains(hours) ? Warning : Information);
        }
    }

    private static void CheckSkill(LintContext context, ScriptNode queue)
    {
        var skill = queue.Action.Text("Skill").Trim();
        if (skill.Length == 0)
        {
            if (queue.Action.Text("TargetAgent").Trim().Length == 0)
            {
                context.Report("CXS011", queue, LintMessages.SkillEmpty);
            }
        }
        else if (skill.Contains('{', StringComparison.Ordinal))
        {
            CheckSkillVariables(context, queue);
        }
        else if (context.Options.Skills is not { } skills)
        {
            context.Skip("CXS011", LintMessages.NeedsSkills);
        }
        else if (!skill.Equals("Default", StringComparison.OrdinalIgnoreCase))
        {
            var found = skills.FirstOrDefault(known => known.Id == skill)
                ?? skills.FirstOrDefault(known => known.Name.Equals(skill, StringComparison.OrdinalIgnoreCase));
            var message = found is null ? LintMessages.SkillUnknown(skill)
                : !found.IsActive ? LintMessages.SkillInactive(found.Name)
                : found.IsOutbound ? LintMessages.SkillOutbound(found.Name)
                : found.MediaType is { } media && context.Script.Header.MediaType is { } own && media != own
                    ? LintMessages.SkillOfOtherMedia(found.Name, media, own)
                    : null;
            if (message is not null)
            {
                context.Report("CXS011", queue, message);
            }
        }
    }

    private static void CheckSkillVariables(LintContext context, ScriptNode queue)
    {
        var use = context.Flow.Use(queue);
        foreach (var name in use.TextReads.Where(read => read.Value.Equals("Skill", StringComparison.OrdinalIgnoreCase))
            .Select(read => read.Key))
        {
            if (context.Flow.IsGiven(name) || context.Flow.MustBefore(queue, name))
            {
                continue;
            }

            if (context.Flow.MayBefore(queue, name))
            {
                context.Report("CXS012", queue, LintMessages.SkillSetOnSomePaths(name));
            }
            else
            {
                // The script that starts this one may hand the skill over.
                context.Report(
                    "CXS012", queue, LintMessages.SkillNeverSet(name), context.Flow.HasKnownCaller
                        || context.Flow.WrittenSomewhere.Contains(name) ? Error : Information);
            }
        }
    }

    private static void CheckHoursBefore(LintContext context, ScriptNode queue)
    {
        if (!context.IsCall || context.Flow.MustBefore(queue, VariableFlow.HoursChecked))
        {
            return;
        }

        // A script without any check is often started by one that has it, or serves a queue around the clock.
        var isChecked = context.Flow.MayBefore(queue, VariableFlow.HoursChecked);
        if (isChecked || !LibraryFacts.Of(context.Options.Library).IsAlwaysAfter("HOURS", context.Script.Name))
        {
            context.Report("CXS009", queue, LintMessages.QueueWithoutHours, isChecked ? Warning : Information);
        }
    }

    private static void CheckCallback(LintContext context, ScriptNode callback, Dictionary<ScriptNode, ScriptNode> voices)
    {
        if (!context.Flow.MayBefore(callback, VariableFlow.Queued))
        {
            // A script that another one starts may find the contact in the queue already.
            context.Report("CXS026", callback, LintMessages.CallbackWithoutQueue, context.Has("REQAGENT") ? Error : Information);
        }

        if (decimal.TryParse(
                callback.Action.Text("CallDelaySec"), System.Globalization.NumberStyles.Number,
                    System.Globalization.CultureInfo.InvariantCulture, out var delay)
            && delay > MaxCallDelaySec)
        {
            context.Report("CXS026", callback, LintMessages.CallbackDelay(delay), Warning);
        }

        if (callback.Default()?.Target is { } next && voices.TryGetValue(next, out var voice))
        {
            context.Report("CXS026", callback, LintMessages.VoiceAfterCallback(voice.Type, voice.Id, voice.Action.Caption));
        }

        foreach (var before in callback.Incoming.Select(exit => exit.From).Where(node => node.Type == "PLAY"))
        {
            var sequence = before.Action.Text("Sequence");
            if (sequence.Length > LongTextLength || SequenceText.Parts(sequence).Count > 2)
            {
                context.Report("CXS027", before, LintMessages.LongPromptBeforeCallback);
            }
        }
    }

    /// <summary>
    /// For each action the nearest voice action that follows on its own, before the contact is queued again; found backwards from the voice
    /// actions, all at once.
    /// </summary>
    private static Dictionary<ScriptNode, ScriptNode> NextVoices(LintContext context)
    {
        Dictionary<ScriptNode, ScriptNode> next = [];
        foreach (var voice in context.Graph.Nodes.Where(node => node.Type is "PLAY" or "MENU" or "CAPTURE" or "RECORD" or "MUSIC"))
        {
            next[voice] = voice;
        }

        var pending = new Queue<ScriptNode>(next.Keys);
        while (pending.TryDequeue(out var node))
        {
            foreach (var exit in node.Incoming.Where(exit => exit.From.Type != "REQAGENT"))
            {
                if (next.TryAdd(exit.From, next[node]))
                {
                    pending.Enqueue(exit.From);
                }
            }
        }

        return next;
    }
}
