using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>
/// Which scripts of a library start which. Found once per library, so that the check of a thousand scripts does not read each of them a
/// thousand times.
/// </summary>
internal sealed class LibraryFacts
{
    private static readonly ConditionalWeakTable<ScriptLibrary, LibraryFacts> Known = [];
    private readonly Dictionary<string, List<ScriptGraph>> _starters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _spawned = new(StringComparer.Ordinal);
    private readonly List<ScriptGraph> _startersOfAny = [];
    private readonly ConcurrentDictionary<string, IReadOnlyCollection<ScriptGraph>> _all = new(StringComparer.Ordinal);

    private LibraryFacts(ScriptLibrary library)
    {
        foreach (var graph in library.Scripts)
        {
            foreach (var call in ScriptFacts.Of(graph).Calls.Where(call => call.Type is "RUNSCRIPT" or "SPAWN"))
            {
                Add(library, graph, call.Type, call.Action.Text("ScriptName"));
            }
        }
    }

    public static LibraryFacts Of(ScriptLibrary library) => Known.GetValue(library, static known => new LibraryFacts(known));

    /// <summary>Whether a script starts the one of a name with RUNSCRIPT, and names it without a variable.</summary>
    public bool IsStarted(string name) => _starters.GetValueOrDefault(name)?.Exists(starter => starter.Script.Name != name) ?? false;

    /// <summary>Whether a script starts the one of a name with SPAWN.</summary>
    public bool IsSpawned(string name) => _spawned.Contains(name);

    /// <summary>
    /// Whether every script that starts the one of a name holds an action of a type, or is itself started only by such; not if none starts
    /// it.
    /// </summary>
    public bool IsAlwaysAfter(string type, string name)
    {
        HashSet<string> seen = new(StringComparer.Ordinal) { name };
        var pending = new Stack<string>([name]);
        while (pending.TryPop(out var next))
        {
            if (!_starters.TryGetValue(next, out var starters))
            {
                return false;
            }

            foreach (var starter in starters.Where(starter => !ScriptFacts.Of(starter).Types.Contains(type)))
            {
                if (seen.Add(starter.Script.Name))
                {
                    pending.Push(starter.Script.Name);
                }
            }
        }

        return true;
    }

    /// <summary>
    /// The scripts whose variables may arrive in the one of a name: those that start it with RUNSCRIPT, those that start them, and those
    /// that start a script whose name is in a variable.
    /// </summary>
    public IReadOnlyCollection<ScriptGraph> StartersOf(string name) => _all.GetOrAdd(name, FindStarters);

    private void Add(ScriptLibrary library, ScriptGraph from, string type, string name)
    {
        if (name.Contains('{', StringComparison.Ordinal))
        {
            if (type == "RUNSCRIPT" && (_startersOfAny.Count == 0 || _startersOfAny[^1] != from))
            {
                _startersOfAny.Add(from);
            }
        }
        else if (library.Find(from.Script.Name, name)?.Script.Name is { } target)
        {
            if (type == "SPAWN")
            {
                _spawned.Add(target);
                return;
            }

            if (!_starters.TryGetValue(target, out var starters))
            {
                _starters[target] = starters = [];
            }

            if (starters.Count == 0 || starters[^1] != from)
            {
                starters.Add(from);
            }
        }
    }

    private List<ScriptGraph> FindStarters(string name)
    {
        HashSet<string> seen = new(StringComparer.Ordinal) { name };
        List<ScriptGraph> found = [];
        var pending = new Stack<string>([name]);
        while (pending.TryPop(out var next))
        {
            var starters = _startersOfAny.Concat(_starters.GetValueOrDefault(next) ?? []);
            foreach (var starter in starters.Where(starter => seen.Add(starter.Script.Name)))
            {
                found.Add(starter);
                pending.Push(starter.Script.Name);
            }
        }

        return found;
    }
}
