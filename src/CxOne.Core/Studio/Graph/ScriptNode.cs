using CxOne.Studio.Catalogue;
using CxOne.Studio.Model;

namespace CxOne.Studio.Graph;

/// <summary>An action with its type and its exits.</summary>
public sealed class ScriptNode
{
    // A search in the list is faster for the usual number of exits.
    private const int MaxSearched = 16;
    private List<ScriptExit> _exits = [];
    private ScriptExit? _default;
    private Dictionary<string, ScriptExit>? _byLabel;

    internal ScriptNode(ScriptAction action, ActionDefinition? definition)
    {
        Action = action;
        Definition = definition;
    }

    /// <summary>Gets the action.</summary>
    public ScriptAction Action { get; }

    /// <summary>Gets the action type; <see langword="null"/> where the catalogue does not hold it.</summary>
    public ActionDefinition? Definition { get; }

    /// <summary>Gets the id of the action.</summary>
    public int Id => Action.Id;

    /// <summary>Gets the name of the action type: the catalogue's, else the stored one in upper case.</summary>
    public string Type => Definition?.Name ?? Action.Name.ToUpperInvariant();

    /// <summary>
    /// Gets the exits: the wired ones in stored order (Default first), then those that the action type has and the script leaves unwired.
    /// </summary>
    public IReadOnlyList<ScriptExit> Exits => _exits;

    /// <summary>Gets the wires that lead here, those of comments left out.</summary>
    public IReadOnlyList<ScriptExit> Incoming => IncomingList;

    /// <summary>Gets whether this is an event, which starts a path of its own.</summary>
    public bool IsEvent => Definition?.IsEvent ?? Type.StartsWith("ON", StringComparison.Ordinal);

    /// <summary>Gets whether this is a comment on the canvas.</summary>
    public bool IsNote => Definition?.IsNote ?? false;

    /// <summary>Gets whether a path ends here on purpose.</summary>
    public bool IsEnd => Definition?.IsEnd ?? false;

    /// <summary>Gets whether this is the start of the script.</summary>
    public bool IsBegin => Type == "BEGIN";

    internal List<ScriptExit> IncomingList { get; } = [];

    /// <summary>Finds the Default exit.</summary>
    /// <returns>The exit; <see langword="null"/> where the action type has none and none is wired.</returns>
    public ScriptExit? Default() => _default;

    /// <summary>Finds an exit by its label, without case and without a leading <c>On</c>; an empty label means Default.</summary>
    /// <param name="label">The label.</param>
    /// <returns>The exit, wired or not; <see langword="null"/> if it does not exist.</returns>
    public ScriptExit? Exit(string label)
    {
        if (string.IsNullOrWhiteSpace(label))
        {
            return Default();
        }

        var name = ScriptBranch.Normalize(label);
        return _byLabel is { } known
            ? known.GetValueOrDefault(name)
            : _exits.Find(exit => exit.Kind != BranchKind.Default
                && ScriptBranch.Normalize(exit.Label).Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override string ToString() => Action.ToString();

    internal void AddExits()
    {
        // A Default that carries the text "0" is the Default: the label has no meaning there.
        _exits = [.. Action.Branches.Select(branch => new ScriptExit(
            this, branch.Kind == BranchKind.Default ? string.Empty : branch.Label, branch.Kind, branch))];
        _default = _exits.Find(exit => exit.Kind == BranchKind.Default);
        if (Definition is { } definition)
        {
            if (definition.HasDefault && _default is null)
            {
                _default = new ScriptExit(this, string.Empty, BranchKind.Default, null);
                _exits.Add(_default);
            }

            foreach (var branch in definition.Branches.Where(branch => Exit(branch.Name) is null))
            {
                _exits.Add(new ScriptExit(this, branch.Name, BranchKind.Named, null));
            }
        }

        if (_exits.Count > MaxSearched)
        {
            _byLabel = IndexLabels();
        }
    }

    private Dictionary<string, ScriptExit> IndexLabels()
    {
        Dictionary<string, ScriptExit> byLabel = new(StringComparer.OrdinalIgnoreCase);
        foreach (var exit in _exits.Where(exit => exit.Kind != BranchKind.Default))
        {
            byLabel.TryAdd(ScriptBranch.Normalize(exit.Label), exit);
        }

        return byLabel;
    }
}
