using CxOne.Studio.Reading;

namespace CxOne.Studio.Graph;

/// <summary>The scripts that RUNSUB, RUNSCRIPT and SPAWN can reach, by name.</summary>
public sealed class ScriptLibrary
{
    private readonly Dictionary<string, ScriptGraph> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ScriptGraph?> _byLeaf = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Initializes a new instance of the <see cref="ScriptLibrary"/> class.</summary>
    /// <param name="scripts">The scripts; of two with one name the first is used.</param>
    public ScriptLibrary(IEnumerable<ScriptGraph> scripts)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        foreach (var graph in scripts)
        {
            if (_byName.TryAdd(graph.Script.Name, graph))
            {
                var leaf = ScriptNames.Leaf(graph.Script.Name);
                _byLeaf[leaf] = _byLeaf.ContainsKey(leaf) ? null : graph;
            }
        }
    }

    /// <summary>Gets a library without scripts.</summary>
    public static ScriptLibrary Empty { get; } = new([]);

    /// <summary>Gets the scripts.</summary>
    public IReadOnlyCollection<ScriptGraph> Scripts => _byName.Values;

    /// <summary>
    /// Finds the script that an action names: in the folder of the running script, else from the root, else the only one of that name in
    /// any folder (exports carry names without their folder).
    /// </summary>
    /// <param name="from">Name of the running script.</param>
    /// <param name="target">The name in the action.</param>
    /// <returns>The script, or <see langword="null"/>.</returns>
    public ScriptGraph? Find(string from, string target)
        => _byName.GetValueOrDefault(ScriptNames.Resolve(from, target))
            ?? _byName.GetValueOrDefault(ScriptNames.Resolve(string.Empty, target))
            ?? _byLeaf.GetValueOrDefault(ScriptNames.Leaf(target.Trim().Replace('/', '\\')));
}
