using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxOne.Studio.Model;

namespace CxOne.Studio.Reading;

/// <summary>Writes the module's own file format.</summary>
internal static class ScriptFileWriter
{
    // What belongs to one tenant or one save, and not to the script.
    private static readonly string[] Volatile =
        ["masterId", "masterID", "libraryId", "busNo", "lockInfo", "timestamp", "modifyDate", "modifyUser", "scriptId"];

    private static readonly string[] HeaderOrder =
    [
        "scriptName", "mediaType", "mediaTypeName", "purposeType", "variableRedaction", "status", "nextActionId", "lastSavedIn",
        "wasLayoutAlgorithmRun",
    ];

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(StudioScript script)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("format", ScriptWriter.Format);
            WriteHeader(writer, script);
            writer.WriteStartArray("actions");
            foreach (var action in script.Actions)
            {
                WriteAction(writer, action);
            }

            writer.WriteEndArray();
            ScriptJson.WriteMembers(writer, script.Unknown);
            WriteLayout(writer, script);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteHeader(Utf8JsonWriter writer, StudioScript script)
    {
        writer.WriteStartObject("header");
        var members = script.Header.Members;
        if (!members.ContainsKey("scriptName") && script.Name.Length > 0)
        {
            writer.WriteString("scriptName", script.Name);
        }

        foreach (var name in HeaderOrder.Where(members.ContainsKey))
        {
            writer.WritePropertyName(name);
            ScriptJson.WriteCanonical(writer, members[name]);
        }

        ScriptJson.WriteMembers(writer, members.Where(member => !HeaderOrder.Contains(member.Key) && !Volatile.Contains(member.Key)));
        writer.WriteEndObject();
    }

    private static void WriteAction(Utf8JsonWriter writer, ScriptAction action)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", action.Id);
        writer.WriteString("name", action.Name);
        writer.WriteString("caption", action.Caption);
        writer.WriteString("libraryId", action.LibraryId);
        writer.WriteNumber("version", action.Version);
        writer.WriteString("implType", action.ImplType);
        writer.WriteString("dependencyOrder", action.DependencyOrder);
        ScriptJson.WriteMembers(writer, action.Unknown);
        if (action.Properties.Count > 0)
        {
            WriteProperties(writer, action.Properties);
        }

        if (action.Branches.Count > 0)
        {
            writer.WriteStartArray("branches");
            foreach (var branch in action.Branches)
            {
                WriteRawItem(writer, line =>
                {
                    ScriptJson.WriteBranch(line, branch);
                    ScriptJson.WriteMembers(line, branch.Unknown);
                });
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, IReadOnlyList<ScriptProperty> properties)
    {
        // Some types have several properties of one name; a map could not hold them.
        var isMap = properties.Select(property => property.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() == properties.Count;
        if (isMap)
        {
            writer.WriteStartObject("properties");
        }
        else
        {
            writer.WriteStartArray("properties");
        }

        foreach (var property in properties)
        {
            if (isMap)
            {
                writer.WritePropertyName(property.Name);
            }

            WriteProperty(writer, property, isMap ? null : property.Name);
        }

        if (isMap)
        {
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteEndArray();
        }
    }

    private static void WriteProperty(Utf8JsonWriter writer, ScriptProperty property, string? name)
    {
        var (member, lines) = Lines(property);
        if (name is null && lines is null && property.Unknown.Count == 0)
        {
            ScriptJson.WriteValue(writer, property);
            return;
        }

        if (lines is null)
        {
            Action<Utf8JsonWriter, Action<Utf8JsonWriter>> write = name is null ? WriteRaw : WriteRawItem;
            write(writer, line =>
            {
                WriteName(line);
                line.WritePropertyName("value");
                ScriptJson.WriteValue(line, property);
                ScriptJson.WriteMembers(line, property.Unknown);
            });
            return;
        }

        writer.WriteStartObject();
        WriteName(writer);
        writer.WriteStartArray(member);
        foreach (var text in lines)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
        ScriptJson.WriteMembers(writer, property.Unknown);
        writer.WriteEndObject();

        void WriteName(Utf8JsonWriter target)
        {
            if (name is not null)
            {
                target.WriteString("name", name);
            }
        }
    }

    /// <summary>A text of several lines, all with the same line break; a mixed one stays a single text.</summary>
    private static (string Member, string[]? Lines) Lines(ScriptProperty property)
    {
        if (property.Items is not null || !property.Value.Contains('\n', StringComparison.Ordinal))
        {
            return (string.Empty, null);
        }

        var windows = property.Value.Split("\r\n");
        if (!windows.Any(line => line.AsSpan().ContainsAny('\r', '\n')))
        {
            return ("crlf", windows);
        }

        return property.Value.Contains('\r', StringComparison.Ordinal) ? (string.Empty, null) : ("lf", property.Value.Split('\n'));
    }

    private static void WriteLayout(Utf8JsonWriter writer, StudioScript script)
    {
        var placed = script.Actions.Where(action => action.Layout.Count > 0).ToArray();
        var wired = script.Actions.Where(action => action.Branches.Any(branch => branch.Layout.Count > 0)).ToArray();
        if (placed.Length == 0 && wired.Length == 0)
        {
            return;
        }

        writer.WriteStartObject("layout");
        writer.WriteStartObject("actions");
        foreach (var action in placed)
        {
            writer.WritePropertyName(ScriptJson.Key(action));
            WriteRaw(writer, line => ScriptJson.WriteMembers(line, action.Layout));
        }

        writer.WriteEndObject();
        writer.WriteStartObject("branches");
        foreach (var action in wired)
        {
            writer.WriteStartArray(ScriptJson.Key(action));
            foreach (var branch in action.Branches)
            {
                WriteRawItem(writer, line => ScriptJson.WriteMembers(line, branch.Layout));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter writer, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var line = new Utf8JsonWriter(buffer, ScriptJson.OneLine))
        {
            line.WriteStartObject();
            members(line);
            line.WriteEndObject();
        }

        writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>The same as an item of a list; the writer breaks no line before a raw value.</summary>
    private static void WriteRawItem(Utf8JsonWriter writer, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write(Encoding.ASCII.GetBytes("\n" + new string(' ', writer.CurrentDepth * 2)));
        using (var line = new Utf8JsonWriter(buffer, ScriptJson.OneLine))
        {
            line.WriteStartObject();
            members(line);
            line.WriteEndObject();
        }

        writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }
}
