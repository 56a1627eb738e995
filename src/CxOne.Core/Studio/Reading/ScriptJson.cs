using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxOne.Studio.Model;

namespace CxOne.Studio.Reading;

/// <summary>What both forms of a script write alike: members in a fixed order, numbers in the spelling in which they were read.</summary>
internal static class ScriptJson
{
    public static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Key(ScriptAction action) => action.Id.ToString(CultureInfo.InvariantCulture);

    public static void WriteBranch(Utf8JsonWriter writer, ScriptBranch branch)
    {
        writer.WriteNumber("to", branch.To);
        writer.WriteString("label", branch.Label);
        writer.WriteString("type", branch.Kind switch { BranchKind.Default => "default", BranchKind.Free => "custom", _ => "branch" });
        writer.WriteNumber("index", branch.Index);
    }

    public static void WriteValue(Utf8JsonWriter writer, ScriptProperty property)
    {
        if (property.Items is not { } items)
        {
            writer.WriteStringValue(property.Value);
            return;
        }

        writer.WriteStartArray();
        foreach (var item in items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }

    public static void WriteMembers(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            WriteCanonical(writer, value);
        }
    }

    /// <summary>Members sorted, numbers in the spelling in which they were read.</summary>
    public static void WriteCanonical(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                WriteMembers(writer, value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value)));
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    WriteCanonical(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(value.GetString());
                break;
            default:
                writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
                break;
        }
    }
}
