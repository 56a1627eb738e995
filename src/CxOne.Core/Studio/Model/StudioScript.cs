using System.Collections.ObjectModel;
using System.Text.Json;

namespace CxOne.Studio.Model;

/// <summary>
/// A Studio script: header, actions with their properties, and the wires between them. It is immutable and may be shared by threads. Read
/// one with <c>ScriptReader</c>, write one with <c>ScriptWriter</c>, walk one with <c>ScriptGraph</c>.
/// </summary>
public sealed class StudioScript
{
    private readonly Dictionary<int, ScriptAction> _byId = [];

    /// <summary>Initializes a new instance of the <see cref="StudioScript"/> class.</summary>
    /// <param name="header">The header.</param>
    /// <param name="actions">The actions, in any order; of two with one id the later is kept.</param>
    public StudioScript(ScriptHeader header, IEnumerable<ScriptAction> actions)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(actions);
        Header = header;
        foreach (var action in actions)
        {
            _byId[action.Id] = action;
        }

        Actions = _byId.Values.OrderBy(action => action.Id).ToArray();
    }

    /// <summary>No members at all.</summary>
    public static IReadOnlyDictionary<string, JsonElement> NoMembers { get; } = ReadOnlyDictionary<string, JsonElement>.Empty;

    /// <summary>Gets the name: of the header, else of the file that the script was read from.</summary>
    public string Name => Header.ScriptName is { Length: > 0 } name ? name : FileName;

    /// <summary>Gets the name of the file without its extension; empty if the script comes from no file.</summary>
    public string FileName { get; init; } = string.Empty;

    /// <summary>Gets the form in which the script was read.</summary>
    public ScriptSource Source { get; init; }

    /// <summary>Gets the header.</summary>
    public ScriptHeader Header { get; }

    /// <summary>Gets the actions, in order of their id.</summary>
    public IReadOnlyList<ScriptAction> Actions { get; }

    /// <summary>Gets what the reader passed over or repaired.</summary>
    public IReadOnlyList<ScriptReadNote> Notes { get; init => field = IndexedList.Of(value); } = [];

    /// <summary>Gets the members beside the four parts that belong to the script; the editor's own state is not among them.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = NoMembers;

    /// <summary>Gets the findings of the tenant's save check that the file carries; <see langword="null"/> where it carries none.</summary>
    public JsonElement? Issues { get; init; }

    /// <summary>Finds an action.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The action, or <see langword="null"/>.</returns>
    public ScriptAction? Find(int id) => _byId.GetValueOrDefault(id);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} ({Actions.Count} actions)");
}
