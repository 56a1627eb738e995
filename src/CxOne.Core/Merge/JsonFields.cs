using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CxOne.Merge;

/// <summary>
/// Reads and writes members of a resource and leaves all others untouched: their order, unknown members and the spelling of numbers.
/// </summary>
/// <remarks>
/// A <see cref="JsonNode"/> that was parsed is backed by a <see cref="JsonElement"/> until it is replaced: it is written with the raw text
/// of its numbers, and <see cref="JsonNode.DeepClone"/> copies that element, raw text included. Strings are the exception: they are
/// unescaped and escaped again by the writer, so that <c>\u00e9</c> goes back as <c>é</c>, and an emoji as two <c>\u</c> escapes.
/// </remarks>
internal static class JsonFields
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions RelaxedWriter = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="JsonException">The JSON is not an object, or an object in it has two members of the same name.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> json)
        => JsonNode.Parse(json, documentOptions: Strict) as JsonObject ?? throw new JsonException(MergeMessages.NotAnObject);

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static JsonObject Parse(JsonElement json) => Parse(JsonMarshal.GetRawUtf8Value(json));

    /// <summary>Compact JSON that escapes only what JSON requires, as tenants write it.</summary>
    public static string Write(JsonNode node) => node.ToJsonString(Relaxed);

    /// <summary>The same as UTF-8.</summary>
    public static ReadOnlyMemory<byte> WriteUtf8(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, RelaxedWriter))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenMemory;
    }

    public static JsonElement ToElement(JsonNode? node)
    {
        var reader = new Utf8JsonReader(node is null ? "null"u8 : WriteUtf8(node).Span);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>A view of the element as a node. Nothing is copied or written.</summary>
    public static JsonNode? ToNode(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        _ => JsonValue.Create(element),
    };

    /// <summary>The value of a member; absent if the member or one of its parents is absent.</summary>
    public static MemberValue Get(JsonObject root, FieldPath path)
    {
        var owner = root;
        foreach (var parent in path.Parents)
        {
            if (owner[parent] is not JsonObject next)
            {
                return MemberValue.Absent;
            }

            owner = next;
        }

        return owner.TryGetPropertyValue(path.Name, out var value) ? new MemberValue(value) : MemberValue.Absent;
    }

    /// <summary>Makes one change in place. A replaced member keeps its position; missing parents are created.</summary>
    public static void Apply(JsonObject root, FieldChange change)
    {
        var owner = root;
        foreach (var parent in change.Path.Parents)
        {
            if (owner[parent] is not JsonObject next)
            {
                if (!change.Value.IsPresent)
                {
                    return;
                }

                owner[parent] = next = [];
            }

            owner = next;
        }

        if (change.Value.IsPresent)
        {
            // A node has one parent, and a change may be applied to several resources.
            owner[change.Path.Name] = change.Value.Node?.DeepClone();
        }
        else
        {
            owner.Remove(change.Path.Name);
        }
    }

    /// <summary>A copy with the changes applied in order.</summary>
    public static JsonObject With(JsonObject root, IEnumerable<FieldChange> changes)
    {
        var copy = (JsonObject)root.DeepClone();
        foreach (var change in changes)
        {
            Apply(copy, change);
        }

        return copy;
    }

    /// <summary>The changes that turn one resource into another.</summary>
    /// <param name="from">The resource to start from.</param>
    /// <param name="to">The resource to arrive at.</param>
    /// <param name="depth">Levels of nested objects that are compared member by member; a deeper object changes as a whole.</param>
    public static IReadOnlyList<FieldChange> Difference(JsonObject from, JsonObject to, int depth = 1)
        => [.. Difference(from, to, [], depth)];

    /// <summary>The same, with the values before and after as text.</summary>
    /// <inheritdoc cref="Difference(JsonObject, JsonObject, int)"/>
    public static CxFieldDifference[] Compare(JsonObject from, JsonObject to, int depth = 1)
        => [.. Difference(from, to, depth).Select(change => CxFieldDifference.Of(change.Path, Get(from, change.Path), change.Value))];

    private static IEnumerable<FieldChange> Difference(JsonObject from, JsonObject to, string[] parents, int depth)
    {
        foreach (var name in from.Select(member => member.Key).Union(to.Select(member => member.Key), StringComparer.Ordinal))
        {
            var member = new FieldPath(name);
            var (before, after) = (Get(from, member), Get(to, member));
            if (depth > 0 && before.Node is JsonObject inFrom && after.Node is JsonObject inTo)
            {
                foreach (var change in Difference(inFrom, inTo, [.. parents, name], depth - 1))
                {
                    yield return change;
                }
            }
            else if (!before.HasSameValue(after))
            {
                yield return new FieldChange(new FieldPath([.. parents, name]), after);
            }
        }
    }
}
