using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Http;

namespace CxOne.Merge;

/// <summary>
/// Reads and writes members of a resource without touching any other: order, unknown members and the writing of numbers stay.
/// </summary>
internal static class JsonFields
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="JsonException">It is not an object, or a name stands twice.</exception>
    public static JsonObject Parse(ReadOnlyMemory<byte> json)
        => JsonNode.Parse(json.Span, documentOptions: Strict) as JsonObject ?? throw new JsonException("An object is expected.");

    /// <exception cref="JsonException">It is not an object, or a name stands twice.</exception>
    public static JsonObject Parse(JsonElement json) => Parse(JsonSerializer.SerializeToUtf8Bytes(json, CxJson.Default.JsonElement));

    /// <summary>A resource as it is sent: nothing is escaped that JSON lets stand, as tenants write it themselves.</summary>
    public static string Write(JsonNode node) => node.ToJsonString(Relaxed);

    public static JsonElement ToElement(JsonNode node)
    {
        using var document = JsonDocument.Parse(Write(node));
        return document.RootElement.Clone();
    }

    /// <returns>The member, or nothing where it or a parent of it is not there.</returns>
    public static JsonNode? Find(JsonObject root, FieldPath path, out bool isPresent)
    {
        var at = root;
        isPresent = false;
        foreach (var parent in path.Parents)
        {
            if (at[parent] is not JsonObject next)
            {
                return null;
            }

            at = next;
        }

        isPresent = at.TryGetPropertyValue(path.Name, out var value);
        return value;
    }

    public static JsonElement? Get(JsonObject root, FieldPath path)
    {
        var value = Find(root, path, out var isPresent);
        return isPresent ? value is null ? Null : ToElement(value) : null;
    }

    /// <summary>Makes one change in place; a member that stays keeps its place.</summary>
    public static void Apply(JsonObject root, FieldChange change)
    {
        var at = root;
        foreach (var parent in change.Path.Parents)
        {
            if (at[parent] is not JsonObject next)
            {
                if (change.Value is null)
                {
                    return;
                }

                at[parent] = next = [];
            }

            at = next;
        }

        if (change.Value is { } value)
        {
            at[change.Path.Name] = JsonNode.Parse(value.GetRawText());
        }
        else
        {
            at.Remove(change.Path.Name);
        }
    }

    /// <summary>Equal in value: 2 and 2.0 are the same, the order of members does not count.</summary>
    public static bool AreEqual(JsonElement? left, JsonElement? right) => (left, right) switch
    {
        (null, null) => true,
        ({ } a, { } b) => JsonElement.DeepEquals(a, b),
        _ => false,
    };

    public static bool AreEqual(JsonObject left, JsonObject right) => JsonElement.DeepEquals(ToElement(left), ToElement(right));

    /// <summary>The changes that make one resource of another, member by member; objects are gone into one level deep.</summary>
    public static IReadOnlyList<FieldChange> Difference(JsonObject from, JsonObject to, int depth = 1)
        => [.. Difference(from, to, [], depth)];

    private static JsonElement Null { get; } = JsonDocument.Parse("null").RootElement.Clone();

    private static IEnumerable<FieldChange> Difference(JsonObject from, JsonObject to, string[] parents, int depth)
    {
        foreach (var name in from.Select(member => member.Key).Union(to.Select(member => member.Key), StringComparer.Ordinal))
        {
            var path = new FieldPath([.. parents, name]);
            if (depth > 0 && from[name] is JsonObject inFrom && to[name] is JsonObject inTo)
            {
                foreach (var change in Difference(inFrom, inTo, [.. parents, name], depth - 1))
                {
                    yield return change;
                }

                continue;
            }

            var wanted = Get(to, new FieldPath(name));
            if (!AreEqual(Get(from, new FieldPath(name)), wanted))
            {
                yield return new FieldChange(path, wanted);
            }
        }
    }
}
