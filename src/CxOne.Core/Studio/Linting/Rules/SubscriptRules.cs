using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using CxOne.Studio.Reading;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting.Rules;

/// <summary>What scripts expect of each other: CXS030 to 034, 054. Only names without variables can be judged offline.</summary>
internal static class SubscriptRules
{
    private static readonly string[] NeedScripts = ["CXS030", "CXS032", "CXS033", "CXS034"];

    public static void Check(LintContext context)
    {
        var calls = context.Facts.Calls;

        // The script that RUNSCRIPT starts may read what a subscript returns.
        var handingOver = calls.Count == 0 ? null : context.LeadingTo(node => node.Type == "RUNSCRIPT" || node.Definition is null);
        foreach (var call in calls.Where(call => call.Type == "RUNSUB" && !handingOver!.Contains(call)))
        {
            CheckResult(context, call);
        }

        foreach (var node in context.Graph.Nodes.Where(node => node.Exit("Error") is { IsWired: false }
            && node.Type is "SNIPPET" or "RUNSUB"))
        {
            context.Report("CXS054", node, LintMessages.ErrorNotWired);
        }

        if (calls.Count == 0)
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
            if (!ScriptFacts.Of(target).Reached.Any(node => node.IsEnd || node.Definition is null))
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

        var facts = ScriptFacts.Of(target);
        var highest = named > 0 ? 0 : facts.HighestParameter;
        if (highest > given && !facts.Types.Contains("ONSIGNAL") && !facts.Types.Contains("ONRELEASE"))
        {
            context.Report("CXS032", call, LintMessages.ParameterNotGiven(target.Script.Name, given, highest));
        }
    }

    private static IReadOnlyList<string> Items(ScriptNode node) => node.Action.Property("Parameters")?.Items ?? [];

    private static void CheckPlainVariables(LintContext context, ScriptNode call, ScriptGraph target)
    {
        IReadOnlySet<ScriptNode>? after = null;
        foreach (var name in ScriptFacts.Of(target).Assigned)
        {
            if (context.Flow.IsGiven(name) || context.Flow.WrittenSomewhere.Contains(name) || !context.Flow.ReadSomewhere.Contains(name))
            {
                continue;
            }

            after ??= ScriptGraph.ReachableFrom([call]);
            if (after.Any(node => node != call && context.Flow.Use(node).Reads(name)))
            {
                context.Report("CXS034", call, LintMessages.PlainVariable(target.Script.Name, name));
            }
        }
    }

    /// <summary>A circle is endless where each script calls the next before anything is decided; other circles of RUNSUB may end.</summary>
    private static void CheckCircles(LintContext context, IReadOnlyList<ScriptNode> calls)
    {
        foreach (var call in calls.Where(call => call.Type != "SPAWN" && context.Main.Contains(call)))
        {
            var (name, first) = (context.Script.Name, Target(context, call));
            if (first is null)
            {
                continue;
            }

            if (context.Facts.IsForced(call) && Leads(context, first, name, isForced: true))
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

            var facts = ScriptFacts.Of(graph);
            foreach (var call in facts.Calls.Where(call => call.Type == "RUNSUB" || (isForced && call.Type == "RUNSCRIPT")))
            {
                if (isForced && !facts.IsForced(call))
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
}
