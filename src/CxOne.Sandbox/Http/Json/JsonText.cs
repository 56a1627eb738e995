using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Http;

/// <summary>
/// JSON as it was sent, byte for byte except for the white space between its tokens: members keep their order, numbers
/// and strings the way in which they are spelled.
/// </summary>
[JsonConverter(typeof(JsonTextConverter))]
internal sealed class JsonText
{
    private readonly byte[] _utf8;

    private JsonText(byte[] utf8) => _utf8 = utf8;

    public ReadOnlyMemory<byte> Utf8 => _utf8;

    /// <summary>Takes JSON that has been found valid.</summary>
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

    /// <summary>The text of a member of the object; null when it has no such member, or when that is no string.</summary>
    public string? Member(string name)
    {
        using var document = JsonDocument.Parse(_utf8);
        return document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
    }

    /// <summary>The same object with another value of one member, in its place; at the end when it was not there.</summary>
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
            // Of a property, ToString gives the text as it stands.
            members.Add(isMember ? replacement : property.ToString());
        }

        if (!isReplaced)
        {
            members.Add(replacement);
        }

        return new JsonText(Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}"));
    }
}
