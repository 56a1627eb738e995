using CxOne.Studio.Graph;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>
/// Which facts hold before an action: on each path from the start, and on at least one. Facts are numbers, sets of them are bits; each
/// action adds facts and none takes one away. Forward analysis to a fixed point.
/// </summary>
internal sealed class FactFlow
{
    private readonly Dictionary<ScriptNode, (ulong[] Must, ulong[] May)> _before = [];

    private FactFlow()
    {
    }

    /// <summary>Solves the flow.</summary>
    /// <param name="start">Where no fact holds.</param>
    /// <param name="count">The number of facts.</param>
    /// <param name="added">The facts that an action adds always, and those that it may add.</param>
    public static FactFlow Solve(ScriptNode start, int count, Func<ScriptNode, (IEnumerable<int> Must, IEnumerable<int> May)> added)
    {
        var flow = new FactFlow();
        var length = ((count - 1) / 64) + 1;
        var order = Order(start);
        Dictionary<ScriptNode, (ulong[] Must, ulong[] May)> adds = new(order.Count);
        foreach (var node in order)
        {
            var (must, may) = added(node);
            adds[node] = (Bits(must, length), Bits(may, length));
        }

        flow.SolveMay(order, adds, length);
        flow.SolveMust(order, adds, length);
        return flow;
    }

    /// <summary>Whether a fact holds on each path to an action; also where no path leads to it. No path adds a negative one.</summary>
    public bool Must(ScriptNode node, int fact) => !_before.TryGetValue(node, out var sets) || Has(sets.Must, fact);

    /// <summary>Whether a fact holds on some path to an action; also where no path leads to it.</summary>
    public bool May(ScriptNode node, int fact) => !_before.TryGetValue(node, out var sets) || Has(sets.May, fact);

    /// <summary>
    /// On a circle whatever one action adds arrives at each of them, so that they share a set. Between circles one pass is enough.
    /// </summary>
    private void SolveMay(List<ScriptNode> order, Dictionary<ScriptNode, (ulong[] Must, ulong[] May)> adds, int length)
    {
        var circles = Circles.Find(order, Next);
        for (var part = circles.Parts.Count - 1; part >= 0; part--)
        {
            // What leads here comes later in the list, so that it has added its facts already.
            var nodes = circles.Parts[part];
            var shared = new ulong[length];
            foreach (var node in nodes)
            {
                if (_before.TryGetValue(node, out var arriving))
                {
                    Add(shared, arriving.May);
                }

                if (circles.IsCircle(part))
                {
                    Add(shared, adds[node].May);
                }

                _before[node] = ([], shared);
            }

            foreach (var node in nodes)
            {
                foreach (var target in Next(node).Where(target => !circles.Connects(node, target)))
                {
                    if (!_before.TryGetValue(target, out var sets))
                    {
                        _before[target] = sets = ([], new ulong[length]);
                    }

                    Add(sets.May, shared);
                    Add(sets.May, adds[node].May);
                }
            }
        }
    }

    private void SolveMust(List<ScriptNode> order, Dictionary<ScriptNode, (ulong[] Must, ulong[] May)> adds, int length)
    {
        Dictionary<ScriptNode, int> places = [];
        foreach (var node in order)
        {
            var all = new ulong[length];
            Array.Fill(all, ulong.MaxValue);
            _before[node] = (all, _before[node].May);
            places[node] = places.Count;
        }

        Array.Clear(_before[order[0]].Must);
        var pending = new SortedSet<int>(places.Values);
        while (pending.Count > 0)
        {
            var node = order[pending.Min];
            pending.Remove(pending.Min);
            var (must, added) = (_before[node].Must, adds[node].Must);
            foreach (var target in Next(node))
            {
                var known = _before[target].Must;
                var isChanged = false;
                for (var word = 0; word < length; word++)
                {
                    var both = known[word] & (must[word] | added[word]);
                    isChanged |= both != known[word];
                    known[word] = both;
                }

                if (isChanged)
                {
                    pending.Add(places[target]);
                }
            }
        }
    }

    /// <summary>Depth first, so that most actions come after those that lead to them.</summary>
    private static List<ScriptNode> Order(ScriptNode start)
    {
        List<ScriptNode> finished = [];
        HashSet<ScriptNode> seen = [start];
        var path = new Stack<(ScriptNode Node, IEnumerator<ScriptNode> Next)>();
        path.Push((start, Next(start).GetEnumerator()));
        while (path.TryPeek(out var top))
        {
            if (!top.Next.MoveNext())
            {
                path.Pop();
                finished.Add(top.Node);
            }
            else if (seen.Add(top.Next.Current))
            {
                path.Push((top.Next.Current, Next(top.Next.Current).GetEnumerator()));
            }
        }

        finished.Reverse();
        return finished;
    }

    private static IEnumerable<ScriptNode> Next(ScriptNode node)
        => node.IsNote ? [] : node.Exits.Select(exit => exit.Target).OfType<ScriptNode>();

    private static ulong[] Bits(IEnumerable<int> facts, int length)
    {
        var bits = new ulong[length];
        foreach (var fact in facts)
        {
            bits[fact / 64] |= 1UL << (fact % 64);
        }

        return bits;
    }

    private static void Add(ulong[] set, ulong[] more)
    {
        for (var word = 0; word < set.Length; word++)
        {
            set[word] |= more[word];
        }
    }

    private static bool Has(ulong[] set, int fact) => fact >= 0 && (set[fact / 64] >> (fact % 64) & 1) != 0;
}
