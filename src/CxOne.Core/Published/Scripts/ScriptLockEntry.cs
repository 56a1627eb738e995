using System.Text.Json;
using CxOne.Studio.Model;

namespace CxOne.Published;

/// <summary>What the lock file knows about a script: its file, and the tenant's state at the last export or publish.</summary>
internal sealed record ScriptLockEntry
{
    /// <summary>The path of the file below the folder of the lock file, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>The id of the version on the tenant; <see langword="null"/> if it is not known. Every save gives the script another one.
    /// </summary>
    public int? MasterId { get; init; }

    /// <summary>When the version was saved; <see langword="null"/> if it is not known.</summary>
    public DateTimeOffset? ModifyDate { get; init; }

    /// <summary>The fingerprint of the script, see <see cref="ScriptFingerprint"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>Members that the module does not know. They are kept.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = StudioScript.NoMembers;
}
