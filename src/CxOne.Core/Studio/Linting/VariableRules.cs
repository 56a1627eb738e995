using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting;

/// <summary>What is set and what is read: CXS035 to 037, 059, 060.</summary>
internal static class VariableRules
{
    private const int ShortestCompared = 4;
    private const int MaxCompared = 200;

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
        foreach (var read in context.Flow.ReadSomewhere.Where(name => !written.Contains(name) && !context.Flow.IsGiven(name))
            .Order(StringComparer.OrdinalIgnoreCase))
        {
            if (written.Order(StringComparer.OrdinalIgnoreCase).FirstOrDefault(name => IsSlip(read, name)) is { } meant)
            {
                context.Report("CXS037", context.Graph.Nodes.First(node => context.Flow.Use(node).Reads(read)),
                    LintMessages.Misspelled(read, meant));
            }
        }

        if (context.Program.Reads is not { } reads)
        {
            return;
        }

        // The slip may also be where the variable is set.
        var unread = written.Where(name => !reads.Contains(name) && !context.Flow.BareWords.Contains(name))
            .Order(StringComparer.OrdinalIgnoreCase);
        var readNames = context.Flow.ReadSomewhere.Order(StringComparer.OrdinalIgnoreCase).Take(MaxCompared * 10).ToArray();
        foreach (var set in unread.Take(MaxCompared))
        {
            if (Array.Find(readNames, name => IsSlip(set, name)) is not { } meant)
            {
                continue;
            }

            var setter = context.Graph.Nodes.FirstOrDefault(
                node => node.Type is "ASSIGN" or "SNIPPET" && context.Flow.Use(node).MayWrite.Contains(set));
            if (setter is not null)
            {
                context.Report("CXS037", setter, LintMessages.MisspelledSet(set, meant));
            }
        }
    }

    /// <summary>
    /// Whether one letter is missing, added, changed or swapped with its neighbour. Numbers and a plural tell variables apart.
    /// </summary>
    internal static bool IsSlip(string one, string other)
    {
        if (Math.Min(one.Length, other.Length) < ShortestCompared || Math.Abs(one.Length - other.Length) > 1
            || char.IsDigit(one[^1]) || char.IsDigit(other[^1])
            || one.Equals(other + "s", StringComparison.OrdinalIgnoreCase) || other.Equals(one + "s", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var (left, right) = (one.ToUpperInvariant(), other.ToUpperInvariant());
        var start = 0;
        while (start < left.Length && start < right.Length && left[start] == right[start])
        {
            start++;
        }

        var a = left.AsSpan(start);
        var b = right.AsSpan(start);
        return a.Length != b.Length
            ? a.Length > b.Length ? a[1..].SequenceEqual(b) : b[1..].SequenceEqual(a)
            : a.Length > 0 && (a[1..].SequenceEqual(b[1..])
                || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])));
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
                    || known.Any(value => SnippetWalk.AreEqual(value, literal)))
                {
                    continue;
                }

                var isReached = context.Main.Contains(node) || context.EventPaths.Contains(node);
                context.Report("CXS059", node, LintMessages.NeverEqual(name, literal, [.. known.Order(StringComparer.Ordinal)]),
                    Lower(!isReached));
            }
        }

        static string Lower(bool isLower) => LintContext.Lower(Warning, isLower);
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
            foreach (var name in names.Where(name => context.Flow.MayBefore(jump, name) && !context.Flow.MustBefore(jump, name)))
            {
                if (IsReadBy(context, jump, name))
                {
                    context.Report("CXS060", jump, LintMessages.HandedOverOnSomePaths(name, jump.Action.Text("ScriptName").Trim()));
                }
            }
        }
    }

    /// <summary>Whether the next script reads it; where that script is not known it may.</summary>
    private static bool IsReadBy(LintContext context, ScriptNode jump, string name)
        => SubscriptRules.Target(context, jump) is not { } target || new Simulation.Engine.ScriptProgram(target).MayRead(name);
}
