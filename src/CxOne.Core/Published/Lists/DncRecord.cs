using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Represents a number that must not be called, in one do-not-call group.</summary>
public sealed record DncRecord : ICxExtensible
{
    /// <summary>Gets the number that was searched for, digits only; of a record of a group, the number as the tenant holds it.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Gets the id of the do-not-call group.</summary>
    public int? GroupId { get; init; }

    /// <summary>Gets the name of the do-not-call group.</summary>
    public string? GroupName { get; init; }

    /// <summary>Gets the number as the tenant shows it.</summary>
    public string? FormattedPhone { get; init; }

    /// <summary>Gets when the record expires or expired; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiredDate { get; init; }

    /// <summary>Gets whether the record had expired when it was read. Tenants expire removed records instead of deleting them.</summary>
    [JsonIgnore]
    public bool IsExpired { get; init; }

    /// <summary>Gets when the number was collected.</summary>
    public DateTimeOffset? DateCollected { get; init; }

    /// <summary>Gets when the record was changed last.</summary>
    public DateTimeOffset? LastUpdateTime { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{PhoneNumber} in {GroupName ?? $"{GroupId}"}";
}
