using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CxOne.Merge;

/// <summary>
/// Canonical JSON: members sorted by their UTF-16 code units, UTF-8, no white space, only the escapes that JSON requires. Numbers keep
/// their spelling, so that the hash covers the bytes that were sent and not an interpretation of them.
/// </summary>
internal static class CanonicalJson
{
    /// <returns>The SHA-256 of the canonical form as 64 lower-case hexadecimal digits.</returns>
    public static string Hash(JsonNode? json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(json))));

    public static string Write(JsonNode? json)
    {
        var text = new StringBuilder();
        Write(text, json);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? json)
    {
        switch (json)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                text.Append('{');
                var isFirst = true;
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    text.Append(isFirst ? null : ",");
                    isFirst = false;
                    WriteText(text, name);
                    text.Append(':');
                    Write(text, value);
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                for (var index = 0; index < items.Count; index++)
                {
                    text.Append(index == 0 ? null : ",");
                    Write(text, items[index]);
                }

                text.Append(']');
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteText(text, value.GetValue<string>());
                break;
            default:
                text.Append(json.ToJsonString());
                break;
        }
    }

    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
