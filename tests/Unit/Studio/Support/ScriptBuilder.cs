using System.Text.Json;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Model;

namespace CxOne.Tests.Studio.Support;

/// <summary>
/// Builds a script in a few lines: actions by type, wires by label. Properties that are not given have the catalogue's defaults.
/// </summary>
internal sealed class ScriptBuilder(string name = "Test")
{
    private readonly List<(int Id, string Type, string Caption, Dictionary<string, object> Given)> _actions = [];
    private readonly List<(int From, string Label, int To, BranchKind? Kind)> _wires = [];
    private readonly Dictionary<string, JsonElement> _header = new(StringComparer.Ordinal)
    {
        ["scriptName"] = JsonSerializer.SerializeToElement(name),
        ["mediaType"] = JsonSerializer.SerializeToElement(4),
        ["mediaTypeName"] = JsonSerializer.SerializeToElement("call"),
        ["purposeType"] = JsonSerializer.SerializeToElement("General"),
        ["status"] = JsonSerializer.SerializeToElement("Active"),
    };

    /// <summary>Adds an action with the catalogue's name as its caption in sentence case.</summary>
    public ScriptBuilder Add(int id, string type, params (string Name, object Value)[] properties) => Add(id, type, null, properties);

    public ScriptBuilder Add(int id, string type, string? caption, params (string Name, object Value)[] properties)
    {
        _actions.Add((id, type, caption ?? char.ToUpperInvariant(type[0]) + type[1..].ToLowerInvariant(),
            properties.ToDictionary(property => property.Name, property => property.Value, StringComparer.OrdinalIgnoreCase)));
        return this;
    }

    /// <summary>Wires an exit; an empty label is Default.</summary>
    public ScriptBuilder Wire(int from, string label, int to, BranchKind? kind = null)
    {
        _wires.Add((from, label, to, kind));
        return this;
    }

    /// <summary>Wires the Default exits of the actions one after the other.</summary>
    public ScriptBuilder Chain(params int[] ids)
    {
        foreach (var (from, to) in ids.Zip(ids.Skip(1)))
        {
            Wire(from, string.Empty, to);
        }

        return this;
    }

    public ScriptBuilder Header(string member, object value)
    {
        _header[member] = JsonSerializer.SerializeToElement(value);
        return this;
    }

    public StudioScript Build()
    {
        var wires = _wires.ToLookup(wire => wire.From);
        return new StudioScript(new ScriptHeader { Members = _header }, _actions.Select(action => Action(action, wires[action.Id])));
    }

    private static ScriptAction Action(
        (int Id, string Type, string Caption, Dictionary<string, object> Given) action, IEnumerable<(int From, string Label, int To,
            BranchKind? Kind)> wires)
    {
        var definition = ActionCatalogue.BuiltIn.Find(action.Type);
        return new ScriptAction
        {
            Id = action.Id,
            Name = action.Type,
            Caption = action.Caption,
            LibraryId = definition?.Id?.ToString().ToUpperInvariant() ?? string.Empty,
            DependencyOrder = "0",
            Properties = [.. Properties(definition, action.Given)],
            Branches = [.. wires.Select(wire => Branch(definition, wire))],
        };
    }

    private static ScriptBranch Branch(ActionDefinition? definition, (int From, string Label, int To, BranchKind? Kind) wire)
    {
        var named = definition?.Branches.FirstOrDefault(branch => branch.Name.Equals(wire.Label, StringComparison.OrdinalIgnoreCase));
        return new ScriptBranch(
            wire.To,
            named?.Name ?? wire.Label,
            wire.Kind ?? (wire.Label.Length == 0 ? BranchKind.Default : named is not null || definition is null ? BranchKind.Named
                : BranchKind.Free),
            named?.Index ?? 0);
    }

    private static IEnumerable<ScriptProperty> Properties(ActionDefinition? definition, Dictionary<string, object> given)
    {
        HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);
        foreach (var property in definition?.Properties ?? [])
        {
            written.Add(property.Name);
            yield return Property(property.Name, given.GetValueOrDefault(property.Name, property.IsList ? Array.Empty<string>()
                : property.DefaultValue));
        }

        foreach (var (name, value) in given.Where(entry => !written.Contains(entry.Key)))
        {
            yield return Property(name, value);
        }
    }

    private static ScriptProperty Property(string name, object value) => value is string[] items
        ? new ScriptProperty(name, string.Join('\n', items)) { Items = items }
        : new ScriptProperty(name, (string)value);
}
