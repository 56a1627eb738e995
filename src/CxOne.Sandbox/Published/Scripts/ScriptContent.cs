using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>
/// The content of a script: header, actions, properties and branches. A tenant stores it without the members that belong to the script
/// itself (names, ids, lock) and without <c>xws</c> and <c>yws</c>, which it requires on every save and never returns.
/// </summary>
internal static class ScriptContent
{
    public const string DefaultPurpose = "General";

    private static readonly Dictionary<int, string> MediaNames = new()
    {
        [1] = "email", [3] = "chat", [4] = "call", [5] = "voicemail", [6] = "workitem", [7] = "sms", [8] = "social", [9] = "digital",
    };

    // These the tenant knows itself, whatever a save contains.
    private static readonly string[] OwnMembers = ["scriptName", "busNo", "libraryId", "masterId", "lockInfo"];

    public static string MediaName(int mediaTypeId) => MediaNames.GetValueOrDefault(mediaTypeId, "call");

    /// <summary>Returns the stored content of a version.</summary>
    public static JsonText Of(ScriptVersion version) => version.Body ?? SampleScriptBodies.Of(version.ScriptId);

    /// <summary>Returns the form that is stored. The content must be valid and is changed.</summary>
    public static JsonText Store(JsonObject content, string lastSavedIn)
    {
        var header = content["header"]!.AsObject();
        foreach (var name in OwnMembers)
        {
            header.Remove(name);
        }

        header["lastSavedIn"] = lastSavedIn;
        foreach (var (_, action) in content["actions"]!.AsObject())
        {
            action!.AsObject().Remove("xws");
            action.AsObject().Remove("yws");
        }

        foreach (var branch in content["branches"]!.AsObject().SelectMany(entry => entry.Value!.AsArray()))
        {
            // The web editor writes "case"; what it exports is "custom".
            if (branch!["type"]!.GetValue<string>() == "case")
            {
                branch["type"] = "custom";
            }
        }

        return JsonText.Of(content);
    }

    /// <summary>Returns a version as a tenant returns it.</summary>
    public static JsonObject Read(StoredScript script, ScriptVersion version, int businessUnitId)
    {
        var content = JsonNode.Parse(Of(version).Utf8.Span)!.AsObject();
        var stored = content["header"]!.AsObject();
        var header = new JsonObject
        {
            ["scriptName"] = script.ScriptName,
            ["busNo"] = businessUnitId,
            ["mediaType"] = stored["mediaType"]?.DeepClone() ?? script.MediaTypeId,
            ["mediaTypeName"] = stored["mediaTypeName"]?.DeepClone() ?? MediaName(script.MediaTypeId),
            ["purposeType"] = stored["purposeType"]?.DeepClone() ?? DefaultPurpose,
            ["variableRedaction"] = stored["variableRedaction"]?.DeepClone() ?? string.Empty,
            ["libraryId"] = script.LibraryId.ToString("D"),
            ["masterId"] = version.ScriptId,
            ["lockInfo"] = LockInfo(script.Lock),
            ["nextActionId"] = stored["nextActionId"]?.DeepClone(),
            ["status"] = stored["status"]?.DeepClone() ?? "Active",
        };
        foreach (var (name, value) in stored)
        {
            if (!header.ContainsKey(name))
            {
                header[name] = value?.DeepClone();
            }
        }

        content["header"] = header;
        return content;
    }

    private static JsonObject LockInfo(ScriptLock? held) => new()
    {
        ["lockedName"] = held?.Name ?? string.Empty,
        ["lockedId"] = held?.UserId.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
        ["lockedDate"] = held is null ? string.Empty : WireTime.Format(held.Since),
    };
}
