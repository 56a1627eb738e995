using CxOne.Studio.Graph;
using CxOne.Studio.Model;

namespace CxOne.Studio.Linting;

/// <summary>Follows the answers of menus from their wires to the tests: which menu's digit a variable may hold before an action.</summary>
internal sealed class MenuAnswers
{
    /// <summary>Any other value: silence, a key that is not offered, what another action writes.</summary>
    private const string Other = "?";
    private static readonly HashSet<(int Menu, string Value)> Nothing = [];
    private readonly Dictionary<ScriptNode, HashSet<(int Menu, string Value)>> _before = [];

    public static MenuAnswers Follow(LintContext context, string variable)
    {
        var answers = new MenuAnswers();
        if (context.Graph.Start is { } start)
        {
            answers._before[start] = [(0, Other)];
            answers.Solve(context, variable, start);
        }

        return answers;
    }

    public IReadOnlySet<(int Menu, string Value)> Before(ScriptNode node) => _before.GetValueOrDefault(node) ?? Nothing;

    private void Solve(LintContext context, string variable, ScriptNode start)
    {
        var pending = new Queue<ScriptNode>([start]);
        while (pending.TryDequeue(out var node))
        {
            if (node.IsNote)
            {
                continue;
            }

            var before = _before[node];
            var use = context.Flow.Use(node);
            var isMenu = node.Type == "MENU" && MenuRules.Variable(node).Equals(variable, StringComparison.OrdinalIgnoreCase);
            foreach (var exit in node.Exits)
            {
                if (exit.Target is not { } target)
                {
                    continue;
                }

                IEnumerable<(int Menu, string Value)> after = isMenu
                    ? [(node.Id, exit.Kind == BranchKind.Free ? exit.Label.Trim() : Other)]
                    : use.MustWrite.Contains(variable) ? [(0, Other)]
                    : use.MayWrite.Contains(variable) || use.WritesUnknown ? before.Append((0, Other))
                    : before;
                var isNew = !_before.TryGetValue(target, out var known);
                if (isNew)
                {
                    _before[target] = known = [];
                }

                var count = known!.Count;
                known.UnionWith(after.ToArray());
                if (isNew || known.Count > count)
                {
                    pending.Enqueue(target);
                }
            }
        }
    }
}
