using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;

namespace CxOne.Published;

/// <summary>Represents a Studio script of the tenant. The name identifies it; every save gives it another <see cref="MasterId"/>.</summary>
public sealed record TenantScript : ICxExtensible
{
    /// <summary>Gets the name with its folder, separated by backslashes, e.g. <c>PROD\Main</c>.</summary>
    [JsonRequired]
    public required string Name { get; init; }

    /// <summary>Gets the folder; empty for a script at the root.</summary>
    [JsonIgnore]
    public string Folder => ScriptNames.Folder(Name);

    /// <summary>Gets the name without its folder.</summary>
    [JsonIgnore]
    public string Leaf => ScriptNames.Leaf(Name);

    /// <summary>Gets the id of the current version.</summary>
    public int? MasterId { get; init; }

    /// <summary>Gets the id of the media type: 1 e-mail, 3 chat, 4 phone, 5 voicemail, 6 work item, 7 SMS, 8 social, 9 digital.</summary>
    public int? MediaTypeId { get; init; }

    /// <summary>Gets the name of the media type.</summary>
    public string? MediaTypeName { get; init; }

    /// <summary>Gets the status: <c>CURR</c> for the current version.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the user who saved the current version.</summary>
    public string? ModifiedBy { get; init; }

    /// <summary>Gets when the current version was saved.</summary>
    public DateTimeOffset? ModifyDate { get; init; }

    /// <summary>Gets the user who holds the lock of the script; <see langword="null"/> if it is free, or if the tenant does not report it.
    /// </summary>
    public string? LockedBy { get; init; }

    /// <summary>Gets the size as the tenant reports it, in bytes.</summary>
    public int? Size { get; init; }

    /// <summary>Gets the actions, if the body was read.</summary>
    [JsonIgnore]
    public StudioScript? Script { get; init; }

    /// <summary>
    /// Gets the fingerprint of what the script says, if the body was read: 64 hexadecimal digits. It is the same for a file of the script.
    /// </summary>
    [JsonIgnore]
    public string? Hash { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>A copy with the body. The header of the body is newer than the list.</summary>
    internal TenantScript With(ScriptBody body) => this with
    {
        MasterId = body.MasterId ?? MasterId,
        MediaTypeName = MediaTypeName ?? (body.Script.Header.Text("mediaTypeName") is { Length: > 0 } media ? media : null),
        LockedBy = body.Script.Header.Members.ContainsKey("lockInfo") ? body.LockedBy : LockedBy,
        Script = body.Script,
        Hash = body.Hash,
    };
}
