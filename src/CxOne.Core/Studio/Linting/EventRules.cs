using CxOne.Studio.Graph;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting;

/// <summary>Events: CXS023 to 025, 056, 070.</summary>
internal static class EventRules
{
    private static readonly string[] Unique = ["ONRELEASE", "ONSIGNAL", "ONTRANSFER"];

    public static void Check(LintContext context)
    {
        foreach (var type in Unique)
        {
            var all = context.Graph.Events.Where(node => node.Type == type).ToArray();
            foreach (var extra in all.Skip(1))
            {
                context.Report("CXS023", extra, LintMessages.EventTwice(type, all[0].Id));
            }
        }

        foreach (var release in context.Graph.Events.Where(node => node.Type == "ONRELEASE"))
        {
            CheckRelease(context, release);
        }

        CheckReskill(context);
        CheckPages(context);
    }

    private static void CheckRelease(LintContext context, ScriptNode release)
    {
        if (!context.IsCall)
        {
            return;
        }

        foreach (var node in ScriptGraph.ReachableFrom([release]).Where(node => node.Type is "PLAY" or "MENU" or "RECORD")
            .OrderBy(node => node.Id))
        {
            // What the release shares with the caller's path is right for the caller.
            context.Report("CXS024", node, LintMessages.VoiceAfterRelease(release.Id), context.Main.Contains(node) ? Warning : Error);
        }

        var unguarded = Unguarded(release);
        var fires = ScriptGraph.ReachableFrom([release]).Any(node => node.Type is "HANGUP" or "BLINDXFER");
        foreach (var node in unguarded.OrderBy(node => node.Id))
        {
            var isTransfer = node.Type is "TRANSFER" or "BLINDXFER";
            if (isTransfer || (node.Type == "SIGNAL" && fires))
            {
                context.Report("CXS025", node, LintMessages.ReleaseUnguarded(node.Type));
            }
        }
    }

    /// <summary>What ONRELEASE reaches without a decision.</summary>
    private static HashSet<ScriptNode> Unguarded(ScriptNode release)
    {
        HashSet<ScriptNode> seen = [];
        var pending = new Stack<ScriptNode>([release]);
        while (pending.TryPop(out var node))
        {
            if (!seen.Add(node) || node.IsNote
                || (node != release && node.Exits.Count(exit => exit.IsWired) > 1 && node.Type is "IF" or "CASE"))
            {
                continue;
            }

            foreach (var exit in node.Exits)
            {
                if (exit.Target is { } target)
                {
                    pending.Push(target);
                }
            }
        }

        return seen;
    }

    private static void CheckReskill(LintContext context)
    {
        if (!context.Has("ONRESKILL"))
        {
            return;
        }

        var calls = context.Graph.Nodes.Where(node => node.Type == "RUNSUB").ToArray();
        if (calls.Length > 0 && !context.HasLibrary)
        {
            context.Skip("CXS056", LintMessages.NeedsScripts);
            return;
        }

        foreach (var call in calls)
        {
            if (SubscriptRules.Target(context, call) is { } target && target.Nodes.Any(node => node.Type == "REQAGENT"))
            {
                context.Report("CXS056", call, LintMessages.ReskillInSubscript(target.Script.Name), context.Main.Contains(call)
                    ? Warning : Information);
            }
        }
    }

    private static void CheckPages(LintContext context)
    {
        foreach (var page in context.Graph.Nodes.Where(node => node.Type == "PAGE"))
        {
            if (!ScriptGraph.ReachableFrom([page]).Any(node => node.Type == "PAGECLOSE" || node.Definition is null))
            {
                context.Report("CXS070", page, LintMessages.PageNotClosed);
            }
        }
    }
}
