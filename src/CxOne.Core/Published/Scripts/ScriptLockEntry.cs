using System.Collections.Immutable;
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

    /// <summary>
    /// The versions that other files were published as, by the path of the file: what a file of another script saved under this name since
    /// the last export. The fingerprint above stays that of <see cref="File"/>, which such a publication does not change.
    /// </summary>
    public ImmutableSortedDictionary<string, ScriptLockVersion> PublishedFrom { get; init; } = NoFiles;

    /// <summary>Members that the module does not know. They are kept.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = StudioScript.NoMembers;

    /// <summary>No version of another file. Paths differ by more than case, as those of an export do.</summary>
    public static ImmutableSortedDictionary<string, ScriptLockVersion> NoFiles { get; }
        = ImmutableSortedDictionary.Create<string, ScriptLockVersion>(StringComparer.OrdinalIgnoreCase);
}
