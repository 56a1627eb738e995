using System.Globalization;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Linting;

/// <summary>
/// Which variables are set before an action: on each path from BEGIN to it, and on at least one. States of the call (in the queue, hours
/// checked) are followed in the same manner. Forward iteration to a fixed point over bit sets.
/// </summary>
internal sealed class VariableFlow
{
    /// <summary>The contact is in a queue.</summary>
    public const string Queued = "#queued";

    /// <summary>A script was spawned that will signal this one.</summary>
    public const string Parked = "#parked";

    /// <summary>The hours were checked.</summary>
    public const string HoursChecked = "#hours";

    /// <summary>The caller is disconnected and keeps the place in the queue.</summary>
    public const string Released = "#released";

    private static readonly HashSet<string> System = new(StringComparer.OrdinalIgnoreCase)
    {
        "ANI", "DNIS", "CONTACTID", "MASTERID", "RUNSCRIPT", "MRES", "BUSNO", "SKLNAME", "FIRST", "LAST", "AGENTID", "SPAWNID", "NOW",
            "SKILL",
        "SKILLID", "CONTACT", "MEDIATYPE", "SCRIPTID", "DIRECTION", "STARTDATE",
    };

    private static readonly string[] Clock = ["now", "dow", "asdatedow", "datepart", "astime"];
    private readonly LintContext _context;
    private readonly Dictionary<string, int> _slots = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ScriptNode, NodeUse> _uses = [];
    private readonly Dictionary<ScriptNode, (ulong[] Must, ulong[] May)> _before = [];
    private readonly HashSet<string> _handedOver = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<bool> _solved;

    public VariableFlow(LintContext context)
    {
        _context = context;
        foreach (var node in context.Graph.Nodes)
        {
            var use = NodeUse.Of(context.Program, node);
            _uses[node] = use;
            WrittenSomewhere.UnionWith(use.MayWrite);
            ReadSomewhere.UnionWith(use.TextReads.Keys);
            ReadSomewhere.UnionWith(use.OtherReads);
            BareWords.UnionWith(use.BareWords);
            WritesUnknown |= use.WritesUnknown;
        }

        AddCallers();
        _solved = new Lazy<bool>(Solve);
    }

    public HashSet<string> WrittenSomewhere { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> ReadSomewhere { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> BareWords { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an action may write variables that the script does not name.</summary>
    public bool WritesUnknown { get; }

    /// <summary>Whether another script of the library starts this one with RUNSCRIPT.</summary>
    public bool HasKnownCaller { get; private set; }

    public NodeUse Use(ScriptNode node) => _uses[node];

    /// <summary>Whether the platform, a caller or the settings may set a variable.</summary>
    public bool IsGiven(string name)
        => System.Contains(name)
            || name.StartsWith('_')
            || name.StartsWith("global:", StringComparison.OrdinalIgnoreCase)
            || IsParameter(name)
            || _handedOver.Contains(name)
            || _context.Options.Settings.Variables.Contains(name);

    /// <summary>Whether a variable is set on each path to an action; also where the script cannot tell.</summary>
    public bool MustBefore(ScriptNode node, string name) => _solved.Value
        && (!_before.TryGetValue(node, out var sets) || Has(sets.Must, name));

    /// <summary>Whether a variable is set on some path to an action.</summary>
    public bool MayBefore(ScriptNode node, string name) => _solved.Value
        && (!_before.TryGetValue(node, out var sets) || Has(sets.May, name));

    /// <summary>Parameters of the platform's naming: p1, SP2, S1.</summary>
    private static bool IsParameter(string name)
    {
        var digits = name.AsSpan().TrimStart("pPsS");
        return digits.Length is > 0 and <= 2 && name.Length - digits.Length is 1 or 2
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>A script that starts this one hands its variables over.</summary>
    private void AddCallers()
    {
        foreach (var other in _context.Options.Library.Scripts.Where(other => other.Script.Name != _context.Script.Name))
        {
            var calls = other.Nodes.Any(node => node.Type == "RUNSCRIPT"
                && _context.Options.Library.Find(other.Script.Name, node.Action.Text("ScriptName"))?.Script.Name == _context.Script.Name);
            if (!calls)
            {
                continue;
            }

            HasKnownCaller = true;
            var program = new Simulation.Engine.ScriptProgram(other);
            foreach (var node in other.Nodes)
            {
                _handedOver.UnionWith(NodeUse.Of(program, node).MayWrite);
            }
        }
    }

    private bool Solve()
    {
        if (_context.Graph.Start is not { } start)
        {
            return true;
        }

        foreach (var name in WrittenSomewhere.Concat([Queued, Parked, HoursChecked, Released]))
        {
            _slots.TryAdd(name, _slots.Count);
        }

        var length = ((_slots.Count - 1) / 64) + 1;
        Dictionary<ScriptNode, (ulong[] Must, ulong[] May)> writes = [];
        var order = Order(start);
        foreach (var node in order)
        {
            writes[node] = Writes(node, length);
            var full = new ulong[length];
            Array.Fill(full, ulong.MaxValue);
            _before[node] = (full, new ulong[length]);
        }

        Array.Clear(_before[start].Must);
        var place = order.Select((node, index) => (node, index)).ToDictionary(entry => entry.node, entry => entry.index);
        var pending = new SortedSet<int>(Enumerable.Range(0, order.Count));
        while (pending.Count > 0)
        {
            var node = order[pending.Min];
            pending.Remove(pending.Min);
            var (must, may) = _before[node];
            var (alwaysWritten, written) = writes[node];
            foreach (var exit in node.Exits)
            {
                if (exit.Target is not { } target || node.IsNote || !place.TryGetValue(target, out var next))
                {
                    continue;
                }

                var (targetMust, targetMay) = _before[target];
                var changed = false;
                for (var word = 0; word < length; word++)
                {
                    var newMust = targetMust[word] & (must[word] | alwaysWritten[word]);
                    var newMay = targetMay[word] | may[word] | written[word];
                    changed |= newMust != targetMust[word] || newMay != targetMay[word];
                    (targetMust[word], targetMay[word]) = (newMust, newMay);
                }

                if (changed)
                {
                    pending.Add(next);
                }
            }
        }

        return true;
    }

    /// <summary>Depth first, so that most actions come after those that lead to them.</summary>
    private static List<ScriptNode> Order(ScriptNode start)
    {
        List<ScriptNode> finished = [];
        HashSet<ScriptNode> seen = [start];
        var path = new Stack<(ScriptNode Node, int Exit)>();
        path.Push((start, 0));
        while (path.TryPop(out var top))
        {
            var (node, at) = top;
            if (at >= node.Exits.Count || node.IsNote)
            {
                finished.Add(node);
                continue;
            }

            path.Push((node, at + 1));
            if (node.Exits[at].Target is { } target && seen.Add(target))
            {
                path.Push((target, 0));
            }
        }

        finished.Reverse();
        return finished;
    }

    private (ulong[] Must, ulong[] May) Writes(ScriptNode node, int length)
    {
        var (must, may) = (new ulong[length], new ulong[length]);
        var use = _uses[node];
        foreach (var name in use.MayWrite)
        {
            Set(may, _slots[name]);
        }

        foreach (var name in use.MustWrite)
        {
            Set(must, _slots[name]);
        }

        foreach (var state in States(node, use))
        {
            Set(may, _slots[state]);
            Set(must, _slots[state]);
        }

        if (use.WritesUnknown)
        {
            foreach (var (name, slot) in _slots)
            {
                if (name[0] != '#')
                {
                    Set(may, slot);
                    Set(must, slot);
                }
            }
        }

        return (must, may);
    }

    private IEnumerable<string> States(ScriptNode node, NodeUse use)
    {
        switch (node.Type)
        {
            case "REQAGENT" or "REQAGENT_DIGITAL" or "CONTACTTAKEOVER":
                yield return Queued;
                break;
            case "SPAWN" when _context.Has("ONSIGNAL"):
                yield return Parked;
                break;
            case "CALLBACK":
                yield return Released;
                break;
            case "HOURS":
                yield return HoursChecked;
                break;
            case "RUNSUB" when MayCheckHours(node):
                yield return HoursChecked;
                break;
        }

        if (use.WritesUnknown || use.Calls.Overlaps(Clock) || use.Reads("now"))
        {
            yield return HoursChecked;
        }
    }

    private bool MayCheckHours(ScriptNode node)
        => _context.Options.Library.Find(_context.Script.Name, node.Action.Text("ScriptName")) is not { } target
            || target.Nodes.Any(inner => inner.Type is "HOURS" or "RUNSUB" or "SNIPPET");

    private bool Has(ulong[] set, string name)
        => _slots.TryGetValue(name, out var slot) && (set[slot / 64] >> (slot % 64) & 1) != 0;

    private static void Set(ulong[] set, int slot) => set[slot / 64] |= 1UL << (slot % 64);
}
