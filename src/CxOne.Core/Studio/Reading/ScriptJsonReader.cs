using System.Globalization;
using System.Text.Json;
using CxOne.Studio.Model;

namespace CxOne.Studio.Reading;

/// <summary>Reads <c>{header, actions, properties, branches}</c>, the form of the tenant's API and of exports.</summary>
internal static class ScriptJsonReader
{
    internal static readonly string[] ActionLayout = ["x", "y", "xws", "yws"];
    internal static readonly string[] BranchLayout = ["labelDistance", "ports", "lineType", "elbows"];

    // The state of the web editor, which an export carries beside the script.
    private static readonly string[] EditorState =
    [
        "isDataLoaded", "isDataLoading", "isDataSaving", "isNewScript", "isViewOnlyMode", "isLockOverride", "isVersionHistoryMode",
        "dataLoadingProgress", "error", "issues", "startTraceOptions", "versionHistory", "scriptVersions", "lastVersionEdited",
        "traceWindowCount", "variables", "compareScript", "customConnectorIdentifier", "schemaVersion",
    ];

    public static StudioScript Read(JsonElement content, string fileName)
    {
        if (content.ValueKind != JsonValueKind.Object || JsonValues.Member(content, "actions") is not { } actions)
        {
            throw ScriptReader.Unreadable(fileName, StudioMessages.WithoutActions);
        }

        List<ScriptReadNote> notes = [];
        var properties = ById(JsonValues.Member(content, "properties"), "properties", notes);
        var branches = ById(JsonValues.Member(content, "branches"), "branches", notes);
        List<ScriptAction> read = [];
        foreach (var (key, json) in Entries(actions, fileName))
        {
            if (json.ValueKind != JsonValueKind.Object)
            {
                notes.Add(new ScriptReadNote(null, StudioMessages.ActionIsNoObject(key ?? "?")));
                continue;
            }

            if (Id(key, json, notes) is { } id)
            {
                read.Add(Action(id, json, properties, branches, notes));
            }
        }

        NoteOrphans(read, properties.Keys.Concat(branches.Keys), notes);
        return new StudioScript(Header(JsonValues.Member(content, "header"), notes), read)
        {
            FileName = Path.GetFileNameWithoutExtension(fileName),
            Source = ScriptSource.Json,
            Notes = notes,
            Issues = JsonValues.Member(content, "issues")?.Clone(),
            Unknown = JsonValues.Except(content, ["header", "actions", "properties", "branches", .. EditorState]),
        };
    }

    internal static ScriptHeader Header(JsonElement? json, List<ScriptReadNote> notes)
    {
        if (json is not { ValueKind: JsonValueKind.Object } header)
        {
            notes.Add(new ScriptReadNote(null, StudioMessages.WithoutHeader));
            return new ScriptHeader();
        }

        return new ScriptHeader { Members = JsonValues.Except(header) };
    }

    internal static IReadOnlyList<ScriptProperty> Properties(int id, JsonElement? json, List<ScriptReadNote> notes)
    {
        List<(int Place, ScriptProperty Property)> read = [];
        foreach (var (key, entry) in Entries(json))
        {
            var place = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : read.Count;
            if (entry.ValueKind != JsonValueKind.Object || JsonValues.Text(JsonValues.Member(entry, "name")) is not { } name)
            {
                notes.Add(new ScriptReadNote(id, StudioMessages.PropertyWithoutName(key ?? place.ToString(CultureInfo.InvariantCulture))));
                continue;
            }

            read.Add((place, Property(id, name, JsonValues.Member(entry, "value"), notes) with
            {
                Unknown = JsonValues.Except(entry, "name", "value"),
            }));
        }

        return [.. read.OrderBy(entry => entry.Place).Select(entry => entry.Property)];
    }

    internal static ScriptProperty Property(int id, string name, JsonElement? value, List<ScriptReadNote> notes)
    {
        if (value is { ValueKind: JsonValueKind.Array } list)
        {
            string[] items = [.. list.EnumerateArray().Select(item => JsonValues.Text(item) ?? string.Empty)];
            return new ScriptProperty(name, string.Join('\n', items)) { Items = items };
        }

        if (value is { ValueKind: JsonValueKind.Object } json)
        {
            notes.Add(new ScriptReadNote(id, StudioMessages.PropertyIsObject(name)));
            return new ScriptProperty(name, json.GetRawText());
        }

        return new ScriptProperty(name, JsonValues.Text(value) ?? string.Empty);
    }

    internal static IReadOnlyList<ScriptBranch> Branches(int id, JsonElement? json, List<ScriptReadNote> notes)
    {
        List<ScriptBranch> read = [];
        foreach (var (_, entry) in Entries(json))
        {
            if (entry.ValueKind != JsonValueKind.Object || JsonValues.Whole(JsonValues.Member(entry, "to")) is not { } to)
            {
                notes.Add(new ScriptReadNote(id, StudioMessages.BranchWithoutTarget));
                continue;
            }

            // XML writes -1 for an exit that is not wired, and tools that convert it keep the number.
            if (to == -1)
            {
                continue;
            }

            var label = JsonValues.Text(JsonValues.Member(entry, "label")) ?? string.Empty;
            read.Add(new ScriptBranch(to, label, Kind(id, JsonValues.Text(JsonValues.Member(entry, "type")), label, notes),
                JsonValues.Whole(JsonValues.Member(entry, "index")) ?? 0)
            {
                Layout = JsonValues.Only(entry, BranchLayout),
                Unknown = JsonValues.Except(entry, ["to", "label", "type", "index", .. BranchLayout]),
            });
        }

        return read;
    }

    private static BranchKind Kind(int id, string? type, string label, List<ScriptReadNote> notes)
    {
        switch (type?.Trim().ToLowerInvariant())
        {
            case "default":
                return BranchKind.Default;
            case "custom" or "case":
                return BranchKind.Free;
            case "branch":
                return BranchKind.Named;
            default:
                notes.Add(new ScriptReadNote(id, StudioMessages.BranchKindUnknown(type ?? string.Empty, label)));
                return string.IsNullOrWhiteSpace(label) ? BranchKind.Default : BranchKind.Named;
        }
    }

    private static ScriptAction Action(
        int id,
        JsonElement json,
        Dictionary<int, JsonElement> properties,
        Dictionary<int, JsonElement> branches,
        List<ScriptReadNote> notes)
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
            Caption = JsonValues.Text(JsonValues.Member(json, "label")) ?? name ?? string.Empty,
            LibraryId = JsonValues.Text(JsonValues.Member(json, "libraryId")) ?? string.Empty,
            Version = JsonValues.Whole(JsonValues.Member(json, "version")) ?? 1,
            ImplType = JsonValues.Text(JsonValues.Member(json, "implType")) ?? "0",
            DependencyOrder = JsonValues.Text(JsonValues.Member(json, "dependencyOrder")) ?? string.Empty,
            Properties = Properties(id, properties.TryGetValue(id, out var own) ? own : null, notes),
            Branches = Branches(id, branches.TryGetValue(id, out var wires) ? wires : null, notes),
            Layout = JsonValues.Only(json, ActionLayout),
            Unknown = JsonValues.Except(
                json, ["actionId", "libraryId", "name", "version", "label", "dependencyOrder", "implType", .. ActionLayout]),
        };
    }

    private static int? Id(string? key, JsonElement json, List<ScriptReadNote> notes)
    {
        var own = JsonValues.Whole(JsonValues.Member(json, "actionId"));
        int? byKey = int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (byKey is null && own is null)
        {
            notes.Add(new ScriptReadNote(null, StudioMessages.ActionWithoutId(key ?? "?")));
        }
        else if (byKey is not null && own is not null && byKey != own)
        {
            // Properties and branches are found by the key, and wires lead to it.
            notes.Add(new ScriptReadNote(byKey, StudioMessages.ActionIdDiffers(byKey.Value, own.Value)));
        }

        return byKey ?? own;
    }

    private static void NoteOrphans(List<ScriptAction> read, IEnumerable<int> ids, List<ScriptReadNote> notes)
    {
        var known = read.Select(action => action.Id).ToHashSet();
        foreach (var id in ids.Where(id => !known.Contains(id)).Distinct().Order())
        {
            notes.Add(new ScriptReadNote(id, StudioMessages.PartsOfNoAction(id)));
        }
    }

    private static Dictionary<int, JsonElement> ById(JsonElement? json, string part, List<ScriptReadNote> notes)
    {
        Dictionary<int, JsonElement> found = [];
        if (json is { ValueKind: JsonValueKind.Object } members)
        {
            foreach (var member in members.EnumerateObject())
            {
                if (int.TryParse(member.Name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
                {
                    found[id] = member.Value;
                }
                else
                {
                    notes.Add(new ScriptReadNote(null, StudioMessages.KeyIsNoId(part, member.Name)));
                }
            }
        }
        else if (json is not { ValueKind: JsonValueKind.Array, } list || list.GetArrayLength() > 0)
        {
            // An empty list is what some serializers make of an empty map.
            notes.Add(new ScriptReadNote(null, StudioMessages.PartMissing(part)));
        }

        return found;
    }

    private static IEnumerable<(string? Key, JsonElement Json)> Entries(JsonElement actions, string fileName)
        => actions.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? Entries(actions)
            : throw ScriptReader.Unreadable(fileName, StudioMessages.WithoutActions);

    private static IEnumerable<(string? Key, JsonElement Json)> Entries(JsonElement? json) => json?.ValueKind switch
    {
        JsonValueKind.Object => json.Value.EnumerateObject().Select(member => ((string?)member.Name, member.Value)),
        JsonValueKind.Array => json.Value.EnumerateArray().Select(entry => ((string?)null, entry)),
        _ => [],
    };
}
