using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CxOne.Merge;

/// <summary>
/// Canonical JSON: members sorted by their UTF-16 code units, UTF-8, no white space, only the escapes that JSON demands. Numbers
/// stay as they are written, so that the hash is one of what was sent and not of a reading of it.
/// </summary>
internal static class CanonicalJson
{
    /// <returns>SHA-256 of the canonical form, lower-case hex.</returns>
    public static string Hash(JsonElement json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(json))));

    public static string Write(JsonElement json)
    {
        var text = new StringBuilder();
        Write(text, json);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                var first = true;
                foreach (var member in json.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    text.Append(first ? null : ",");
                    first = false;
                    WriteText(text, member.Name);
                    text.Append(':');
                    Write(text, member.Value);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                for (var at = 0; at < json.GetArrayLength(); at++)
                {
                    text.Append(at == 0 ? null : ",");
                    Write(text, json[at]);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                WriteText(text, json.GetString()!);
                break;
            default:
                text.Append(json.GetRawText());
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
