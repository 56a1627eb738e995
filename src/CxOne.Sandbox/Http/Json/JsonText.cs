using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Http;

/// <summary>
/// JSON as it was sent, without the white space between tokens. Members keep their order; numbers and strings keep their spelling.
/// </summary>
[JsonConverter(typeof(JsonTextConverter))]
internal sealed class JsonText
{
    private readonly byte[] _utf8;

    private JsonText(byte[] utf8) => _utf8 = utf8;

    public ReadOnlyMemory<byte> Utf8 => _utf8;

    /// <summary>Creates an instance from valid JSON.</summary>
    public static JsonText Of(ReadOnlySpan<byte> json)
    {
        var compact = new byte[json.Length];
        var length = 0;
        var isText = false;
        var isEscaped = false;
        foreach (var character in json)
        {
            if (isText)
            {
                isText = isEscaped || character != '"';
                isEscaped = !isEscaped && character == '\\';
            }
            else if (character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                continue;
            }
            else
            {
                isText = character == '"';
            }

            compact[length++] = character;
        }

        return new JsonText(compact[..length]);
    }

    public static JsonText Of(JsonElement element) => Of(Encoding.UTF8.GetBytes(element.GetRawText()));

    public static JsonText Of(JsonNode node) => new(StateJson.ToBytes(node));

    public bool IsSameAs(JsonText other) => _utf8.AsSpan().SequenceEqual(other._utf8);

    /// <summary>Returns the value of a string member; null if it is missing or not a string.</summary>
    public string? Member(string name)
    {
        using var document = JsonDocument.Parse(_utf8);
        return document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
    }

    /// <summary>Returns the object with another value of a member, which keeps its position; a new member is added at the end.</summary>
    public JsonText With(string member, JsonNode value)
    {
        var replacement = $"\"{member}\":{Encoding.UTF8.GetString(StateJson.ToBytes(value))}";
        using var document = JsonDocument.Parse(_utf8);
        var members = new List<string>();
        var isReplaced = false;
        foreach (var property in document.RootElement.EnumerateObject())
        {
            var isMember = property.NameEquals(member);
            isReplaced |= isMember;
            // JsonProperty.ToString returns the original text.
            members.Add(isMember ? replacement : property.ToString());
        }

        if (!isReplaced)
        {
            members.Add(replacement);
        }

        return new JsonText(Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}"));
    }
}

/// <summary>Writes JSON to a state file as JSON, not as a string that contains JSON.</summary>
internal sealed class JsonTextConverter : JsonConverter<JsonText>
{
    public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return JsonText.Of(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
