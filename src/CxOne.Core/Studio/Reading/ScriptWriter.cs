using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxOne.Studio.Model;

namespace CxOne.Studio.Reading;

/// <summary>
/// Writes scripts: the module's own file format, for repositories, and the form that the tenant's API takes. The same script gives the same
/// bytes on every machine: UTF-8 without a byte order mark, line feeds, two spaces, members in a fixed order, actions in order of their id.
/// </summary>
public static class ScriptWriter
{
    /// <summary>The name and version of the file format, its first member.</summary>
    public const string Format = "cxone-script/1";

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

    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes the module's own file. Ids of the tenant, locks and timestamps are left out, the layout is kept apart at the end, texts of
    /// several lines are written line by line, and every member that the module does not know is kept.
    /// </summary>
    /// <param name="script">The script.</param>
    public static byte[] WriteFile(StudioScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            WriteHeader(writer, script);
            writer.WriteStartArray("actions");
            foreach (var action in script.Actions)
            {
                WriteAction(writer, action);
            }

            writer.WriteEndArray();
            WriteMembers(writer, script.Unknown);
            WriteLayout(writer, script);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Writes the body of <c>POST /scripts</c>: <c>{"scriptContent": {header, actions, properties, branches}}</c>. Each action gets the
    /// four
    /// numbers of its place, because the tenant refuses an action without them.
    /// </summary>
    /// <param name="script">The script.</param>
    public static byte[] WriteContent(StudioScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, OneLine))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("scriptContent");
            writer.WriteStartObject("header");
            WriteMembers(writer, script.Header.Members);
            writer.WriteEndObject();
            WriteMap(writer, "actions", script.Actions, WriteContentAction);
            WriteMap(writer, "properties", script.Actions, WriteContentProperties);
            WriteMap(writer, "branches", script.Actions.Where(action => action.Branches.Count > 0), WriteContentBranches);
            WriteMembers(writer, script.Unknown);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

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
            WriteCanonical(writer, members[name]);
        }

        WriteMembers(writer, members.Where(member => !HeaderOrder.Contains(member.Key) && !Volatile.Contains(member.Key)));
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
        WriteMembers(writer, action.Unknown);
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
                    WriteBranch(line, branch);
                    WriteMembers(line, branch.Unknown);
                });
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteBranch(Utf8JsonWriter writer, ScriptBranch branch)
    {
        writer.WriteNumber("to", branch.To);
        writer.WriteString("label", branch.Label);
        writer.WriteString("type", branch.Kind switch { BranchKind.Default => "default", BranchKind.Free => "custom", _ => "branch" });
        writer.WriteNumber("index", branch.Index);
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
            WriteValue(writer, property);
            return;
        }

        if (lines is null)
        {
            Action<Utf8JsonWriter, Action<Utf8JsonWriter>> write = name is null ? WriteRaw : WriteRawItem;
            write(writer, line =>
            {
                WriteName(line);
                line.WritePropertyName("value");
                WriteValue(line, property);
                WriteMembers(line, property.Unknown);
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
        WriteMembers(writer, property.Unknown);
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

    private static void WriteValue(Utf8JsonWriter writer, ScriptProperty property)
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
            writer.WritePropertyName(Key(action));
            WriteRaw(writer, line => WriteMembers(line, action.Layout));
        }

        writer.WriteEndObject();
        writer.WriteStartObject("branches");
        foreach (var action in wired)
        {
            writer.WriteStartArray(Key(action));
            foreach (var branch in action.Branches)
            {
                WriteRawItem(writer, line => WriteMembers(line, branch.Layout));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteMap(
        Utf8JsonWriter writer, string name, IEnumerable<ScriptAction> actions, Action<Utf8JsonWriter, ScriptAction> write)
    {
        writer.WriteStartObject(name);
        foreach (var action in actions)
        {
            writer.WritePropertyName(Key(action));
            write(writer, action);
        }

        writer.WriteEndObject();
    }

    private static void WriteContentAction(Utf8JsonWriter writer, ScriptAction action)
    {
        writer.WriteStartObject();
        writer.WriteNumber("actionId", action.Id);
        writer.WriteString("libraryId", action.LibraryId);
        writer.WriteString("name", action.Name);
        writer.WriteNumber("version", action.Version);
        writer.WriteString("label", action.Caption);
        writer.WriteString("dependencyOrder", action.DependencyOrder);
        writer.WriteString("implType", action.ImplType);
        var (x, y) = (Place("x") ?? 0, Place("y") ?? 0);
        writer.WriteNumber("x", x);
        writer.WriteNumber("y", y);
        writer.WriteNumber("xws", Place("xws") ?? x);
        writer.WriteNumber("yws", Place("yws") ?? y);
        WriteMembers(writer, action.Unknown);
        writer.WriteEndObject();

        int? Place(string member) => action.Layout.TryGetValue(member, out var value)
            && double.TryParse(JsonValues.Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var place)
            && Math.Abs(place) < int.MaxValue
                ? (int)Math.Round(place)
                : null;
    }

    private static void WriteContentProperties(Utf8JsonWriter writer, ScriptAction action)
    {
        writer.WriteStartObject();
        for (var place = 0; place < action.Properties.Count; place++)
        {
            var property = action.Properties[place];
            writer.WriteStartObject(place.ToString(CultureInfo.InvariantCulture));
            writer.WriteString("name", property.Name);
            writer.WritePropertyName("value");
            WriteValue(writer, property);
            WriteMembers(writer, property.Unknown);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteContentBranches(Utf8JsonWriter writer, ScriptAction action)
    {
        writer.WriteStartArray();
        foreach (var branch in action.Branches)
        {
            writer.WriteStartObject();
            WriteBranch(writer, branch);
            WriteMembers(writer, branch.Layout);
            WriteMembers(writer, branch.Unknown);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Key(ScriptAction action) => action.Id.ToString(CultureInfo.InvariantCulture);

    private static void WriteRaw(Utf8JsonWriter writer, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var line = new Utf8JsonWriter(buffer, OneLine))
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
        using (var line = new Utf8JsonWriter(buffer, OneLine))
        {
            line.WriteStartObject();
            members(line);
            line.WriteEndObject();
        }

        writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }

    private static void WriteMembers(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            WriteCanonical(writer, value);
        }
    }

    /// <summary>Members sorted, numbers in the spelling in which they were read.</summary>
    private static void WriteCanonical(Utf8JsonWriter writer, JsonElement value)
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
