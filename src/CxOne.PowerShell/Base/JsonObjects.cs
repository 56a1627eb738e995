using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace CxOne.PowerShell.Base;

/// <summary>Between JSON and PowerShell's objects. Text stays text: a date that nobody asked to be read is not changed.</summary>
internal static class JsonObjects
{
    private const int DeepestNesting = 64;

    public static object? ToPowerShell(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var item = new PSObject();
                foreach (var member in json.EnumerateObject())
                {
                    // Names that differ in case only cannot stand side by side in pwsh; the first stays.
                    if (item.Properties[member.Name] is null && member.Name.Length > 0)
                    {
                        item.Properties.Add(new PSNoteProperty(member.Name, ToPowerShell(member.Value)));
                    }
                }

                return item;
            case JsonValueKind.Array:
                var items = json.GetArrayLength() == 0 ? [] : new object?[json.GetArrayLength()];
                var place = 0;
                foreach (var entry in json.EnumerateArray())
                {
                    items[place++] = ToPowerShell(entry);
                }

                return items;
            case JsonValueKind.String:
                return json.GetString();
            case JsonValueKind.Number:
                return json.TryGetInt64(out var whole) ? whole : json.TryGetDecimal(out var exact) ? exact : json.GetDouble();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                return null;
        }
    }

    /// <exception cref="ArgumentException">The value is nested too deeply, or holds itself.</exception>
    public static byte[] ToJson(object? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, value, 0);
        }

        return stream.ToArray();
    }

    public static JsonElement ToElement(object? value)
    {
        using var document = JsonDocument.Parse(ToJson(value));
        return document.RootElement.Clone();
    }

    /// <summary>Names and values of a hashtable or of any object's members.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Members(object value)
    {
        var bare = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        return bare is IDictionary dictionary
            ? dictionary.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create(Text(entry.Key), Bare(entry.Value)))
            : PSObject.AsPSObject(value).Properties
                .Where(property => property.IsGettable)
                .Select(property => KeyValuePair.Create(property.Name, Bare(property.Value)));
    }

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new ArgumentException($"The object is nested more than {DeepestNesting} levels deep, or holds itself.", nameof(value));
        }

        switch (Bare(value))
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonElement json:
                json.WriteTo(writer);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case char character:
                writer.WriteStringValue(character.ToString());
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case SwitchParameter flag:
                writer.WriteBooleanValue(flag.IsPresent);
                break;
            case DateTime time:
                writer.WriteStringValue(time);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                break;
            case Enum name:
                writer.WriteStringValue(name.ToString());
                break;
            case double number when !double.IsFinite(number):
                throw new ArgumentException("JSON has no infinity and no NaN.", nameof(value));
            case double number:
                writer.WriteNumberValue(number);
                break;
            case float number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case byte or sbyte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(Bare(value), CultureInfo.InvariantCulture));
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case TimeSpan time:
                writer.WriteStringValue(time.ToString("c", CultureInfo.InvariantCulture));
                break;
            case Guid or Uri or Version:
                writer.WriteStringValue(Bare(value)!.ToString());
                break;
            case IDictionary:
                WriteMembers(writer, value!, depth);
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteMembers(writer, value!, depth);
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, object value, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, member) in Members(value))
        {
            writer.WritePropertyName(name);
            Write(writer, member, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static string Text(object key) => Convert.ToString(key, CultureInfo.InvariantCulture) ?? string.Empty;
}
