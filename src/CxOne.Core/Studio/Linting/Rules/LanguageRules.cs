using System.Text.RegularExpressions;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using CxOne.Studio.Model;

namespace CxOne.Studio.Linting.Rules;

/// <summary>Prompts in one language where the others follow a variable: CXS067.</summary>
internal static partial class LanguageRules
{
    // A variable with more values than this is no language.
    private const int MaxLanguages = 50;

    public static void Check(LintContext context)
    {
        var files = context.MainOf("PLAY").Concat(context.MainOf("MENU"))
            .SelectMany(node => SequenceText.Parts(node.Action.Text("Sequence")), (node, part) => (Node: node, part.Text))
            .Where(file => PromptFiles.IsFile(file.Text))
            .OrderBy(file => file.Node.Id)
            .ToArray();
        var values = LiteralValues.Of(context);
        var variables = files.SelectMany(file => Suffix().Matches(file.Text), (_, match) => match.Groups["name"].Value)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => values.Written(name) is { Count: > 1 and <= MaxLanguages } written
                && written.All(value => value.Length is >= 2 and <= 3 && value.All(char.IsLetter)));
        foreach (var name in variables)
        {
            Check(context, name, [.. values.Written(name)], files);
        }
    }

    private static void Check(LintContext context, string name, string[] languages, (ScriptNode Node, string Text)[] files)
    {
        Dictionary<string, HashSet<ScriptNode>> reached = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (node, text) in files)
        {
            if (Array.Find(languages, language => IsIn(text, language, isWhole: true)) is not { } fixedTo
                || OffersLanguages(context, languages, node, name)
                || !context.Flow.MustBefore(node, name))
            {
                continue;
            }

            if (!reached.TryGetValue(fixedTo, out var others))
            {
                reached[fixedTo] = others = ReachedByOthers(context, name, fixedTo);
            }

            if (others.Contains(node))
            {
                context.Report("CXS067", node, LintMessages.FixedLanguage(text, name, fixedTo));
            }
        }
    }

    private static bool IsIn(string text, string language, bool isWhole)
        => new[] { $"_{language}.wav", $"-{language}.wav" }.Any(end => isWhole
            ? text.EndsWith(end, StringComparison.OrdinalIgnoreCase)
            : text.Contains(end, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an action asks for the language: it speaks in several, or one of its exits sets the variable.</summary>
    private static bool OffersLanguages(LintContext context, string[] languages, ScriptNode node, string name)
        => languages.Count(language => IsIn(node.Action.Text("Sequence"), language, isWhole: false)) > 1
            || node.Exits.Any(exit => exit.Kind == BranchKind.Free && exit.Target is { } target
                && context.Flow.Use(target).MayWrite.Contains(name));

    /// <summary>
    /// The actions at which the variable can hold another language: one that sets another leads there, and no test of the variable on the
    /// way lets only one language pass.
    /// </summary>
    private static HashSet<ScriptNode> ReachedByOthers(LintContext context, string name, string language)
    {
        HashSet<ScriptNode> reached = [];
        var pending = new Stack<ScriptNode>(context.Main.Where(setter => context.Flow.Use(setter).MayWrite.Contains(name)
            && Sets(context, setter, name).Any(value => !value.Equals(language, StringComparison.OrdinalIgnoreCase))));
        HashSet<ScriptNode> expanded = [.. pending];
        while (pending.TryPop(out var node))
        {
            foreach (var exit in node.Exits)
            {
                // Beyond an action that sets the variable anew, and beyond a test that sorts the callers, the old value does not arrive.
                if (exit.Target is { } target && reached.Add(target) && !Stops(context, target, name) && expanded.Add(target))
                {
                    pending.Push(target);
                }
            }
        }

        return reached;
    }

    private static bool Stops(LintContext context, ScriptNode node, string name)
        => node.IsNote
            || context.Flow.Use(node).MustWrite.Contains(name)
            || (node.Type is "IF" or "CASE" && context.Flow.Use(node).OtherReads.Contains(name));

    private static IEnumerable<string> Sets(LintContext context, ScriptNode setter, string name)
        => setter.Type == "ASSIGN"
            ? [setter.Action.Text("Value").Trim()]
            : setter.Type == "SNIPPET"
                ? SnippetWalk.Statements(context.Program.Snippet(setter).Body).OfType<AssignStatement>()
                    .Where(assign => assign.Target is NameExpression target && target.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                    .Select(assign => SnippetWalk.Literal(assign.Value)).OfType<string>()
                : [];

    [GeneratedRegex(@"[_-]\{(?<name>[A-Za-z_]\w*)\}\.wav$", RegexOptions.IgnoreCase)]
    private static partial Regex Suffix();
}
