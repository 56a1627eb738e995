using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>A script. Its identity is the name; every save gives it another <see cref="MasterId"/>.</summary>
internal sealed record StoredScript
{
    public const string Current = "CURR";
    public const string Former = "HIST";

    /// <summary>The name with its folder, separated by a backslash.</summary>
    public required string ScriptName { get; init; }

    public required int MediaTypeId { get; init; }

    /// <summary>The versions, the current one first.</summary>
    public required IReadOnlyList<ScriptVersion> Versions { get; init; }

    /// <summary>When the script was created; null as long as its first version is among the versions.</summary>
    public DateTimeOffset? CreateDate { get; init; }

    /// <summary>The user who edits the script; null if it is not locked.</summary>
    public ScriptLock? Lock { get; init; }

    /// <summary>The id that all versions share; null for a script of the sample, whose id follows from its name.</summary>
    public Guid? CreatedLibraryId { get; init; }

    public int MasterId => Versions[0].ScriptId;

    [JsonIgnore]
    public Guid LibraryId => CreatedLibraryId
        ?? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(ScriptName.ToUpperInvariant())).AsSpan(0, 16));

    public string StatusOf(ScriptVersion version) => version.ScriptId == MasterId ? Current : Former;
}

/// <summary>A version of a script.</summary>
internal sealed record ScriptVersion
{
    public required int ScriptId { get; init; }

    public required DateTimeOffset ModifyDate { get; init; }

    public required string ModifyUser { get; init; }

    /// <summary>Whether Desktop Studio saved the version, so that the call that returns JSON fails.</summary>
    public bool IsDesktop { get; init; }

    /// <summary>What was saved; null for a version of the sample, which is made when it is read.</summary>
    public JsonText? Body { get; init; }
}

/// <summary>The lock of a script.</summary>
internal sealed record ScriptLock
{
    public required string Name { get; init; }

    public required int UserId { get; init; }

    public required DateTimeOffset Since { get; init; }
}
