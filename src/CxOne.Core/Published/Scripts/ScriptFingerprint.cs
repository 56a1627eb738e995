using System.Security.Cryptography;
using System.Text.Json;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;

namespace CxOne.Published;

/// <summary>
/// The fingerprint of what a script says: the SHA-256 of the module's own file of it, as lower-case hexadecimal digits. Members that belong
/// to one tenant, one save or one editor are no part of it, so that the fingerprint of a file is that of the same script on the tenant.
/// </summary>
internal static class ScriptFingerprint
{
    // A save must contain the place on the workspace and a read does not return it. The other two say which editor saved last.
    private static readonly string[] WriteOnlyPlaces = ["xws", "yws"];
    private static readonly string[] Editor = ["lastSavedIn", "wasLayoutAlgorithmRun", "status"];

    /// <param name="script">The script.</param>
    public static string Of(StudioScript script) => Convert.ToHexStringLower(SHA256.HashData(ScriptWriter.WriteFile(Essence(script))));

    /// <summary>A copy without what one save or one editor adds.</summary>
    private static StudioScript Essence(StudioScript script)
    {
        var header = new ScriptHeader { Members = Without(script.Header.Members, Editor) };
        return new StudioScript(header, script.Actions.Select(Essence)) { FileName = script.FileName, Unknown = script.Unknown };
    }

    private static ScriptAction Essence(ScriptAction action) => new()
    {
        Id = action.Id,
        Name = action.Name,
        Caption = action.Caption,
        LibraryId = action.LibraryId,
        Version = action.Version,
        ImplType = action.ImplType,
        DependencyOrder = action.DependencyOrder,
        Properties = action.Properties,
        Branches = action.Branches,
        Layout = Without(action.Layout, WriteOnlyPlaces),
        Unknown = action.Unknown,
    };

    private static Dictionary<string, JsonElement> Without(IReadOnlyDictionary<string, JsonElement> members, string[] names)
        => members.Where(member => !names.Contains(member.Key, StringComparer.OrdinalIgnoreCase)).ToDictionary();
}
