using System.Runtime.CompilerServices;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>
/// The variables that a call through a script may read: those of the script and of each script that it can reach by RUNSUB, RUNSCRIPT and
/// SPAWN. Other scripts of the library decide nothing. Found once per script and library.
/// </summary>
internal sealed class ReadNames
{
    private static readonly ConditionalWeakTable<ScriptLibrary, ConditionalWeakTable<ScriptGraph, ReadNames>> Known = [];
    private readonly HashSet<string>? _names;

    private ReadNames(HashSet<string>? names) => _names = names;

    public static ReadNames Of(ScriptGraph graph, ScriptLibrary library)
        => Known.GetValue(library, static _ => []).GetValue(graph, start => new ReadNames(Find(start, library)));

    /// <summary>Whether a variable may be read; also where a snippet cannot be parsed.</summary>
    public bool Contains(string name) => _names?.Contains(name) ?? true;

    private static HashSet<string>? Find(ScriptGraph start, ScriptLibrary library)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        HashSet<ScriptGraph> seen = [start];
        var pending = new Stack<ScriptGraph>(seen);
        while (pending.TryPop(out var graph))
        {
            if (ScriptProgram.Of(graph).Reads is not { } reads)
            {
                return null;
            }

            names.UnionWith(reads);
            foreach (var target in Targets(graph, library).Where(seen.Add))
            {
                pending.Push(target);
            }
        }

        return names;
    }

    private static IEnumerable<ScriptGraph> Targets(ScriptGraph graph, ScriptLibrary library)
    {
        foreach (var node in graph.Nodes.Where(node => node.Type is "RUNSUB" or "RUNSCRIPT" or "SPAWN"))
        {
            var name = node.Action.Text("ScriptName");
            if (name.Contains('{', StringComparison.Ordinal))
            {
                // A variable names the script: it may be any.
                foreach (var any in library.Scripts)
                {
                    yield return any;
                }

                continue;
            }

            foreach (var from in new[] { graph.Script.Name, string.Empty })
            {
                if (library.Find(from, name) is { } target)
                {
                    yield return target;
                }
            }
        }
    }
}
