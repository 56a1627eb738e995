using CxOne.Studio.Graph;
using CxOne.Studio.Model;

namespace CxOne.Studio.Linting;

/// <summary>
/// Repeats the check that the web editor runs on every save: it warns about each action whose type has a Default exit and that has no
/// Default entry, reachable or not. Other exits, variables and snippets are no part of it. Comments are left out; they are never executed.
/// </summary>
public static class StudioSaveCheck
{
    /// <summary>The key that the editor stores with its only kind of warning.</summary>
    public const string DefaultNotWired = "default-branch-is-not-wired-up";

    /// <summary>Returns the warnings, in order of the actions.</summary>
    /// <param name="graph">The script.</param>
    public static IReadOnlyList<StudioSaveWarning> Run(ScriptGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return [.. graph.Nodes.Where(Warns).Select(node => new StudioSaveWarning(
            node.Id, node.Action.Name, Sentence(node), DefaultNotWired, node.Action.Caption))];
    }

    internal static bool Warns(ScriptNode node)
        => node is { IsNote: false, Definition.HasDefault: true } && node.Action.Branches.All(branch => branch.Kind != BranchKind.Default);

    internal static string Sentence(ScriptNode node) => LintMessages.StudioDefaultNotWired(node.Action.Caption);
}
