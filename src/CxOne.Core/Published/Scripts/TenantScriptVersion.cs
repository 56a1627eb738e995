using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;
using CxOne.Studio.Model;

namespace CxOne.Published;

/// <summary>Represents a saved version of a Studio script.</summary>
public sealed record TenantScriptVersion : ICxExtensible
{
    /// <summary>Gets the name of the script with its folder.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Gets the id of the version, by which it can be read and restored.</summary>
    [JsonRequired]
    public required int ScriptId { get; init; }

    /// <summary>
    /// Gets when the version was saved. Some tenants write this time without a zone; it is then taken as UTC, which no document confirms.
    /// </summary>
    public DateTimeOffset? ModifyDate { get; init; }

    /// <summary>Gets the user who saved the version.</summary>
    public string? ModifiedBy { get; init; }

    /// <summary>Gets the status as the tenant reports it.</summary>
    public string? Status { get; init; }

    /// <summary>Gets whether this is the version that contacts run now.</summary>
    [JsonIgnore]
    public bool IsCurrent { get; init; }

    /// <summary>Gets the actions, if the body was read.</summary>
    [JsonIgnore]
    public StudioScript? Script { get; init; }

    /// <summary>Gets the fingerprint of what the version says, if the body was read: 64 hexadecimal digits.</summary>
    [JsonIgnore]
    public string? Hash { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} ({ScriptId})");
}
