using CxOne.Studio.Catalogue;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using CxOne.Studio.Model;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting.Rules;

/// <summary>Exits that are not wired, and wires that lead nowhere: CXS001, 003 to 007, 010, 016 to 020, 058, 068.</summary>
internal static class WiringRules
{
    // The contact waits there for an agent or for an event; that is what these actions are for.
    private static readonly HashSet<string> Waiting =
        ["SPAWN", "CALLBACK", "QUEUECALLBACK", "PARK", "REQAGENT_DIGITAL", "CONTACTTAKEOVER", "STOPASYNC"];

    public static void Check(LintContext context)
    {
        CheckStart(context);
        foreach (var node in context.Graph.Nodes.Where(node => !node.IsNote))
        {
            CheckKind(context, node);
            CheckDefault(context, node);
            CheckPairs(context, node);
            CheckOutcomes(context, node);
            foreach (var exit in node.Exits.Where(exit => exit.IsDangling))
            {
                context.Report(
                    "CXS017", node, LintMessages.BranchToNowhere(exit.DisplayLabel, exit.Branch!.To), context.Stranding(node));
            }
        }

        CheckReach(context);
        CheckUnsavedWires(context);
    }

    private static void CheckStart(LintContext context)
    {
        var begins = context.Graph.Nodes.Where(node => node.IsBegin).ToArray();
        if (begins.Length == 0)
        {
            context.Report("CXS016", null, LintMessages.NoBegin);
        }
        else if (begins.Length > 1)
        {
            context.Report("CXS016", begins[^1], LintMessages.ManyBegins([.. begins.Select(node => node.Id)]));
        }
    }

    private static void CheckKind(LintContext context, ScriptNode node)
    {
        if (node.Definition is not { } definition)
        {
            if (!node.Action.IsLibraryAction)
            {
                // The built-in catalogue does not hold every action of the platform; a tenant's own does.
                var isOwn = !ReferenceEquals(context.Graph.Catalogue, ActionCatalogue.BuiltIn);
                context.Report("CXS058", node, LintMessages.ActionUnknown(node.Action.Name), isOwn ? Error : Information);
            }
        }
        else if (definition.Media == "digital" && context.Script.Header.MediaType == ScriptHeader.CallMedia)
        {
            context.Report("CXS058", node, LintMessages.ActionOfOtherMedia(node.Type, "digital"));
        }
        else if (definition.Media == "call" && context.Script.Header.MediaType == 9)
        {
            context.Report("CXS058", node, LintMessages.ActionOfOtherMedia(node.Type, "call"), Warning);
        }
    }

    private static void CheckDefault(LintContext context, ScriptNode node)
    {
        if (node.Default() is not { IsWired: false, IsDangling: false })
        {
            return;
        }

        switch (node.Type)
        {
            case "MENU":
                context.Report("CXS001", node, LintMessages.MenuWithoutDefault, context.Stranding(node), isStudioWarning: true);
                break;
            case "CASE":
                context.Report("CXS006", node, LintMessages.CaseWithoutDefault, context.Stranding(node), isStudioWarning: true);
                break;
            case "HOURS":
                var isComplete = node.Exits.All(exit => exit.Kind == BranchKind.Default || exit.IsWired);
                context.Report(
                    "CXS007",
                    node,
                    node.Exit("Closed") is { IsWired: true } ? LintMessages.HoursWithoutDefault : LintMessages.HoursWithoutClosed,
                    isComplete ? Information : context.Stranding(node),
                    isStudioWarning: true);
                break;
            case "REQAGENT":
                context.Report(
                    "CXS010", node, LintMessages.QueueWithoutHold, context.Main.Contains(node)
                        ? Warning : Information, isStudioWarning: true);
                break;
            case "SPAWN":
                context.Report(
                    "CXS003",
                    node,
                    context.Has("ONSIGNAL") ? LintMessages.SpawnParks : LintMessages.SpawnWithoutSignal,
                    context.Has("ONSIGNAL") && context.Main.Contains(node) ? Warning : context.Stranding(node),
                    isStudioWarning: true);
                break;
            default:
                context.Report(
                    "CXS003",
                    node,
                    LintMessages.DefaultNotWired,
                    Waiting.Contains(node.Type) && context.Main.Contains(node) ? Warning : context.Stranding(node),
                    isStudioWarning: StudioSaveCheck.Warns(node));
                break;
        }
    }

    private static void CheckPairs(LintContext context, ScriptNode node)
    {
        switch (node.Type)
        {
            case "IF":
                Pair("CXS004", "True", "False");
                break;
            case "LOOP" or "FOR":
                Pair("CXS005", "Finished", "Repeat");
                break;
            case "CASE" when node.Exits.All(exit => exit.Kind == BranchKind.Default):
                context.Report("CXS006", node, LintMessages.CaseWithoutLabel, context.Main.Contains(node) ? Warning : Information);
                break;
        }

        void Pair(string rule, string first, string second)
        {
            // A Default takes the place of an exit that is missing.
            if (node.Default() is { IsWired: true })
            {
                return;
            }

            foreach (var label in new[] { first, second })
            {
                if (node.Exit(label) is null or { IsWired: false, IsDangling: false })
                {
                    context.Report(rule, node, LintMessages.ExitNotWired(label), context.Stranding(node));
                }
            }
        }
    }

    /// <summary>Actions without Default: each of their outcomes needs a wire, and what ends nothing needs one at least.</summary>
    private static void CheckOutcomes(LintContext context, ScriptNode node)
    {
        if (node.IsEnd || node.Type is "IF" or "LOOP" or "FOR" || node.Default() is not null)
        {
            return;
        }

        if (node.Type == "STOP")
        {
            CheckStop(context, node);
        }
        else if (node.Exits.All(exit => exit.Branch is null))
        {
            var isKnown = node.Definition is not null;
            var severity = context.Stranding(node);
            context.Report(
                "CXS019", node, LintMessages.NoExit(node.Type), isKnown || severity == Information ? severity : Warning);
        }
        else
        {
            foreach (var exit in node.Exits.Where(exit => exit.Branch is null))
            {
                context.Report("CXS019", node, LintMessages.OutcomeNotWired(exit.DisplayLabel), context.Stranding(node));
            }
        }
    }

    private static void CheckStop(LintContext context, ScriptNode node)
    {
        if (!context.Main.Contains(node))
        {
            return;
        }

        // Waiting for an event is what STOP is for; without any event nothing ends the wait.
        var isWaiting = context.Graph.Events.Any(other => other.Type is not ("ONRELEASE" or "ONHOLD" or "ONTRANSFER"))
            || context.Flow.MustBefore(node, VariableFlow.Queued)
            || context.Flow.MustBefore(node, VariableFlow.Parked);
        context.Report(
            "CXS020", node, isWaiting ? LintMessages.StopWaits : LintMessages.StopEnds, isWaiting ? Information : context.Stranding(node));
    }

    private static void CheckReach(LintContext context)
    {
        foreach (var node in context.Graph.Nodes)
        {
            var isReached = context.Main.Contains(node) || context.EventPaths.Contains(node);
            if (isReached || node.IsNote || node.IsBegin || node.Type == "SNIPPET" || IsIslandStop(node))
            {
                continue;
            }

            context.Report("CXS018", node, LintMessages.Unreachable);
        }
    }

    // SNIPPET → STOP, apart from everything, declares functions for the other snippets.
    private static bool IsIslandStop(ScriptNode node)
        => node.Type == "STOP" && node.Incoming.Count > 0 && node.Incoming.All(exit => exit.From.Type == "SNIPPET");

    /// <summary>The web editor writes labelDistance and elbows once a wire is saved and loaded again.</summary>
    private static void CheckUnsavedWires(LintContext context)
    {
        if (context.Script.Source != ScriptSource.Json)
        {
            return;
        }

        var wires = context.Graph.Nodes.SelectMany(node => node.Exits).Where(exit => exit.Branch is not null).ToArray();
        var unsaved = wires
            .Where(exit => !exit.Branch!.Layout.ContainsKey("labelDistance") && !exit.Branch.Layout.ContainsKey("elbows"))
            .ToArray();

        // Where most wires lack them, the file does not come from the editor.
        if (unsaved.Length > 0 && unsaved.Length * 4 <= wires.Length)
        {
            foreach (var exit in unsaved)
            {
                context.Report("CXS068", exit.From, LintMessages.WireUnsaved(exit.DisplayLabel, exit.Branch!.To));
            }
        }
    }
}
