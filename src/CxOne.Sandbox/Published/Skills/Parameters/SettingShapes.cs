using System.Text.Json.Nodes;

namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>Converts blocks between the names and types of a write and those of the responses.</summary>
internal static class SettingShapes
{
    /// <summary>Returns the object as it is stored.</summary>
    public static JsonObject Same(JsonObject block) => block.DeepClone().AsObject();

    /// <summary>Returns an object with other names for some of its members.</summary>
    public static JsonObject Renamed(JsonObject block, params ReadOnlySpan<(string From, string To)> names)
    {
        var json = new JsonObject();
        foreach (var (name, value) in block)
        {
            var to = name;
            foreach (var (from, other) in names)
            {
                to = from == name ? other : to;
            }

            json[to] = value?.DeepClone();
        }

        return json;
    }

    /// <summary>Returns an array with another object for each of its objects; an empty one for null.</summary>
    public static JsonArray Each(JsonNode? items, Func<JsonObject, int, JsonObject> convert) =>
        [.. (items as JsonArray ?? []).Select((item, index) => convert(item!.AsObject(), index))];

    public static string? Text(JsonObject json, string name) => json[name]?.GetValue<string>();
}
