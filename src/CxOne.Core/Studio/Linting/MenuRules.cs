using System.Globalization;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting;

/// <summary>Keys, and what becomes of them: CXS038 to 042, 063.</summary>
internal static class MenuRules
{
    public static void Check(LintContext context)
    {
        foreach (var node in context.Graph.Nodes)
        {
            if (node.Type == "MENU")
            {
                CheckLabels(context, node);
            }

            if (node.Type is "MENU" or "CAPTURE")
            {
                CheckEntry(context, node);
            }
        }

        CheckTypeAhead(context);
        foreach (var variable in context.MainOf("MENU").Select(Variable).Where(name => name.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToArray())
        {
            CheckTests(context, variable);
        }
    }

    internal static string Variable(ScriptNode menu)
        => menu.Action.Property("Variable") is { } property ? property.Value.Trim().Trim('{', '}') : "MRES";

    private static IEnumerable<ScriptExit> Digits(ScriptNode menu) => menu.Exits.Where(exit => exit.Kind == BranchKind.Free);

    private static void CheckLabels(LintContext context, ScriptNode menu)
    {
        var severity = LintContext.Lower(Error, !context.Main.Contains(menu) && !context.EventPaths.Contains(menu));
        var max = Number(menu, "MaxDigits");
        var terminators = menu.Action.Text("Terminator").Replace("-", string.Empty, StringComparison.Ordinal).Trim();
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var exit in Digits(menu))
        {
            var label = exit.Label.Trim();
            if (menu.Definition?.Branches.Any(branch => ScriptBranch.Normalize(label)
                .Equals(branch.Name, StringComparison.OrdinalIgnoreCase)) == true)
            {
                continue;
            }

            if (label.Length == 0 || !label.All(key => char.IsAsciiDigit(key) || key is '*' or '#'))
            {
                context.Report("CXS040", menu, LintMessages.LabelNoKey(label), severity);
            }
            else if (max is { } digits && label.Length > digits)
            {
                context.Report("CXS040", menu, LintMessages.LabelTooLong(label, digits), severity);
            }
            else if (!seen.Add(label))
            {
                context.Report("CXS040", menu, LintMessages.LabelTwice(label), severity);
            }
            else if (label.Length == 1 && terminators.Contains(label, StringComparison.Ordinal))
            {
                // Whether a terminator that is the first key counts as an entry is not documented.
                context.Report("CXS040", menu, LintMessages.LabelTerminates(label), LintContext.Lower(Warning, severity == Information));
            }
        }
    }

    private static void CheckEntry(LintContext context, ScriptNode node)
    {
        if (Number(node, "MaxDigits") is not > 1)
        {
            return;
        }

        if (node.Action.Property("Terminator") is { } terminator
            && terminator.Value.Replace("-", string.Empty, StringComparison.Ordinal).Trim().Length == 0)
        {
            context.Report("CXS041", node, LintMessages.NoTerminator);
        }
        else if (Number(node, "InterDigitTimeout") is 0)
        {
            context.Report("CXS041", node, LintMessages.NoInterDigitTimeout);
        }
    }

    private static decimal? Number(ScriptNode node, string property)
        => decimal.TryParse(node.Action.Text(property), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void CheckTypeAhead(LintContext context)
    {
        foreach (var play in context.Graph.Nodes.Where(node => node.Type == "PLAY" && Is(node, "DetectDTMF", "True")
            && Is(node, "ClearDigits", "False")))
        {
            if (play.Default()?.Target is { Type: "MENU" } menu && Is(menu, "ClearDigits", "True"))
            {
                context.Report("CXS042", play, LintMessages.TypeAheadLost(menu.Id, menu.Action.Caption));
            }
        }
    }

    private static bool Is(ScriptNode node, string property, string value)
        => node.Action.Text(property).Trim().Equals(value, StringComparison.OrdinalIgnoreCase);

    private static void CheckTests(LintContext context, string variable)
    {
        MenuAnswers? answers = null;
        foreach (var node in context.Main.Where(node => node.Type is "SNIPPET" or "CASE").OrderBy(node => node.Id))
        {
            foreach (var test in Tests(context, node, variable))
            {
                answers ??= MenuAnswers.Follow(context, variable);
                var arriving = answers.Before(node);
                CheckTest(context, node, variable, test, arriving);
            }
        }
    }

    private static void CheckTest(LintContext context, ScriptNode node, string variable, MenuTest test,
        IReadOnlySet<(int Menu, string Value)> arriving)
    {
        var brought = arriving.Where(answer => answer.Value.Length > 0 && char.IsAsciiDigit(answer.Value[0])).ToArray();
        if (!test.HasDefault)
        {
            foreach (var digit in brought.Select(answer => answer.Value).Distinct().Order(StringComparer.Ordinal))
            {
                if (!test.Values.Any(value => SnippetWalk.AreEqual(value, digit)))
                {
                    context.Report("CXS038", node, LintMessages.DigitNotHandled(variable, digit));
                }
            }
        }

        var isClosed = brought.Length > 0 && arriving.Count == brought.Length;
        foreach (var value in isClosed ? test.Values.Where(value => value.Length > 0) : [])
        {
            if (brought.Any(answer => SnippetWalk.AreEqual(answer.Value, value)))
            {
                continue;
            }

            // Another menu that comes before offers it: its answer was meant, and is gone.
            var last = brought.Select(answer => answer.Menu).ToHashSet();
            var first = context.MainOf("MENU").FirstOrDefault(menu => !last.Contains(menu.Id)
                && Variable(menu).Equals(variable, StringComparison.OrdinalIgnoreCase)
                && Digits(menu).Any(exit => exit.Label.Trim() == value)
                && ScriptGraph.ReachableFrom([menu]).Contains(node));
            if (first is not null)
            {
                context.Report("CXS039", node, LintMessages.AnswerOverwritten(variable, value, first.Id, first.Action.Caption));
            }
            else
            {
                context.Report("CXS063", node, LintMessages.DigitNotBrought(variable, value));
            }
        }
    }

    private static IEnumerable<MenuTest> Tests(LintContext context, ScriptNode node, string variable)
    {
        if (node.Type == "CASE")
        {
            if (context.Program.Expression(node, "Variable").Expression is NameExpression name
                && name.Name.Equals(variable, StringComparison.OrdinalIgnoreCase))
            {
                // The exit Default takes what no label names.
                yield return new MenuTest([.. Digits(node).Select(exit => exit.Label.Trim())], HasDefault: true);
            }

            yield break;
        }

        foreach (var choice in SnippetWalk.Statements(context.Program.Snippet(node).Body).OfType<SwitchStatement>())
        {
            var hasDefault = choice.Cases.Any(candidate => candidate.IsDefault);
            var labels = choice.Cases.SelectMany(candidate => candidate.Labels).ToArray();
            if (choice.Selector is NameExpression selector)
            {
                var values = labels.Select(SnippetWalk.Literal).ToArray();
                if (selector.Name.Equals(variable, StringComparison.OrdinalIgnoreCase) && values.All(value => value is not null))
                {
                    yield return new MenuTest([.. values.Select(value => value!.Trim())], hasDefault);
                }
            }
            else if (choice.Selector is null && labels.Length > 0)
            {
                var compared = labels.Select(label => SnippetWalk.Comparisons(label)
                    .Where(pair => pair.Variable.Equals(variable, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Literal.Trim())
                        .ToArray()).ToArray();

                // A case that does not ask for the variable may take any digit.
                if (compared.All(list => list.Length > 0))
                {
                    yield return new MenuTest([.. compared.SelectMany(list => list).Distinct()], hasDefault);
                }
            }
        }
    }

    private sealed record MenuTest(IReadOnlyList<string> Values, bool HasDefault);
}
