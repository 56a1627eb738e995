using System.Globalization;
using System.Runtime.CompilerServices;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using CxOne.Studio.Simulation.Engine;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>
/// What other scripts need to know about a script. Found once per script, when it is first needed, and released with it.
/// </summary>
internal sealed class ScriptFacts
{
    private static readonly ConditionalWeakTable<ScriptGraph, ScriptFacts> Known = [];
    private readonly Lazy<(HashSet<string> All, SortedSet<string> Assigned)> _writes;
    private readonly Lazy<IReadOnlySet<ScriptNode>> _reached;
    private readonly Lazy<HashSet<ScriptNode>> _forced;
    private readonly Lazy<int> _highestParameter;

    private ScriptFacts(ScriptGraph graph)
    {
        Types = graph.Nodes.Select(node => node.Type).ToHashSet(StringComparer.Ordinal);
        Calls = [.. graph.Nodes.Where(node => node.Type is "RUNSUB" or "RUNSCRIPT" or "SPAWN")];
        _writes = new Lazy<(HashSet<string> All, SortedSet<string> Assigned)>(() => FindWrites(graph));
        _reached = new Lazy<IReadOnlySet<ScriptNode>>(
            () => graph.Start is { } start ? ScriptGraph.ReachableFrom([start]) : new HashSet<ScriptNode>());
        _forced = new Lazy<HashSet<ScriptNode>>(() => FindForced(graph));
        _highestParameter = new Lazy<int>(() => ScriptProgram.Of(graph).Reads?.Max(name => (int?)ParameterNumber(name)) ?? 0);
    }

    /// <summary>The types of its actions.</summary>
    public IReadOnlySet<string> Types { get; }

    /// <summary>The actions that name another script.</summary>
    public IReadOnlyList<ScriptNode> Calls { get; }

    /// <summary>The variables that any of its actions may write.</summary>
    public IReadOnlySet<string> Written => _writes.Value.All;

    /// <summary>The variables that ASSIGN and SNIPPET may write, in order of the names.</summary>
    public IReadOnlyCollection<string> Assigned => _writes.Value.Assigned;

    /// <summary>What a caller can reach from BEGIN.</summary>
    public IReadOnlySet<ScriptNode> Reached => _reached.Value;

    /// <summary>The highest number of a parameter, such as 2 for <c>p2</c>, that it reads; 0 if it reads none.</summary>
    public int HighestParameter => _highestParameter.Value;

    public static ScriptFacts Of(ScriptGraph graph) => Known.GetValue(graph, static known => new ScriptFacts(known));

    /// <summary>Whether every call reaches an action: only single exits lead to it from BEGIN.</summary>
    public bool IsForced(ScriptNode node) => _forced.Value.Contains(node);

    private static (HashSet<string> All, SortedSet<string> Assigned) FindWrites(ScriptGraph graph)
    {
        var program = ScriptProgram.Of(graph);
        HashSet<string> all = new(StringComparer.OrdinalIgnoreCase);
        SortedSet<string> assigned = new(StringComparer.OrdinalIgnoreCase);
        foreach (var node in graph.Nodes)
        {
            var written = NodeUse.Of(program, node).MayWrite;
            all.UnionWith(written);
            if (node.Type is "ASSIGN" or "SNIPPET")
            {
                assigned.UnionWith(written);
            }
        }

        return (all, assigned);
    }

    private static HashSet<ScriptNode> FindForced(ScriptGraph graph)
    {
        HashSet<ScriptNode> forced = [];
        var node = graph.Start;
        while (node is not null && forced.Add(node))
        {
            var wired = node.Exits.Where(exit => exit.IsWired).Take(2).ToArray();
            node = wired is [{ Kind: BranchKind.Default } only] ? only.Target : null;
        }

        return forced;
    }

    private static int ParameterNumber(string name)
        => name.Length is 2 or 3 && name[0] is 'p' or 'P'
            && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
