using System.Globalization;
using System.Text.Json;
using CxOne.Studio.Model;

namespace CxOne.Studio.Reading;

/// <summary>Takes values from JSON whose members may be missing or of another kind.</summary>
internal static class JsonValues
{
    public static JsonElement? Member(JsonElement json, string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The text of a text, number or Boolean; <see langword="null"/> for everything else.</summary>
    public static string? Text(JsonElement? json) => json?.ValueKind switch
    {
        JsonValueKind.String => json.Value.GetString(),
        JsonValueKind.Number => json.Value.GetRawText(),
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        _ => null,
    };

    public static int? Whole(JsonElement? json)
        => int.TryParse(Text(json), NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : null;

    /// <summary>The members that are not known, detached from the document.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Except(JsonElement json, params ReadOnlySpan<string> known)
        => Select(json, known, isIn: false);

    /// <summary>The members of the given names, detached from the document.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Only(JsonElement json, params ReadOnlySpan<string> names)
        => Select(json, names, isIn: true);

    private static IReadOnlyDictionary<string, JsonElement> Select(JsonElement json, ReadOnlySpan<string> names, bool isIn)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return StudioScript.NoMembers;
        }

        Dictionary<string, JsonElement>? members = null;
        foreach (var member in json.EnumerateObject())
        {
            if (names.Contains(member.Name) == isIn)
            {
                Verify(member.Value);
                (members ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal))[member.Name] = member.Value.Clone();
            }
        }

        return members ?? StudioScript.NoMembers;
    }

    /// <summary>Takes every text once: one that is damaged fails here, and not when the script is written.</summary>
    /// <exception cref="InvalidOperationException">A text is no valid Unicode.</exception>
    private static void Verify(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    _ = member.Name;
                    Verify(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    Verify(item);
                }

                break;
            case JsonValueKind.String:
                _ = json.GetString();
                break;
        }
    }
}
