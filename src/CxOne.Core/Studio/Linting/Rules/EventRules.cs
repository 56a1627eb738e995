using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting.Rules;

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

        CheckReleases(context);
        CheckReskill(context);
        CheckPages(context);
    }

    private static void CheckReleases(LintContext context)
    {
        if (!context.IsCall)
        {
            return;
        }

        // What several of them reach is reported for the first one.
        HashSet<ScriptNode> reached = [];
        HashSet<ScriptNode> unguarded = [];
        foreach (var release in context.Graph.Events.Where(node => node.Type == "ONRELEASE"))
        {
            var after = Reach(release, reached, isGuarded: false);
            foreach (var node in after.Where(node => node.Type is "PLAY" or "MENU" or "RECORD").OrderBy(node => node.Id))
            {
                // What the release shares with the caller's path is right for the caller.
                context.Report("CXS024", node, LintMessages.VoiceAfterRelease(release.Id), context.Main.Contains(node) ? Warning : Error);
            }

            Reach(release, unguarded, isGuarded: true);
        }

        var fires = reached.Any(node => node.Type is "HANGUP" or "BLINDXFER");
        foreach (var node in unguarded.OrderBy(node => node.Id))
        {
            var isTransfer = node.Type is "TRANSFER" or "BLINDXFER";
            if (isTransfer || (node.Type == "SIGNAL" && fires))
            {
                context.Report("CXS025", node, LintMessages.ReleaseUnguarded(node.Type));
            }
        }
    }

    /// <summary>What an event reaches that was not seen before; with guards, what it reaches without a decision.</summary>
    private static List<ScriptNode> Reach(ScriptNode release, HashSet<ScriptNode> seen, bool isGuarded)
    {
        List<ScriptNode> found = [];
        var pending = new Stack<ScriptNode>([release]);
        while (pending.TryPop(out var node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            found.Add(node);
            var isDecision = node != release && node.Type is "IF" or "CASE" && node.Exits.Count(exit => exit.IsWired) > 1;
            foreach (var exit in node.IsNote || (isGuarded && isDecision) ? [] : node.Exits)
            {
                if (exit.Target is { } target)
                {
                    pending.Push(target);
                }
            }
        }

        return found;
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
            if (SubscriptRules.Target(context, call) is { } target && ScriptFacts.Of(target).Types.Contains("REQAGENT"))
            {
                context.Report("CXS056", call, LintMessages.ReskillInSubscript(target.Script.Name), context.Main.Contains(call)
                    ? Warning : Information);
            }
        }
    }

    private static void CheckPages(LintContext context)
    {
        if (!context.Has("PAGE"))
        {
            return;
        }

        var closing = context.LeadingTo(node => node.Type == "PAGECLOSE" || node.Definition is null);
        foreach (var page in context.Graph.Nodes.Where(node => node.Type == "PAGE" && !closing.Contains(node)))
        {
            context.Report("CXS070", page, LintMessages.PageNotClosed);
        }
    }
}
