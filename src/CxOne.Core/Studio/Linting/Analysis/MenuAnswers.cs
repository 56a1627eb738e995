using CxOne.Studio.Graph;
using CxOne.Studio.Model;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>Follows the answers of menus from their wires to the tests: which menu's digit a variable may hold before an action.</summary>
internal sealed class MenuAnswers
{
    /// <summary>Any other value: silence, a key that is not offered, what another action writes.</summary>
    private const string Other = "?";
    private static readonly HashSet<(int Menu, string Value)> Nothing = [];
    private readonly Dictionary<ScriptNode, HashSet<(int Menu, string Value)>> _before = [];

    private MenuAnswers()
    {
    }

    /// <summary>Follows the answers of the menus that write a variable.</summary>
    /// <param name="context">The script.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="budget">How many answers may still be carried along a wire; what is carried is taken from it.</param>
    /// <returns>The answers; <see langword="null"/> if the budget is not enough.</returns>
    public static MenuAnswers? Follow(LintContext context, string variable, ref long budget)
    {
        var answers = new MenuAnswers();
        if (context.Graph.Start is not { } start)
        {
            return answers;
        }

        answers._before[start] = [(0, Other)];
        var pending = new Queue<ScriptNode>([start]);
        while (pending.TryDequeue(out var node))
        {
            foreach (var exit in node.IsNote ? [] : node.Exits.Where(exit => exit.Target is not null))
            {
                budget -= answers._before[node].Count;
                if (budget < 0)
                {
                    return null;
                }

                if (answers.Carry(context, variable, exit))
                {
                    pending.Enqueue(exit.Target!);
                }
            }
        }

        return answers;
    }

    /// <summary>The variable that takes the answer of a menu.</summary>
    public static string Variable(ScriptNode menu)
        => menu.Action.Property("Variable") is { } property ? property.Value.Trim().Trim('{', '}') : "MRES";

    public IReadOnlySet<(int Menu, string Value)> Before(ScriptNode node) => _before.GetValueOrDefault(node) ?? Nothing;

    /// <summary>Carries what holds before an action along a wire.</summary>
    /// <returns>Whether anything new arrives.</returns>
    private bool Carry(LintContext context, string variable, ScriptExit exit)
    {
        var (node, target) = (exit.From, exit.Target!);
        var use = context.Flow.Use(node);
        var isMenu = node.Type == "MENU" && Variable(node).Equals(variable, StringComparison.OrdinalIgnoreCase);
        var isNew = !_before.TryGetValue(target, out var known);
        if (isNew)
        {
            _before[target] = known = [];
        }

        var count = known!.Count;
        if (isMenu)
        {
            known.Add((node.Id, exit.Kind == BranchKind.Free ? exit.Label.Trim() : Other));
        }
        else if (use.MustWrite.Contains(variable))
        {
            known.Add((0, Other));
        }
        else
        {
            if (use.MayWrite.Contains(variable) || use.WritesUnknown)
            {
                known.Add((0, Other));
            }

            if (node != target)
            {
                known.UnionWith(_before[node]);
            }
        }

        return isNew || known.Count > count;
    }
}
