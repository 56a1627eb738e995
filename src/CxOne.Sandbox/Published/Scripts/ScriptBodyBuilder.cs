using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Studio.Catalogue;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>
/// Builds the content of a script of the sample, action by action. Properties that are not given have the values of the editor.
/// </summary>
internal sealed class ScriptBodyBuilder
{
    private const int Columns = 6;
    private const int ColumnWidth = 160;
    private const int RowHeight = 120;
    private readonly JsonObject _actions = [];
    private readonly JsonObject _properties = [];
    private readonly SortedDictionary<int, List<(int Rank, JsonObject Branch)>> _branches = [];
    private readonly int _mediaTypeId;
    private readonly string _purpose;
    private int _last;

    public ScriptBodyBuilder(int mediaTypeId, string purpose = ScriptContent.DefaultPurpose)
    {
        _mediaTypeId = mediaTypeId;
        _purpose = purpose;
    }

    /// <summary>Adds an action and returns its id. A value of a list has one line per item.</summary>
    public int Add(string type, string caption, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var definition = Definition(type);
        var id = ++_last;
        var (row, column) = Math.DivRem(id - 1, Columns);
        _actions[Key(id)] = new JsonObject
        {
            ["actionId"] = id,
            ["libraryId"] = definition.Id!.Value.ToString("D").ToUpperInvariant(),
            ["name"] = definition.Name,
            ["version"] = definition.Version,
            ["label"] = caption,
            ["dependencyOrder"] = Key(id - 1),
            ["implType"] = "0",
            ["x"] = 64 + (column * ColumnWidth),
            ["y"] = 64 + (row * RowHeight),
        };
        var properties = new JsonObject();
        foreach (var (place, property) in definition.Properties.Index())
        {
            var value = property.DefaultValue;
            foreach (var (name, given) in values)
            {
                value = name == property.Name ? given : value;
            }

            var items = value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            properties[Key(place)] = new JsonObject
            {
                ["name"] = property.Name,
                ["value"] = property.IsList ? new JsonArray([.. items.Select(item => (JsonNode)item)]) : value,
            };
        }

        _properties[Key(id)] = properties;
        return id;
    }

    /// <summary>Adds an action behind the Default exit of another one.</summary>
    public int Then(int from, string type, string caption, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var id = Add(type, caption, values);
        Wire(from, id);
        return id;
    }

    /// <summary>Adds a branch: the Default exit without a label, an exit of the type by its name, or a free one such as a digit.</summary>
    public void Wire(int from, int to, string label = "")
    {
        var type = _actions[Key(from)]!["name"]!.GetValue<string>();
        var named = Definition(type).Branches.FirstOrDefault(branch => branch.Name == label);
        var (rank, kind) = label.Length == 0 ? (0, "default") : named is null ? (1, "custom") : (2, "branch");
        if (!_branches.TryGetValue(from, out var list))
        {
            _branches[from] = list = [];
        }

        list.Add((rank, new JsonObject
        {
            ["to"] = to,
            ["label"] = label,
            ["type"] = kind,
            ["index"] = named?.Index ?? 0,
            ["ports"] = "r,l",
            ["lineType"] = "orthogonal",
        }));
    }

    public JsonText Build()
    {
        var branches = new JsonObject();
        foreach (var (id, list) in _branches)
        {
            branches[Key(id)] = new JsonArray([.. list.OrderBy(entry => entry.Rank).Select(entry => (JsonNode)entry.Branch)]);
        }

        var content = new JsonObject
        {
            ["header"] = new JsonObject
            {
                ["mediaType"] = _mediaTypeId,
                ["mediaTypeName"] = ScriptContent.MediaName(_mediaTypeId),
                ["purposeType"] = _purpose,
                ["variableRedaction"] = string.Empty,
                ["nextActionId"] = _last + 1,
                ["status"] = "Active",
            },
            ["actions"] = _actions,
            ["properties"] = _properties,
            ["branches"] = branches,
        };
        return ScriptContent.Store(content, lastSavedIn: "cxs");
    }

    private static ActionDefinition Definition(string type) => ActionCatalogue.BuiltIn.Find(type)!;

    private static string Key(int number) => number.ToString(CultureInfo.InvariantCulture);
}
