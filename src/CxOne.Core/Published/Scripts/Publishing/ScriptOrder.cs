using CxOne.Studio.Graph;
using CxOne.Studio.Reading;

namespace CxOne.Published;

/// <summary>The order in which scripts are published: the tenant refuses a script that calls one that it does not have.</summary>
public static class ScriptOrder
{
    private static readonly string[] Callers = ["RUNSUB", "RUNSCRIPT", "SPAWN"];

    /// <summary>Returns the scripts in an order in which each comes after the scripts that it calls.</summary>
    /// <param name="scripts">The scripts. Others that they call are expected on the tenant.</param>
    /// <returns>The same scripts. Of scripts that call each other in a circle, the first of the given ones comes last.</returns>
    public static IReadOnlyList<ScriptGraph> CalledFirst(IReadOnlyList<ScriptGraph> scripts)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        var byName = scripts.ToLookup(script => script.Script.Name, StringComparer.OrdinalIgnoreCase);
        List<ScriptGraph> ordered = [];
        HashSet<ScriptGraph> seen = [];

        // A stack of its own, because a chain of calls may be as long as the list.
        var open = new Stack<(ScriptGraph Script, IEnumerator<ScriptGraph> Called)>();
        foreach (var script in scripts)
        {
            Open(script);
            while (open.TryPeek(out var top))
            {
                if (top.Called.MoveNext())
                {
                    Open(top.Called.Current);
                }
                else
                {
                    open.Pop();
                    ordered.Add(top.Script);
                }
            }
        }

        return ordered;

        void Open(ScriptGraph script)
        {
            if (seen.Add(script))
            {
                open.Push((script, Called(script).SelectMany(name => byName[name]).GetEnumerator()));
            }
        }
    }

    private static IEnumerable<string> Called(ScriptGraph script)
        => script.Nodes
            .Where(node => Callers.Contains(node.Action.Name, StringComparer.OrdinalIgnoreCase))
            .Select(node => node.Action.Text("ScriptName"))
            .Where(name => name.Length > 0)
            .Select(name => ScriptNames.Resolve(script.Script.Name, name));
}
