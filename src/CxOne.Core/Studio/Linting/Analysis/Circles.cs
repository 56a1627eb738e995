using System.Runtime.InteropServices;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>
/// The strongly connected parts of a graph of actions, by Tarjan's algorithm without recursion: its time grows with the number of actions
/// and wires, also where everything is connected with everything.
/// </summary>
internal sealed class Circles
{
    private readonly Dictionary<ScriptNode, int> _partOf = [];
    private readonly List<List<ScriptNode>> _parts = [];
    private readonly List<bool> _isCircle = [];

    private Circles()
    {
    }

    /// <summary>Every part, those of a single action included. A part comes before the parts that lead to it.</summary>
    public IReadOnlyList<IReadOnlyList<ScriptNode>> Parts => _parts;

    /// <summary>Finds the parts.</summary>
    /// <param name="nodes">The actions of the graph.</param>
    /// <param name="next">Where an action leads; targets outside the graph are passed over.</param>
    public static Circles Find(IReadOnlyCollection<ScriptNode> nodes, Func<ScriptNode, IEnumerable<ScriptNode>> next)
    {
        var circles = new Circles();
        var among = nodes as IReadOnlySet<ScriptNode> ?? nodes.ToHashSet();
        Dictionary<ScriptNode, int> order = new(nodes.Count);
        Dictionary<ScriptNode, int> lowest = new(nodes.Count);
        var open = new Stack<ScriptNode>();
        var path = new Stack<(ScriptNode Node, IEnumerator<ScriptNode> Next)>();
        foreach (var start in nodes)
        {
            if (!order.ContainsKey(start))
            {
                Enter(start);
            }

            while (path.TryPeek(out var top))
            {
                if (top.Next.MoveNext())
                {
                    Meet(top.Node, top.Next.Current);
                    continue;
                }

                path.Pop();
                if (path.TryPeek(out var before))
                {
                    Lower(before.Node, lowest[top.Node]);
                }

                if (lowest[top.Node] == order[top.Node])
                {
                    circles.Add(open, top.Node, next);
                }
            }
        }

        return circles;

        void Enter(ScriptNode node)
        {
            order[node] = lowest[node] = order.Count;
            open.Push(node);
            path.Push((node, next(node).GetEnumerator()));
        }

        void Meet(ScriptNode from, ScriptNode to)
        {
            if (!among.Contains(to))
            {
                return;
            }

            if (!order.TryGetValue(to, out var place))
            {
                Enter(to);
            }
            else if (!circles._partOf.ContainsKey(to))
            {
                Lower(from, place);
            }
        }

        void Lower(ScriptNode node, int place)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(lowest, node);
            known = Math.Min(known, place);
        }
    }

    /// <summary>Whether a part is a circle: several actions, or one that leads to itself.</summary>
    public bool IsCircle(int part) => _isCircle[part];

    /// <summary>Whether a wire from one action to another lies on a circle.</summary>
    public bool Connects(ScriptNode from, ScriptNode to)
        => _partOf.TryGetValue(from, out var one) && _partOf.TryGetValue(to, out var other) && one == other;

    private void Add(Stack<ScriptNode> open, ScriptNode last, Func<ScriptNode, IEnumerable<ScriptNode>> next)
    {
        List<ScriptNode> part = [];
        ScriptNode node;
        do
        {
            node = open.Pop();
            part.Add(node);
            _partOf[node] = _parts.Count;
        }
        while (node != last);
        _parts.Add(part);
        _isCircle.Add(part.Count > 1 || next(last).Contains(last));
    }
}
