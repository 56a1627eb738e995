using System.Globalization;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>
/// What comments on the canvas silence: <c>cxone-lint-disable CXS018 42</c> for one action, several ids and rules with blanks or commas
/// between them. Without an id it is the action that the comment points to; a comment that points nowhere silences the whole script.
/// </summary>
internal sealed class LintDirectives
{
    private const string Mark = "cxone-lint-disable";
    private static readonly char[] Separators = [' ', '\t', ',', ';'];
    private readonly HashSet<(string Rule, int? Action)> _silenced = [];

    public static LintDirectives Read(LintContext context)
    {
        var directives = new LintDirectives();
        foreach (var node in context.Graph.Nodes.Where(node => node.IsNote))
        {
            foreach (var line in node.Action.Text("Comments").Split('\n'))
            {
                var at = line.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
                if (at >= 0)
                {
                    directives.Add(context, node, line[(at + Mark.Length)..]);
                }
            }
        }

        return directives;
    }

    public bool IsSilenced(ScriptLintFinding finding)
        => _silenced.Contains((finding.Rule, null)) || (finding.ActionId is { } id && _silenced.Contains((finding.Rule, id)));

    private void Add(LintContext context, ScriptNode note, string text)
    {
        List<string> rules = [];
        List<int> ids = [];
        foreach (var word in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                ids.Add(id);
            }
            else if (ScriptLintRules.Find(word) is { } rule)
            {
                rules.Add(rule.Id);
            }
            else if (word.StartsWith("CXS", StringComparison.OrdinalIgnoreCase))
            {
                context.Report("CXS000", note, LintMessages.RuleUnknown(word));
            }
            else
            {
                // The reason in words begins here.
                break;
            }
        }

        if (ids.Count == 0)
        {
            ids.AddRange(note.Exits.Select(exit => exit.Target?.Id).OfType<int>());
        }

        foreach (var rule in rules)
        {
            _silenced.UnionWith(ids.Count == 0 ? [(rule, null)] : ids.Select(id => (rule, (int?)id)));
        }
    }
}
