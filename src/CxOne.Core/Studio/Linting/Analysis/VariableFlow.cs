using System.Globalization;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>
/// Which variables are set before an action: on each path from BEGIN to it, and on at least one. States of the call (in the queue, hours
/// checked) are followed in the same manner.
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
    private readonly HashSet<string> _handedOver = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<FactFlow?> _flow;

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
        _flow = new Lazy<FactFlow?>(Solve);
    }

    public HashSet<string> WrittenSomewhere { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> ReadSomewhere { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> BareWords { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an action may write variables that the script does not name.</summary>
    public bool WritesUnknown { get; }

    /// <summary>Whether another script of the library starts this one with RUNSCRIPT.</summary>
    public bool HasKnownCaller { get; private set; }

    public NodeUse Use(ScriptNode node) => _uses[node];

    /// <summary>The variables that are read, in order of the names, each with the first action that reads it.</summary>
    public IEnumerable<(string Name, ScriptNode Reader)> FirstReaders()
    {
        Dictionary<string, ScriptNode> readers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var node in _context.Graph.Nodes)
        {
            foreach (var name in _uses[node].TextReads.Keys.Concat(_uses[node].OtherReads))
            {
                readers.TryAdd(name, node);
            }
        }

        return readers.OrderBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).Select(entry => (entry.Key, entry.Value));
    }

    /// <summary>Whether the platform, a caller or the settings may set a variable.</summary>
    public bool IsGiven(string name)
        => System.Contains(name)
            || name.StartsWith('_')
            || name.StartsWith("global:", StringComparison.OrdinalIgnoreCase)
            || IsParameter(name)
            || _handedOver.Contains(name)
            || _context.Options.Settings.Variables.Contains(name);

    /// <summary>Whether a variable is set on each path to an action; also where the script cannot tell.</summary>
    public bool MustBefore(ScriptNode node, string name)
        => _flow.Value is not { } flow || flow.Must(node, _slots.GetValueOrDefault(name, -1));

    /// <summary>Whether a variable is set on some path to an action.</summary>
    public bool MayBefore(ScriptNode node, string name)
        => _flow.Value is not { } flow || flow.May(node, _slots.GetValueOrDefault(name, -1));

    /// <summary>Parameters of the platform's naming: p1, SP2, S1.</summary>
    private static bool IsParameter(string name)
    {
        var digits = name.AsSpan().TrimStart("pPsS");
        return digits.Length is > 0 and <= 2 && name.Length - digits.Length is 1 or 2
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>A script that starts this one hands its variables over, with those that it was given itself.</summary>
    private void AddCallers()
    {
        var library = LibraryFacts.Of(_context.Options.Library);
        HasKnownCaller = library.IsStarted(_context.Script.Name);
        foreach (var caller in library.StartersOf(_context.Script.Name))
        {
            _handedOver.UnionWith(ScriptFacts.Of(caller).Written);
        }
    }

    private FactFlow? Solve()
    {
        if (_context.Graph.Start is not { } start)
        {
            return null;
        }

        foreach (var name in WrittenSomewhere.Concat([Queued, Parked, HoursChecked, Released]))
        {
            _slots.TryAdd(name, _slots.Count);
        }

        var names = _slots.Where(slot => slot.Key[0] != '#').Select(slot => slot.Value).ToArray();
        return FactFlow.Solve(start, _slots.Count, node =>
        {
            var use = _uses[node];
            var states = States(node, use).Select(state => _slots[state]);
            return use.WritesUnknown
                ? (states.Concat(names), states.Concat(names))
                : (states.Concat(use.MustWrite.Select(name => _slots[name])), states.Concat(use.MayWrite.Select(name => _slots[name])));
        });
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
}
