using System.Globalization;
using System.Text.Json;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.Published.Skills;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>
/// Checks the form of the body of a save: members that are missing or of another type. What the form allows and the check of a tenant
/// refuses is in <see cref="ScriptSaveCheck"/>. Members that the tenant does not know are allowed, because it keeps them.
/// </summary>
internal static class ScriptContentChecks
{
    private const int LongestName = 100;
    private const string Refused = "<>:\"/|?*";

    // Exports have "custom" where clients were seen to send "case".
    private static readonly string[] BranchTypes = ["default", "case", "custom", "branch"];

    /// <summary>Reads name and medium of the script; the body has violations if either is missing.</summary>
    public static (string Name, int MediaTypeId) Check(JsonBodyValidator body)
    {
        var content = body.RequireObject("scriptContent");
        content.AllowOthers();
        var header = content.RequireObject("header");
        header.AllowOthers();
        var name = header.RequireString("scriptName");
        if (name is not null && !IsName(name))
        {
            header.Violate("scriptName", "NOT_ALLOWED", $"must be a name of at most {LongestName} characters without any of {Refused}.");
        }

        var mediaTypeId = header.RequireInteger("mediaType", 1, int.MaxValue);
        if (mediaTypeId is { } id && !MediaTypes.IsKnown(id))
        {
            header.Violate("mediaType", "NOT_FOUND", $"names no media type: {id}.");
        }

        var ids = Actions(content);
        if (header.RequireInteger("nextActionId", 1, int.MaxValue) is { } next && ids.Count > 0 && next <= ids.Max())
        {
            header.Violate("nextActionId", "OUT_OF_RANGE", "must be greater than the id of every action.");
        }

        Properties(content, ids);
        Branches(content, ids);
        return (name ?? string.Empty, mediaTypeId ?? MediaTypes.Phone);
    }

    private static bool IsName(string name) => name.Length <= LongestName
        && name.Split('\\').All(part => part.Length > 0 && part.Trim() == part)
        && !name.Any(character => char.IsControl(character) || Refused.Contains(character, StringComparison.Ordinal));

    private static HashSet<int> Actions(JsonBodyValidator content)
    {
        HashSet<int> ids = [];
        foreach (var (key, action) in Entries(content, "actions"))
        {
            action.AllowOthers();
            if (!IsId(key, out var id))
            {
                action.Violate("actionId", "INVALID_TYPE", $"cannot be '{key}'.");
                continue;
            }

            ids.Add(id);
            if (action.RequireInteger("actionId", 1, int.MaxValue) is { } own && own != id)
            {
                action.Violate("actionId", "MISMATCH", $"is {own}, but the name of the member is {key}.");
            }

            action.RequireString("name");
            action.RequireStringOrEmpty("libraryId");
            action.RequireStringOrEmpty("label");
            action.RequireStringOrEmpty("implType");
            action.RequireInteger("version", 0, int.MaxValue);
            action.RequireInteger("x", int.MinValue, int.MaxValue);
            action.RequireInteger("y", int.MinValue, int.MaxValue);
            if (action.RequireMember("dependencyOrder") is { ValueKind: not (JsonValueKind.String or JsonValueKind.Number) })
            {
                action.WrongType("dependencyOrder", "a string");
            }
        }

        return ids;
    }

    private static void Properties(JsonBodyValidator content, HashSet<int> ids)
    {
        foreach (var (key, properties) in Entries(content, "properties"))
        {
            properties.AllowOthers();
            RefuseStranger(content, $"properties.{key}", key, ids);
            foreach (var place in properties.Element?.EnumerateObject().Select(member => member.Name) ?? [])
            {
                if (!int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                {
                    properties.Violate(place, "INVALID_TYPE", "must be named by its place, from 0.");
                    continue;
                }

                var property = properties.RequireObject(place);
                property.AllowOthers();
                property.RequireString("name");
                var isText = property.RequireMember("value") is not { } value
                    || value.ValueKind == JsonValueKind.String
                    || (value.ValueKind == JsonValueKind.Array
                        && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String));
                if (!isText)
                {
                    // Numbers and Booleans are text too: "5", "True".
                    property.WrongType("value", "a string or an array of strings");
                }
            }
        }
    }

    private static void Branches(JsonBodyValidator content, HashSet<int> ids)
    {
        var branches = content.RequireObject("branches");
        branches.AllowOthers();
        foreach (var key in branches.Element?.EnumerateObject().Select(member => member.Name) ?? [])
        {
            RefuseStranger(content, $"branches.{key}", key, ids);
            foreach (var branch in branches.RequireObjects(key, mayBeEmpty: true) ?? [])
            {
                branch.AllowOthers();
                branch.RequireInteger("to", int.MinValue, int.MaxValue);
                branch.RequireStringOrEmpty("label");
                branch.RequireOneOf("type", BranchTypes);
                branch.RequireInteger("index", 0, int.MaxValue);
            }
        }
    }

    private static IEnumerable<(string Key, JsonBodyValidator Entry)> Entries(JsonBodyValidator content, string member)
    {
        var map = content.RequireObject(member);
        map.AllowOthers();
        return map.Element is { } element
            ? element.EnumerateObject().Select(entry => (entry.Name, map.RequireObject(entry.Name)))
            : [];
    }

    private static void RefuseStranger(JsonBodyValidator content, string member, string key, HashSet<int> ids)
    {
        if (!IsId(key, out var id) || !ids.Contains(id))
        {
            content.Violate(member, "NOT_FOUND", "belongs to an action that the script does not have.");
        }
    }

    private static bool IsId(string key, out int id) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0 && key[0] != '0';
}
