using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CxOne.Studio.Model;

namespace CxOne.Studio.Reading;

/// <summary>Writes the body of <c>POST /scripts</c>.</summary>
internal static class ScriptContentWriter
{
    public static byte[] Write(StudioScript script)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ScriptJson.OneLine))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("scriptContent");
            writer.WriteStartObject("header");
            ScriptJson.WriteMembers(writer, script.Header.Members);
            writer.WriteEndObject();
            WriteMap(writer, "actions", script.Actions, WriteContentAction);
            WriteMap(writer, "properties", script.Actions, WriteContentProperties);
            WriteMap(writer, "branches", script.Actions.Where(action => action.Branches.Count > 0), WriteContentBranches);
            ScriptJson.WriteMembers(writer, script.Unknown);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMap(
        Utf8JsonWriter writer, string name, IEnumerable<ScriptAction> actions, Action<Utf8JsonWriter, ScriptAction> write)
    {
        writer.WriteStartObject(name);
        foreach (var action in actions)
        {
            writer.WritePropertyName(ScriptJson.Key(action));
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
        ScriptJson.WriteMembers(writer, action.Unknown);
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
            ScriptJson.WriteValue(writer, property);
            ScriptJson.WriteMembers(writer, property.Unknown);
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
            ScriptJson.WriteBranch(writer, branch);
            ScriptJson.WriteMembers(writer, branch.Layout);
            ScriptJson.WriteMembers(writer, branch.Unknown);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
