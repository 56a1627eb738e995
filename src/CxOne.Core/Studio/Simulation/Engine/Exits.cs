using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>Exits of an action as the engine needs them.</summary>
internal static class Exits
{
    private const int MaxListed = 20;

    public static IReadOnlyList<ScriptExit> Wired(ScriptNode node) => [.. node.Exits.Where(exit => exit.IsWired)];

    public static bool IsWired(ScriptNode node, string label) => node.Exit(label) is { IsWired: true };

    /// <summary>
    /// The exit that is taken for an outcome: that of its label, else Default; <see langword="null"/> if neither is wired.
    /// </summary>
    public static ScriptExit? Taken(ScriptNode node, string label)
        => node.Exit(label) is { IsWired: true } exit ? exit : node.Default() is { IsWired: true } otherwise ? otherwise : null;

    public static string List(ScriptNode node)
    {
        var labels = node.Exits.Take(MaxListed).Select(exit => exit.IsWired ? exit.DisplayLabel : exit.DisplayLabel + " (not wired)");
        return string.Join(", ", labels) + (node.Exits.Count > MaxListed ? ", …" : null);
    }
}
