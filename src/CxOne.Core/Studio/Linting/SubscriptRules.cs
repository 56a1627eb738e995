using System.Globalization;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;
using CxOne.Studio.Simulation.Engine;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting;

/// <summary>What scripts expect of each other: CXS030 to 034, 054. Only names without variables can be judged offline.</summary>
internal static class SubscriptRules
{
    private static readonly string[] NeedScripts = ["CXS030", "CXS032", "CXS033", "CXS034"];

    public static void Check(LintContext context)
    {
        var calls = context.Graph.Nodes.Where(node => node.Type is "RUNSUB" or "SPAWN" or "RUNSCRIPT").ToArray();
        // The script that RUNSCRIPT starts may read what a subscript returns.
        var handingOver = calls.Length == 0 ? null : context.LeadingTo(node => node.Type == "RUNSCRIPT" || node.Definition is null);
        foreach (var call in calls.Where(call => call.Type == "RUNSUB" && !handingOver!.Contains(call)))
        {
            CheckResult(context, call);
        }

        foreach (var node in context.Graph.Nodes.Where(node => node.Exit("Error") is { IsWired: false }
            && node.Type is "SNIPPET" or "RUNSUB"))
        {
            context.Report("CXS054", node, LintMessages.ErrorNotWired);
        }

        if (calls.Length == 0)
        {
            return;
        }

        if (!context.HasLibrary)
        {
            foreach (var rule in NeedScripts)
            {
                context.Skip(rule, LintMessages.NeedsScripts);
            }

            return;
        }

        foreach (var call in calls)
        {
            CheckTarget(context, call);
        }

        CheckCircles(context, calls);
    }

    /// <summary>The script that an action names, where the name holds no variable and the script is known.</summary>
    public static ScriptGraph? Target(LintContext context, ScriptNode call) => Target(context.Options.Library, context.Script.Name, call);

    private static ScriptGraph? Target(ScriptLibrary library, string from, ScriptNode call)
    {
        var name = call.Action.Text("ScriptName").Trim();
        return name.Length == 0 || name.Contains('{', StringComparison.Ordinal) ? null : library.Find(from, name);
    }

    private static void CheckResult(LintContext context, ScriptNode call)
    {
        var name = call.Action.Text("ReturnVariable").Trim().Trim('{', '}');
        if (name.Length > 0
            && context.Program.Reads is { } reads
            && !reads.Contains(name)
            && !context.Flow.BareWords.Contains(name)
            && !name.StartsWith("global:", StringComparison.OrdinalIgnoreCase))
        {
            context.Report("CXS031", call, LintMessages.ResultNotRead(name));
        }
    }

    private static void CheckTarget(LintContext context, ScriptNode call)
    {
        var name = call.Action.Text("ScriptName").Trim();
        if (name.Length == 0)
        {
            context.Report("CXS030", call, LintMessages.ScriptNameEmpty, context.Main.Contains(call) ? Error : Information);
            return;
        }

        if (name.Contains('{', StringComparison.Ordinal))
        {
            return;
        }

        if (Target(context, call) is not { } target)
        {
            // The folder may hold a part of the scripts only.
            context.Report("CXS030", call, LintMessages.ScriptMissing(name), context.Main.Contains(call) ? Warning : Information);
            return;
        }

        var severity = context.Main.Contains(call) ? Error : Information;
        var header = target.Script.Header;
        if (header.Status.Length > 0 && !header.Status.Equals("Active", StringComparison.OrdinalIgnoreCase))
        {
            context.Report("CXS030", call, LintMessages.ScriptInactive(name, header.Status), severity);
        }

        if (call.Type != "SPAWN" && header.MediaType is { } media && context.Script.Header.MediaType is { } own && media != own)
        {
            context.Report("CXS030", call, LintMessages.ScriptOfOtherMedia(name, media, own), severity);
        }

        if (call.Type == "RUNSUB")
        {
            var reached = target.Start is { } start ? ScriptGraph.ReachableFrom([start]) : new HashSet<ScriptNode>();
            if (!reached.Any(node => node.IsEnd || node.Definition is null))
            {
                context.Report("CXS030", call, LintMessages.NoReturn(name), severity);
            }

            CheckPlainVariables(context, call, target);
        }

        CheckParameters(context, call, target);
    }

    private static void CheckParameters(LintContext context, ScriptNode call, ScriptGraph target)
    {
        if (call.Type == "RUNSCRIPT" || target.Start is not { } begin)
        {
            return;
        }

        var given = Items(call).Count(text => text.Length > 0);
        var named = Items(begin).Count;
        if (named > 0 && given != named)
        {
            context.Report("CXS032", call, LintMessages.ParametersDiffer(target.Script.Name, given, named));
            return;
        }

        var highest = named > 0
            || new ScriptProgram(target).Reads is not { } reads ? 0 : reads.Max(name => (int?)ParameterNumber(name)) ?? 0;
        if (highest > given && !target.Nodes.Any(node => node.Type is "ONSIGNAL" or "ONRELEASE"))
        {
            context.Report("CXS032", call, LintMessages.ParameterNotGiven(target.Script.Name, given, highest));
        }
    }

    private static int ParameterNumber(string name)
        => name.Length is 2 or 3 && name[0] is 'p' or 'P'
            && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private static IReadOnlyList<string> Items(ScriptNode node) => node.Action.Property("Parameters")?.Items ?? [];

    private static void CheckPlainVariables(LintContext context, ScriptNode call, ScriptGraph target)
    {
        var program = new ScriptProgram(target);
        SortedSet<string> set = new(StringComparer.OrdinalIgnoreCase);
        foreach (var node in target.Nodes.Where(node => node.Type is "ASSIGN" or "SNIPPET"))
        {
            set.UnionWith(NodeUse.Of(program, node).MayWrite);
        }

        var after = ScriptGraph.ReachableFrom([call]).Where(node => node != call).ToArray();
        foreach (var name in set)
        {
            var isExpected = !context.Flow.IsGiven(name)
                && !context.Flow.WrittenSomewhere.Contains(name)
                && after.Any(node => context.Flow.Use(node).Reads(name));
            if (isExpected)
            {
                context.Report("CXS034", call, LintMessages.PlainVariable(target.Script.Name, name));
            }
        }
    }

    /// <summary>A circle is endless where each script calls the next before anything is decided; other circles of RUNSUB may end.</summary>
    private static void CheckCircles(LintContext context, ScriptNode[] calls)
    {
        foreach (var call in calls.Where(call => call.Type != "SPAWN" && context.Main.Contains(call)))
        {
            var (name, first) = (context.Script.Name, Target(context, call));
            if (first is null)
            {
                continue;
            }

            if (IsForced(context.Graph, call) && Leads(context, first, name, isForced: true))
            {
                context.Report("CXS033", call, LintMessages.EndlessCircle(first.Script.Name));
            }
            else if (call.Type == "RUNSUB" && Leads(context, first, name, isForced: false))
            {
                context.Report("CXS033", call, LintMessages.CallsItself(first.Script.Name), Information);
            }
        }
    }

    private static bool Leads(LintContext context, ScriptGraph from, string to, bool isForced)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        var pending = new Stack<ScriptGraph>([from]);
        while (pending.TryPop(out var graph))
        {
            if (graph.Script.Name.Equals(to, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (!seen.Add(graph.Script.Name))
            {
                continue;
            }

            foreach (var call in graph.Nodes.Where(node => node.Type == "RUNSUB" || (isForced && node.Type == "RUNSCRIPT")))
            {
                if (isForced && !IsForced(graph, call))
                {
                    continue;
                }

                if (Target(context.Options.Library, graph.Script.Name, call) is { } target)
                {
                    pending.Push(target);
                }
                else if (ScriptNames.Resolve(graph.Script.Name, call.Action.Text("ScriptName"))
                    .Equals(to, StringComparison.OrdinalIgnoreCase))
                {
                    // The checked script itself need not be among the others.
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether every call reaches an action: only single exits lead to it from BEGIN.</summary>
    private static bool IsForced(ScriptGraph graph, ScriptNode call)
    {
        var node = graph.Start;
        for (var steps = 0; node is not null && steps <= graph.Nodes.Count; steps++)
        {
            if (node == call)
            {
                return true;
            }

            var wired = node.Exits.Where(exit => exit.IsWired).Take(2).ToArray();
            node = wired is [{ Kind: BranchKind.Default } only] ? only.Target : null;
        }

        return false;
    }
}
