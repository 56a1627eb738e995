using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>A member of a block of skill settings, as a write has it.</summary>
internal sealed record SettingField
{
    private SettingField(string name, bool isNullable, JsonNode? zero, Func<JsonBodyValidator, string, JsonNode?> read)
    {
        Name = name;
        IsNullable = isNullable;
        Zero = isNullable ? null : zero;
        Read = read;
    }

    public string Name { get; }

    public bool IsNullable { get; }

    /// <summary>The value of a member that a replacing write omits.</summary>
    public JsonNode? Zero { get; }

    /// <summary>The value in the sample by the position of the skill, from 0.</summary>
    public Func<int, JsonNode?> Sample { get; init; } = _ => null;

    private Func<JsonBodyValidator, string, JsonNode?> Read { get; }

    public static SettingField Whole(
        string name, Func<int, int?> sample, bool isNullable = false, int minimum = 0, int maximum = int.MaxValue) =>
        new(name, isNullable, 0, (body, member) => body.RequireInteger(member, minimum, maximum) is { } value ? value : null)
        {
            Sample = index => sample(index) is { } value ? value : null,
        };

    public static SettingField Number(string name, Func<int, decimal> sample, bool isNullable = false, decimal minimum = 0) =>
        new(name, isNullable, 0, (body, member) => body.RequireNumber(member, minimum, decimal.MaxValue) is { } value ? value : null)
        {
            Sample = index => sample(index),
        };

    public static SettingField Flag(string name, Func<int, bool> sample, bool isNullable = false) =>
        new(name, isNullable, false, (body, member) => body.RequireBoolean(member) is { } value ? value : null)
        {
            Sample = index => sample(index),
        };

    public static SettingField Text(string name, Func<int, string?> sample, bool isNullable = false, params string[] allowed) =>
        new(name, isNullable, string.Empty, (body, member) =>
            allowed.Length == 0 ? body.RequireStringOrEmpty(member) : body.RequireOneOf(member, allowed))
        {
            Sample = index => sample(index),
        };

    /// <summary>A time of day with hours and minutes, as <c>HH:mm</c>.</summary>
    public static SettingField Time(string name, Func<int, string> sample) =>
        new(name, isNullable: false, "00:00", (body, member) => TimeOfDay.Read(body, member))
        {
            Sample = index => sample(index),
        };

    /// <summary>An array of objects; each is read by <paramref name="readItem"/>.</summary>
    public static SettingField Items(
        string name, Func<int, JsonArray?> sample, Func<JsonBodyValidator, JsonObject> readItem, bool isNullable = true) =>
        new(name, isNullable, new JsonArray(), (body, member) => Objects(body, member, readItem))
        {
            Sample = index => sample(index),
        };

    /// <summary>Reads the member if the body has it. Adds a violation if the value is invalid.</summary>
    public void ReadInto(JsonObject target, JsonBodyValidator body)
    {
        if (body.Has(Name))
        {
            target[Name] = IsNullable && body.IsNull(Name) ? null : Read(body, Name);
        }
    }

    /// <summary>Reads an array of objects.</summary>
    public static JsonArray Objects(JsonBodyValidator body, string member, Func<JsonBodyValidator, JsonObject> readItem) =>
        [.. (body.RequireObjects(member, mayBeEmpty: true) ?? []).Select(readItem)];

    /// <summary>Reads an object with these fields, all of which it may omit.</summary>
    public static JsonObject ReadAll(JsonBodyValidator body, IReadOnlyList<SettingField> fields)
    {
        var json = new JsonObject();
        foreach (var field in fields)
        {
            field.ReadInto(json, body);
        }

        return json;
    }
}
