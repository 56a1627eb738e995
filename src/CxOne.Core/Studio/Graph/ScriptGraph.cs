using CxOne.Studio.Catalogue;
using CxOne.Studio.Model;

namespace CxOne.Studio.Graph;

/// <summary>A script as a graph: actions with their types, their exits (the unwired ones included) and what leads to them.</summary>
public sealed class ScriptGraph
{
    private readonly Dictionary<int, ScriptNode> _byId;

    /// <summary>Initializes a new instance of the <see cref="ScriptGraph"/> class.</summary>
    /// <param name="script">The script.</param>
    /// <param name="catalogue">The action types. The default is the built-in catalogue.</param>
    public ScriptGraph(StudioScript script, ActionCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(script);
        Script = script;
        Catalogue = catalogue ?? ActionCatalogue.BuiltIn;
        Nodes = [.. script.Actions.Select(action => new ScriptNode(action, Catalogue.Find(action.LibraryId, action.Name)))];
        _byId = Nodes.ToDictionary(node => node.Id);
        foreach (var node in Nodes)
        {
            node.AddExits();
            foreach (var exit in node.Exits)
            {
                exit.Target = exit.Branch is { } branch ? _byId.GetValueOrDefault(branch.To) : null;
                if (!node.IsNote)
                {
                    exit.Target?.IncomingList.Add(exit);
                }
            }
        }

        // With several of them, the platform starts at the one that was added last.
        Start = Nodes.LastOrDefault(node => node.IsBegin);
        Events = [.. Nodes.Where(node => node.IsEvent)];
    }

    /// <summary>Gets the script.</summary>
    public StudioScript Script { get; }

    /// <summary>Gets the catalogue that names the types of the actions.</summary>
    public ActionCatalogue Catalogue { get; }

    /// <summary>Gets the actions, in order of their id.</summary>
    public IReadOnlyList<ScriptNode> Nodes { get; }

    /// <summary>Gets the BEGIN at which the script starts; <see langword="null"/> without one.</summary>
    public ScriptNode? Start { get; }

    /// <summary>Gets the events, in order of their id.</summary>
    public IReadOnlyList<ScriptNode> Events { get; }

    /// <summary>Finds an action.</summary>
    /// <param name="id">The id.</param>
    public ScriptNode? Find(int id) => _byId.GetValueOrDefault(id);

    /// <summary>Finds an action by its id, else by its caption without case.</summary>
    /// <param name="idOrCaption">The id as text, or the caption.</param>
    /// <returns>The action of the lowest id that fits, or <see langword="null"/>.</returns>
    public ScriptNode? Find(string idOrCaption)
    {
        ArgumentNullException.ThrowIfNull(idOrCaption);
        return int.TryParse(idOrCaption, out var id) && Find(id) is { } node
            ? node
            : Nodes.FirstOrDefault(candidate => candidate.Action.Caption.Equals(idOrCaption.Trim(), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Returns the actions that wires lead to from the given ones, those included; comments lead nowhere.</summary>
    /// <param name="from">Where to begin.</param>
    public static IReadOnlySet<ScriptNode> ReachableFrom(IEnumerable<ScriptNode> from)
    {
        ArgumentNullException.ThrowIfNull(from);
        var reached = new HashSet<ScriptNode>();
        var pending = new Stack<ScriptNode>(from);
        while (pending.TryPop(out var node))
        {
            if (!reached.Add(node) || node.IsNote)
            {
                continue;
            }

            foreach (var exit in node.Exits)
            {
                if (exit.Target is { } target)
                {
                    pending.Push(target);
                }
            }
        }

        return reached;
    }
}
