using System.Globalization;
using System.Text.Json;
using CxOne.Studio.Model;

namespace CxOne.Published;

/// <summary>The body of a script as the tenant returned it.</summary>
internal sealed record ScriptBody
{
    private const string LockInfo = "lockInfo";

    /// <summary>The graph.</summary>
    public required StudioScript Script { get; init; }

    /// <summary>The tenant's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>The name with its folder, in the tenant's spelling.</summary>
    public string Name => Script.Header.ScriptName;

    /// <summary>The id of this version; every save gives the script another one. <see langword="null"/> if the answer has none.</summary>
    public int? MasterId
        => int.TryParse(
            Script.Header.Text("masterId") is { Length: > 0 } id ? id : Script.Header.Text("masterID"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;

    /// <summary>The fingerprint of what the script says, see <see cref="ScriptFingerprint"/>.</summary>
    public string Hash => ScriptFingerprint.Of(Script);

    /// <summary>Who holds the lock of the script; <see langword="null"/> if it is free.</summary>
    public string? LockedBy => LockMember("lockedName") ?? LockMember("lockedId");

    /// <summary>When the lock was taken, as the tenant writes it; <see langword="null"/> if it is free or the tenant returns no time.
    /// </summary>
    public string? LockedSince => LockMember("lockedDate");

    private string? LockMember(string name)
        => Script.Header.Members.TryGetValue(LockInfo, out var info)
            && info.ValueKind == JsonValueKind.Object
            && info.TryGetProperty(name, out var value)
            && value.ToString().Trim() is { Length: > 0 } text && text != "0"
            ? text
            : null;
}
