using System.Text.Json.Nodes;
using CxOne.Http;
using static CxOne.Published.MemberKind;

namespace CxOne.Published;

/// <summary>The members of entries in lists of scripts, whose names differ between lists. Source: NICE's API description.</summary>
internal static class ScriptTables
{
    private const string Current = "CURR";

    /// <summary>
    /// Members that are the same for every script, or that repeat parts of the body: a list of thousands of scripts would hold all of them.
    /// </summary>
    private static readonly string[] LeftOut = ["busNo", "businessUnitId", "actions", "isFolder"];

    public static readonly MemberTable Script = new(
        new("name", Text, "scriptName"),
        new("masterId", Number, "scriptId"),
        new("mediaTypeId", Number, "mediaType"),
        new("mediaTypeName", Text),
        new("status", Text),
        new("modifiedBy", Text, "mUser", "modifyUser"),
        new("modifyDate", Time),
        new("createDate", Time),
        new("lockedBy", Text),
        new("size", Number));

    public static readonly MemberTable Version = new(
        new("scriptId", Number, "masterId"),
        new("modifyDate", Time),
        new("modifiedBy", Text, "modifyUser", "mUser"),
        new("status", Text));

    /// <summary>Reads an entry of a list of scripts. One without a name gets an empty one.</summary>
    public static TenantScript ReadScript(JsonObject entry, CxResponse response)
    {
        var normal = PublishedClient.Normalize(entry, Script, response);
        foreach (var name in normal.Select(member => member.Key)
            .Where(key => LeftOut.Contains(key, StringComparer.OrdinalIgnoreCase)).ToArray())
        {
            normal.Remove(name);
        }

        if (normal["name"] is null)
        {
            normal["name"] = string.Empty;
        }

        return PublishedClient.Read(normal, PublishedJson.Default.TenantScript, response);
    }

    /// <summary>Versions that are not current have another status; a tenant that returns none has only current scripts.</summary>
    public static bool IsCurrent(string? status) => status is null || status.Equals(Current, StringComparison.OrdinalIgnoreCase);
}
