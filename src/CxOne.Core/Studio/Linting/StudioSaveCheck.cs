using CxOne.Studio.Expressions;
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

    /// <summary>
    /// Returns every place of a snippet that cannot be read, for which the tenant refuses the save; none for actions of other types. The
    /// web editor compiles snippets on the tenant, and this is no part of <see cref="Run"/>, which repeats the editor's warnings.
    /// </summary>
    /// <param name="node">The action.</param>
    public static IReadOnlyList<SnippetError> SnippetErrors(ScriptNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Type == "SNIPPET" && node.Action.Text("Data") is { } data && !string.IsNullOrWhiteSpace(data)
            ? SnippetParser.Parse(data).Errors
            : [];
    }

    internal static bool Warns(ScriptNode node)
        => node is { IsNote: false, Definition.HasDefault: true } && node.Action.Branches.All(branch => branch.Kind != BranchKind.Default);

    internal static string Sentence(ScriptNode node) => LintMessages.StudioDefaultNotWired(node.Action.Caption);
}
