using CxOne.Studio.Catalogue;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using CxOne.Studio.Model;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting.Rules;

/// <summary>Circles: CXS002, 013, 014; and calls that are released without a word: CXS065.</summary>
internal static class FlowRules
{
    public static void Check(LintContext context)
    {
        CheckSilentMenus(context);
        CheckMusic(context);
        CheckBusyCircles(context);
        CheckWordlessHangups(context);
    }

    /// <summary>
    /// Whether a visit changes what a later test sees: a LOOP, a counter, or a subscript whose result is tested. A circle through one ends.
    /// </summary>
    private static bool Counts(LintContext context, ScriptNode node)
        => node.Type is "LOOP" or "FOR"
            || context.Flow.Use(node) is { IsCounter: true }
            || (node.Type == "ASSIGN" && context.Flow.Use(node) is var use && use.MayWrite.Any(use.Reads))
            || (node.Type == "RUNSUB" && context.Flow.Use(node).MayWrite.Any(name => context.Flow.ReadSomewhere.Contains(name)));

    private static void CheckSilentMenus(LintContext context)
    {
        var uncounted = context.Main.Where(node => !node.IsNote && !Counts(context, node) && node.Type != "REQAGENT").ToHashSet();
        var circles = Circles.Find(uncounted, node => Silent(node).Select(exit => exit.Target).OfType<ScriptNode>());
        foreach (var menu in context.MainOf("MENU"))
        {
            // In a queue the menu of the hold treatment comes again and again; that is its purpose.
            if (!context.Flow.MustBefore(menu, VariableFlow.Queued)
                && Silent(menu).FirstOrDefault(exit => exit.Target is { } target && circles.Connects(menu, target)) is { } back)
            {
                context.Report("CXS002", menu, LintMessages.SilentCircle(back.DisplayLabel), context.Stranding(menu));
            }
        }
    }

    /// <summary>The exits that a silent caller takes.</summary>
    private static IEnumerable<ScriptExit> Silent(ScriptNode node)
        => node.Type is "MENU" or "CAPTURE"
            ? node.Exit("Timeout") is { IsWired: true } timeout ? [timeout] : node.Default() is { } other ? [other] : []
            : node.Exits.Where(exit => exit.IsWired && !exit.Label.Equals("Digit", StringComparison.OrdinalIgnoreCase));

    private static void CheckMusic(LintContext context)
    {
        foreach (var node in context.Graph.Nodes.Where(node => node.Type == "MUSIC"))
        {
            foreach (var exit in node.Exits.Where(exit => exit.Target == node))
            {
                context.Report("CXS013", node, LintMessages.MusicCircle(exit.DisplayLabel));
            }
        }
    }

    private static void CheckBusyCircles(LintContext context)
    {
        var busy = context.Graph.Nodes.Where(node => !node.IsNote && IsBusy(context, node)).ToHashSet();
        var circles = Circles.Find(busy, node => node.Exits.Select(exit => exit.Target).OfType<ScriptNode>());
        for (var part = 0; part < circles.Parts.Count; part++)
        {
            if (!circles.IsCircle(part))
            {
                continue;
            }

            var nodes = circles.Parts[part].OrderBy(node => node.Id).ToArray();
            var first = Array.Find(nodes, context.Main.Contains) ?? nodes[0];
            context.Report(
                "CXS014",
                first,
                LintMessages.BusyCircle([.. nodes.Select(node => node.Id)]),
                context.Main.Contains(first) ? Error : context.EventPaths.Contains(first) ? Warning : Information);
        }
    }

    /// <summary>Takes no time: nothing is played, waited for or asked outside, and nothing counts.</summary>
    private static bool IsBusy(LintContext context, ScriptNode node)
        => node.Definition is { IsExternal: false } definition
            && !Counts(context, node)
            && (definition.Category != ActionCategory.Prompt || node.Type is "VOICEPARAMS" or "TTSVOICE")
            && definition.Category is not (ActionCategory.Recording or ActionCategory.Integration)
            && node.Type is not ("WAIT" or "RUNSUB" or "STOP" or "STOPASYNC" or "CALLBACK" or "PARK")
            && !(node.Type == "SNIPPET" && context.Flow.Use(node) is var use && (use.WritesUnknown || use.Calls.Contains("GetRESTProxy")));

    private static void CheckWordlessHangups(LintContext context)
    {
        if (!context.IsCall || context.Script.Header.IsSuppression)
        {
            return;
        }

        foreach (var hangup in context.MainOf("HANGUP"))
        {
            foreach (var exit in hangup.Incoming.Where(exit => context.Main.Contains(exit.From)))
            {
                if (Decision(exit) is { } decision && decision.Kind != BranchKind.Free)
                {
                    context.Report("CXS065", hangup,
                        LintMessages.WordlessHangup(decision.DisplayLabel, decision.From.Id, decision.From.Action.Caption));
                    break;
                }
            }
        }
    }

    /// <summary>The exit of the last decision before a wire, if nothing is played since.</summary>
    private static ScriptExit? Decision(ScriptExit exit)
    {
        for (var steps = 0; steps < 50; steps++)
        {
            var node = exit.From;
            if (node.Exits.Count(other => other.IsWired) > 1)
            {
                return node.Type is "MENU" or "CAPTURE" or "PLAY" or "MUSIC"
                    || node.Definition?.Category == ActionCategory.Prompt ? null : exit;
            }

            var isSilent = node.Definition is { Category: not (ActionCategory.Prompt or ActionCategory.Recording) }
                && !node.Type.StartsWith("REQAGENT", StringComparison.Ordinal) && !node.Definition.IsExternal;
            if (!isSilent || node.Incoming.Count != 1)
            {
                return null;
            }

            exit = node.Incoming[0];
        }

        return null;
    }
}
