using CxOne.Studio.Graph;
using CxOne.Studio.Model;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>Which menu's digit a variable may hold where it is tested.</summary>
internal static class MenuAnswers
{
    /// <summary>Any other value: silence, a key that is not offered, what another action writes.</summary>
    private const string Other = "?";

    /// <summary>The variable that takes the answer of a menu.</summary>
    public static string Variable(ScriptNode menu)
        => menu.Action.Property("Variable") is { } property ? property.Value.Trim().Trim('{', '}') : "MRES";

    /// <summary>Follows the wires back from an action to the menus and the other actions that set the variable.</summary>
    /// <param name="context">The script.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="test">The action.</param>
    /// <param name="budget">How many wires may still be followed; those that are followed are taken from it.</param>
    /// <returns>The answers, each with its menu; <see langword="null"/> if the budget is not enough.</returns>
    public static IReadOnlySet<(int Menu, string Value)>? Before(
        LintContext context, string variable, ScriptNode test, ref long budget)
    {
        HashSet<(int Menu, string Value)> answers = [];
        HashSet<ScriptNode> seen = [test];
        var pending = new Stack<ScriptNode>(seen);
        while (pending.TryPop(out var node))
        {
            if (node == context.Graph.Start)
            {
                answers.Add((0, Other));
            }

            foreach (var exit in node.Incoming.Where(exit => context.Main.Contains(exit.From)))
            {
                if (--budget < 0)
                {
                    return null;
                }

                if (Answer(context, variable, exit, answers) && seen.Add(exit.From))
                {
                    pending.Push(exit.From);
                }
            }
        }

        return answers;
    }

    /// <summary>Adds what an action gives the variable.</summary>
    /// <returns>Whether a value of before may be kept.</returns>
    private static bool Answer(LintContext context, string variable, ScriptExit exit, HashSet<(int Menu, string Value)> answers)
    {
        var node = exit.From;
        if (node.Type == "MENU" && Variable(node).Equals(variable, StringComparison.OrdinalIgnoreCase))
        {
            answers.Add((node.Id, exit.Kind == BranchKind.Free ? exit.Label.Trim() : Other));
            return false;
        }

        var use = context.Flow.Use(node);
        if (use.WritesUnknown || use.MayWrite.Contains(variable))
        {
            answers.Add((0, Other));
        }

        return !use.MustWrite.Contains(variable);
    }
}
