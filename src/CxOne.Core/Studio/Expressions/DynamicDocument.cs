using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace CxOne.Studio.Expressions;

/// <summary>Dynamic objects from and to JSON and XML text.</summary>
internal static class DynamicDocument
{
    private const int MaxDepth = 32;
    private static readonly JsonWriterOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth + 1 };

    /// <summary>JSON in which every value is quoted, as the platform writes it; <see langword="null"/> if a value is not known.</summary>
    public static string? ToJson(StudioValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Relaxed))
        {
            if (!Write(writer, value, 0))
            {
                return null;
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <returns>The object; <see langword="null"/> if the text is neither JSON nor XML.</returns>
    public static StudioValue? Parse(string text)
    {
        try
        {
            if (text.AsSpan().TrimStart() is ['<', ..])
            {
                using var reader = XmlReader.Create(
                    new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
                var root = XDocument.Load(reader).Root!;
                var document = new ObjectValue();
                document.Members[root.Name.LocalName] = FromXml(root, 0);
                return document;
            }

            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? FromJson(json.RootElement) : null;
        }
        catch (Exception exception) when (exception is JsonException or XmlException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Write(Utf8JsonWriter writer, StudioValue value, int depth)
    {
        if (depth > MaxDepth || value.IsUnknown)
        {
            return false;
        }

        switch (value)
        {
            case ObjectValue item:
                writer.WriteStartObject();
                foreach (var (name, member) in item.Members)
                {
                    writer.WritePropertyName(name);
                    if (!Write(writer, member, depth + 1))
                    {
                        return false;
                    }
                }

                writer.WriteEndObject();
                return true;
            case ListValue list:
                writer.WriteStartArray();
                foreach (var entry in list.Items)
                {
                    if (!Write(writer, entry, depth + 1))
                    {
                        return false;
                    }
                }

                writer.WriteEndArray();
                return true;
            default:
                writer.WriteStringValue(value.Text);
                return true;
        }
    }

    private static StudioValue FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new ObjectValue(Members(json)),
        JsonValueKind.Array => new ListValue([.. json.EnumerateArray().Select(FromJson)]),
        JsonValueKind.String => StudioValue.Of(json.GetString()!),
        JsonValueKind.Number when json.TryGetDecimal(out var number) => StudioValue.Of(number),
        JsonValueKind.Number => StudioValue.Of(json.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => StudioValue.Of(json.GetBoolean()),
        _ => StudioValue.Empty,
    };

    private static Dictionary<string, StudioValue> Members(JsonElement json)
    {
        Dictionary<string, StudioValue> members = new(StringComparer.OrdinalIgnoreCase);
        foreach (var member in json.EnumerateObject())
        {
            members[member.Name] = FromJson(member.Value);
        }

        return members;
    }

    private static StudioValue FromXml(XElement element, int depth)
    {
        if (depth > MaxDepth || (!element.HasElements && !element.HasAttributes))
        {
            return StudioValue.Of(element.Value);
        }

        Dictionary<string, StudioValue> members = new(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in element.Attributes())
        {
            members["$" + attribute.Name.LocalName] = StudioValue.Of(attribute.Value);
        }

        foreach (var group in element.Elements().GroupBy(child => child.Name.LocalName, StringComparer.OrdinalIgnoreCase))
        {
            StudioValue[] values = [.. group.Select(child => FromXml(child, depth + 1))];
            members[group.Key] = values.Length == 1 ? values[0] : new ListValue([.. values]);
        }

        return new ObjectValue(members);
    }
}
