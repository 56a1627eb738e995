using System.Globalization;
using System.Text.Json;
using CxOne.Http;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;

namespace CxOne.Published;

/// <summary>What is sent when a script is saved: the graph of a file with the header of this tenant.</summary>
internal static class ScriptContent
{
    private static readonly Dictionary<string, JsonElement> Defaults = new(StringComparer.Ordinal)
    {
        ["mediaType"] = Element("4"),
        ["mediaTypeName"] = Element("\"call\""),
        ["purposeType"] = Element("\"General\""),
        ["variableRedaction"] = Element("\"\""),
        ["lastSavedIn"] = Element("\"\""),
    };

    // What the tenant gives a script, and what a file of another tenant must not change.
    private static readonly string[] OfTenant = ["masterId", "libraryId", "busNo", "lockInfo"];
    private static readonly string[] OfOneSave = ["masterID", "scriptId", "timestamp", "modifyDate", "modifyUser"];

    /// <summary>Returns the script as it is to be saved on a tenant.</summary>
    /// <param name="script">The script of the file.</param>
    /// <param name="name">The name that it is to have, with its folder.</param>
    /// <param name="current">The version that the tenant holds; <see langword="null"/> if it has none.</param>
    public static StudioScript For(StudioScript script, string name, StudioScript? current)
    {
        var members = script.Header.Members
            .Where(member => !OfTenant.Contains(member.Key) && !OfOneSave.Contains(member.Key))
            .ToDictionary(StringComparer.Ordinal);
        foreach (var (member, value) in Defaults)
        {
            var held = current?.Header.Members.GetValueOrDefault(member);
            members.TryAdd(member, held is { ValueKind: not JsonValueKind.Undefined } ? held.Value : value);
        }

        members["scriptName"] = JsonSerializer.SerializeToElement(name, CxJson.Default.String);
        foreach (var member in OfTenant)
        {
            if (current?.Header.Members.TryGetValue(member, out var held) == true)
            {
                members[member] = held;
            }
        }

        members.TryAdd("masterId", Element("null"));
        members.TryAdd("libraryId", Element("null"));
        members.TryAdd("lockInfo", Element("""{"lockedName":"","lockedId":"","lockedDate":""}"""));

        // The editor numbers new actions from here.
        var next = script.Actions.Count == 0 ? 1 : script.Actions[^1].Id + 1;
        var hasNext = members.TryGetValue("nextActionId", out var id) && id.ValueKind == JsonValueKind.Number;
        var given = hasNext && id.TryGetInt32(out var number) ? number : 0;
        members["nextActionId"] = Element(Math.Max(next, given).ToString(CultureInfo.InvariantCulture));
        return new StudioScript(new ScriptHeader { Members = members }, script.Actions) { Unknown = script.Unknown };
    }

    /// <summary>The body of the save.</summary>
    public static byte[] Bytes(StudioScript script) => ScriptWriter.WriteContent(script);

    private static JsonElement Element(string json) => JsonDocument.Parse(json).RootElement.Clone();
}
