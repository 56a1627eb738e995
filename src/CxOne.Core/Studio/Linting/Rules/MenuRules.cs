using System.Globalization;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using CxOne.Studio.Model;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting.Rules;

/// <summary>Keys, and what becomes of them: CXS038 to 042, 063.</summary>
internal static class MenuRules
{
    // About a second of work. A script of a hundred menus needs a thousandth of it.
    private const long MaxFollowedWires = 10_000_000;
    private static readonly string[] OfTests = ["CXS038", "CXS039", "CXS063"];

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
        CheckTests(context);
    }

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

    private static void CheckTests(LintContext context)
    {
        var variables = context.MainOf("MENU").Select(MenuAnswers.Variable).Where(name => name.Length > 0)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (variables.Count == 0)
        {
            return;
        }

        var tests = context.MainOf("SNIPPET").Concat(context.MainOf("CASE")).OrderBy(node => node.Id)
            .SelectMany(node => Tests(context, node, variables));
        var budget = MaxFollowedWires;
        foreach (var test in tests)
        {
            if (MenuAnswers.Before(context, test.Variable, test.Node, ref budget) is not { } answers)
            {
                foreach (var rule in OfTests)
                {
                    context.Skip(rule, LintMessages.TooManyAnswers);
                }

                return;
            }

            CheckTest(context, test, answers);
        }
    }

    private static void CheckTest(LintContext context, MenuTest test, IReadOnlySet<(int Menu, string Value)> arriving)
    {
        var brought = arriving.Where(answer => answer.Value.Length > 0 && char.IsAsciiDigit(answer.Value[0])).ToArray();
        var handled = test.Values.Select(SnippetWalk.Canonical).ToHashSet(StringComparer.Ordinal);
        if (!test.HasDefault)
        {
            foreach (var digit in brought.Select(answer => answer.Value).Distinct().Order(StringComparer.Ordinal)
                .Where(digit => !handled.Contains(SnippetWalk.Canonical(digit))))
            {
                context.Report("CXS038", test.Node, LintMessages.DigitNotHandled(test.Variable, digit));
            }
        }

        if (brought.Length == 0 || arriving.Count != brought.Length)
        {
            return;
        }

        var keyed = brought.Select(answer => SnippetWalk.Canonical(answer.Value)).ToHashSet(StringComparer.Ordinal);
        IReadOnlySet<ScriptNode>? before = null;
        foreach (var value in test.Values.Where(value => value.Length > 0 && !keyed.Contains(SnippetWalk.Canonical(value))))
        {
            // Another menu that comes before offers it: its answer was meant, and is gone.
            before ??= context.LeadingTo(node => node == test.Node);
            var last = brought.Select(answer => answer.Menu).ToHashSet();
            var first = context.MainOf("MENU").FirstOrDefault(menu => before.Contains(menu) && !last.Contains(menu.Id)
                && MenuAnswers.Variable(menu).Equals(test.Variable, StringComparison.OrdinalIgnoreCase)
                && Digits(menu).Any(exit => exit.Label.Trim() == value));
            if (first is not null)
            {
                context.Report("CXS039", test.Node, LintMessages.AnswerOverwritten(test.Variable, value, first.Id, first.Action.Caption));
            }
            else
            {
                context.Report("CXS063", test.Node, LintMessages.DigitNotBrought(test.Variable, value));
            }
        }
    }

    /// <summary>The tests of an action that compare one of the variables with digits.</summary>
    private static IEnumerable<MenuTest> Tests(LintContext context, ScriptNode node, HashSet<string> variables)
    {
        if (node.Type == "CASE")
        {
            // The exit Default takes what no label names.
            return context.Program.Expression(node, "Variable").Expression is NameExpression name && variables.Contains(name.Name)
                ? [new MenuTest(node, name.Name, [.. Digits(node).Select(exit => exit.Label.Trim())], HasDefault: true)]
                : [];
        }

        return SnippetWalk.Statements(context.Program.Snippet(node).Body).OfType<SwitchStatement>()
            .SelectMany(choice => Tests(node, choice, variables));
    }

    private static IEnumerable<MenuTest> Tests(ScriptNode node, SwitchStatement choice, HashSet<string> variables)
    {
        var hasDefault = choice.Cases.Any(candidate => candidate.IsDefault);
        var labels = choice.Cases.SelectMany(candidate => candidate.Labels).ToArray();
        if (choice.Selector is NameExpression selector)
        {
            var values = labels.Select(SnippetWalk.Literal).OfType<string>().ToArray();
            return variables.Contains(selector.Name) && values.Length == labels.Length
                ? [new MenuTest(node, selector.Name, [.. values.Select(value => value.Trim())], hasDefault)]
                : [];
        }

        if (choice.Selector is not null || labels.Length == 0)
        {
            return [];
        }

        // A case that does not ask for the variable may take any digit.
        var compared = labels.Select(label => SnippetWalk.Comparisons(label)
            .Where(pair => variables.Contains(pair.Variable))
            .ToLookup(pair => pair.Variable, pair => pair.Literal.Trim(), StringComparer.OrdinalIgnoreCase)).ToArray();
        return compared[0].Select(group => group.Key)
            .Where(name => compared.All(list => list.Contains(name)))
            .Select(name => new MenuTest(node, name, [.. compared.SelectMany(list => list[name]).Distinct()], hasDefault));
    }

    private sealed record MenuTest(ScriptNode Node, string Variable, IReadOnlyList<string> Values, bool HasDefault);
}
