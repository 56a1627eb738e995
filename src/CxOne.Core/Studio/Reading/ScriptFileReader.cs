using System.Globalization;
using System.Text.Json;
using CxOne.Studio.Model;

namespace CxOne.Studio.Reading;

/// <summary>Reads the module's own file format, which <see cref="ScriptWriter"/> writes and a person may edit.</summary>
internal static class ScriptFileReader
{
    public static StudioScript Read(JsonElement root, string format, string fileName)
    {
        if (format != ScriptWriter.Format)
        {
            throw ScriptReader.Unreadable(fileName, StudioMessages.FormatUnknown(format, ScriptWriter.Format));
        }

        if (JsonValues.Member(root, "actions") is not { ValueKind: JsonValueKind.Array } actions)
        {
            throw ScriptReader.Unreadable(fileName, StudioMessages.WithoutActions);
        }

        List<ScriptReadNote> notes = [];
        var layout = JsonValues.Member(root, "layout");
        var actionLayout = layout is { } own ? JsonValues.Member(own, "actions") : null;
        var branchLayout = layout is { } same ? JsonValues.Member(same, "branches") : null;
        List<ScriptAction> read = [];
        foreach (var json in actions.EnumerateArray())
        {
            if (JsonValues.Whole(JsonValues.Member(json, "id")) is { } id)
            {
                var key = id.ToString(CultureInfo.InvariantCulture);
                read.Add(Action(
                    id,
                    json,
                    actionLayout is { } places ? JsonValues.Member(places, key) : null,
                    branchLayout is { } wires ? JsonValues.Member(wires, key) : null,
                    notes));
            }
            else
            {
                var caption = JsonValues.Text(JsonValues.Member(json, "caption")) ?? "?";
                notes.Add(new ScriptReadNote(null, StudioMessages.ActionWithoutId(caption)));
            }
        }

        return new StudioScript(ScriptJsonReader.Header(JsonValues.Member(root, "header"), notes), read)
        {
            FileName = Path.GetFileNameWithoutExtension(fileName),
            Source = ScriptSource.File,
            Notes = notes,
            Unknown = JsonValues.Except(root, "format", "header", "actions", "layout"),
        };
    }

    private static ScriptAction Action(
        int id, JsonElement json, JsonElement? place, JsonElement? wires, List<ScriptReadNote> notes)
    {
        var name = JsonValues.Text(JsonValues.Member(json, "name"));
        if (string.IsNullOrWhiteSpace(name))
        {
            notes.Add(new ScriptReadNote(id, StudioMessages.ActionWithoutName));
        }

        return new ScriptAction
        {
            Id = id,
            Name = name ?? string.Empty,
            Caption = JsonValues.Text(JsonValues.Member(json, "caption")) ?? name ?? string.Empty,
            LibraryId = JsonValues.Text(JsonValues.Member(json, "libraryId")) ?? string.Empty,
            Version = JsonValues.Whole(JsonValues.Member(json, "version")) ?? 1,
            ImplType = JsonValues.Text(JsonValues.Member(json, "implType")) ?? "0",
            DependencyOrder = JsonValues.Text(JsonValues.Member(json, "dependencyOrder")) ?? string.Empty,
            Properties = Properties(id, JsonValues.Member(json, "properties"), notes),
            Branches = WithLayout(ScriptJsonReader.Branches(id, JsonValues.Member(json, "branches"), notes), wires),
            Layout = place is { } xy ? JsonValues.Except(xy) : StudioScript.NoMembers,
            Unknown = JsonValues.Except(
                json, "id", "name", "caption", "libraryId", "version", "implType", "dependencyOrder", "properties", "branches"),
        };
    }

    private static IReadOnlyList<ScriptProperty> Properties(int id, JsonElement? json, List<ScriptReadNote> notes)
        => json is { ValueKind: JsonValueKind.Object } members
            ? [.. members.EnumerateObject().Select(member => Property(id, member.Name, member.Value, notes))]
            : json is { ValueKind: JsonValueKind.Array } list
                ? [.. list.EnumerateArray()
                    .Where(entry => JsonValues.Text(JsonValues.Member(entry, "name")) is not null)
                    .Select(entry => Property(id, JsonValues.Text(JsonValues.Member(entry, "name"))!, entry, notes))]
                : [];

    private static ScriptProperty Property(int id, string name, JsonElement json, List<ScriptReadNote> notes)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return ScriptJsonReader.Property(id, name, json, notes);
        }

        var read = Lines(json, "crlf", "\r\n") is { } windows ? new ScriptProperty(name, windows)
            : Lines(json, "lf", "\n") is { } unix ? new ScriptProperty(name, unix)
            : ScriptJsonReader.Property(id, name, JsonValues.Member(json, "value"), notes);
        return read with { Unknown = JsonValues.Except(json, "name", "value", "crlf", "lf") };
    }

    private static string? Lines(JsonElement json, string name, string lineBreak)
        => JsonValues.Member(json, name) is { ValueKind: JsonValueKind.Array } lines
            ? string.Join(lineBreak, lines.EnumerateArray().Select(line => JsonValues.Text(line) ?? string.Empty))
            : null;

    private static IReadOnlyList<ScriptBranch> WithLayout(IReadOnlyList<ScriptBranch> branches, JsonElement? wires)
        => wires is { ValueKind: JsonValueKind.Array } list
            ? [.. branches.Select((branch, place) => place < list.GetArrayLength() && list[place].ValueKind == JsonValueKind.Object
                ? branch with { Layout = JsonValues.Except(list[place]) }
                : branch)]
            : branches;
}
