using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using CxOne.Studio.Simulation.Engine;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting.Rules;

/// <summary>What is set and what is read: CXS035 to 037, 059, 060.</summary>
internal static class VariableRules
{
    private const int MaxShownValues = 12;
    private const int MaxNamesOfJump = 20;

    public static void Check(LintContext context)
    {
        CheckReads(context);
        CheckUnread(context);
        CheckMisspelled(context);
        CheckComparisons(context);
        CheckHandedOver(context);
    }

    private static void CheckReads(LintContext context)
    {
        if (context.Graph.Start is null)
        {
            return;
        }

        HashSet<string> neverSet = new(StringComparer.OrdinalIgnoreCase);
        foreach (var node in context.Main.OrderBy(node => node.Id))
        {
            var use = context.Flow.Use(node);
            foreach (var (name, property) in use.TextReads)
            {
                var isSkill = node.Type == "REQAGENT" && property.Equals("Skill", StringComparison.OrdinalIgnoreCase);
                if (isSkill || context.Flow.IsGiven(name))
                {
                    continue;
                }

                if (!context.Flow.WrittenSomewhere.Contains(name))
                {
                    AddNeverSet(node, name);
                }
                else if (!context.Flow.MustBefore(node, name) && !use.MustWrite.Contains(name))
                {
                    context.Report(
                        "CXS035",
                        node,
                        context.Flow.MayBefore(node, name)
                            ? LintMessages.ReadSetOnSomePaths(name, property) : LintMessages.ReadBeforeSet(name, property),
                        IsOptional(node) ? Information : Warning);
                }
            }

            foreach (var name in use.OtherReads.Where(name => !context.Flow.IsGiven(name) && !context.Flow.WrittenSomewhere.Contains(name)))
            {
                AddNeverSet(node, name);
            }
        }

        void AddNeverSet(ScriptNode node, string name)
        {
            // Unless the caller's script is known, it may set the variable.
            if (!context.Flow.WritesUnknown && !SnippetRules.IsTestName(name) && !IsFunctionOrType(name) && neverSet.Add(name))
            {
                context.Report("CXS035", node, LintMessages.NeverSet(name), context.Flow.HasKnownCaller ? Warning : Information);
            }
        }
    }

    // An empty value is an ordinary one in what is sent or stored; it matters in what the caller hears and where the caller goes.
    private static bool IsOptional(ScriptNode node)
        => node.Type is not (
            "PLAY" or "MENU" or "MUSIC" or "REQAGENT" or "RUNSCRIPT" or "RUNSUB" or "BLINDXFER" or "TRANSFER" or "PLACECALL"
            or "HOURS" or "WHISPER" or "CALLBACK" or "QUEUEVM");

    private static bool IsFunctionOrType(string name) => name.Contains(':', StringComparison.Ordinal);

    private static void CheckUnread(LintContext context)
    {
        // A snippet that cannot be parsed may read anything; a script that RUNSCRIPT starts gets every variable.
        if (context.Program.Reads is not { } reads)
        {
            return;
        }

        var handingOver = context.LeadingTo(node => node.Definition is null
            || node.Type is "RUNSCRIPT" or "RUNAPP" or "PAGE" or "POPURL"
                || (node.Type != "SNIPPET" && context.Flow.Use(node).WritesUnknown));
        HashSet<string> reported = new(StringComparer.OrdinalIgnoreCase);
        foreach (var node in context.Graph.Nodes.Where(node => node.Type is "ASSIGN" or "SNIPPET"))
        {
            if (node.Type == "ASSIGN" && IsPublished(node))
            {
                continue;
            }

            if (handingOver.Contains(node))
            {
                continue;
            }

            foreach (var name in context.Flow.Use(node).MayWrite.Order(StringComparer.OrdinalIgnoreCase))
            {
                var isRead = reads.Contains(name)
                    || context.Flow.BareWords.Contains(name)
                    || name.StartsWith('_')
                    || name.StartsWith("global:", StringComparison.OrdinalIgnoreCase);
                if (!isRead && reported.Add(name))
                {
                    context.Report("CXS036", node, LintMessages.NeverRead(name));
                }
            }
        }
    }

    private static bool IsPublished(ScriptNode assign)
        => assign.Action.Text("Publish").Trim().Length > 0 || IsTrue(assign, "ScreenPop") || IsTrue(assign, "SaveToDB");

    private static bool IsTrue(ScriptNode node, string property)
        => node.Action.Text(property).Trim().Equals("True", StringComparison.OrdinalIgnoreCase);

    /// <summary>One of the two is read and never set, the other is set: that is how a slip of the keyboard looks.</summary>
    private static void CheckMisspelled(LintContext context)
    {
        if (context.Flow.WritesUnknown)
        {
            return;
        }

        var written = context.Flow.WrittenSomewhere;
        var set = new SimilarNames(written);
        foreach (var (name, reader) in context.Flow.FirstReaders().Where(entry => !written.Contains(entry.Name)
            && !context.Flow.IsGiven(entry.Name) && !SnippetRules.IsTestName(entry.Name)))
        {
            if (set.FirstOf(name) is { } meant)
            {
                context.Report("CXS037", reader, LintMessages.Misspelled(name, meant));
            }
        }

        if (context.Program.Reads is not { } reads)
        {
            return;
        }

        // The slip may also be where the variable is set.
        var read = new SimilarNames(context.Flow.ReadSomewhere);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var setter in context.Graph.Nodes.Where(node => node.Type is "ASSIGN" or "SNIPPET"))
        {
            foreach (var name in context.Flow.Use(setter).MayWrite
                .Where(name => !reads.Contains(name) && !context.Flow.BareWords.Contains(name) && seen.Add(name))
                .Order(StringComparer.OrdinalIgnoreCase))
            {
                if (read.FirstOf(name) is { } meant)
                {
                    context.Report("CXS037", setter, LintMessages.MisspelledSet(name, meant));
                }
            }
        }
    }

    private static void CheckComparisons(LintContext context)
    {
        var values = LiteralValues.Of(context);
        foreach (var node in context.Graph.Nodes.Where(node => !node.IsNote))
        {
            var conditions = node.Type == "SNIPPET"
                ? SnippetWalk.Statements(context.Program.Snippet(node).Body).SelectMany(statement => statement switch
                {
                    IfStatement choice => (IEnumerable<Expression>)[choice.Condition],
                    SwitchStatement { Selector: null } choice => choice.Cases.SelectMany(candidate => candidate.Labels),
                    _ => [],
                })
                : node.Type == "IF" && context.Program.Expression(node, "Expression").Expression is { } expression ? [expression] : [];
            foreach (var (name, literal) in conditions.SelectMany(SnippetWalk.Comparisons))
            {
                if (literal is "" or "0" || literal.Equals("false", StringComparison.OrdinalIgnoreCase)
                    || values.Known(name) is not { Count: > 0 } known
                    || values.Holds(name, literal))
                {
                    continue;
                }

                var isReached = context.Main.Contains(node) || context.EventPaths.Contains(node);
                string[] shown = [.. known.Take(MaxShownValues + 1).Order(StringComparer.Ordinal)];
                context.Report("CXS059", node, LintMessages.NeverEqual(name, literal, shown), LintContext.Lower(Warning, !isReached));
            }
        }
    }

    /// <summary>Variables that only the next script reads, and that some callers bring along and others do not.</summary>
    private static void CheckHandedOver(LintContext context)
    {
        var shown = context.Graph.Nodes.Where(node => node.Type == "ASSIGN" && IsPublished(node))
            .SelectMany(node => context.Flow.Use(node).MayWrite);
        HashSet<string> exempt = new(shown, StringComparer.OrdinalIgnoreCase);
        var names = context.Graph.Nodes
            .Where(node => node.Type is "ASSIGN" or "SNIPPET" && context.Main.Contains(node))
            .SelectMany(node => context.Flow.Use(node).MayWrite)
            .Where(name => !context.Flow.ReadSomewhere.Contains(name)
                && !context.Flow.BareWords.Contains(name)
                && !exempt.Contains(name)
                && !context.Flow.IsGiven(name))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        foreach (var jump in context.MainOf("RUNSCRIPT"))
        {
            var some = names.Where(name => context.Flow.MayBefore(jump, name) && !context.Flow.MustBefore(jump, name)
                && IsReadBy(context, jump, name));
            foreach (var name in some.Take(MaxNamesOfJump))
            {
                context.Report("CXS060", jump, LintMessages.HandedOverOnSomePaths(name, jump.Action.Text("ScriptName").Trim()));
            }
        }
    }

    /// <summary>Whether the next script reads it; where that script is not known it may.</summary>
    private static bool IsReadBy(LintContext context, ScriptNode jump, string name)
        => SubscriptRules.Target(context, jump) is not { } target || ScriptProgram.Of(target).MayRead(name);
}
