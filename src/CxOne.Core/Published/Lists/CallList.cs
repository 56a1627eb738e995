using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Represents a call list: the records that outbound skills call.</summary>
public sealed record CallList : ICxExtensible
{
    /// <summary>Gets the id.</summary>
    [JsonRequired]
    public required int Id { get; init; }

    /// <summary>Gets the name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the status: <c>Active</c>, <c>Inactive</c> or <c>Deactivated</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the number of contacts that are still to be called (<c>prospectiveContactCount</c>).</summary>
    public long? ProspectiveContactCount { get; init; }

    /// <summary>Gets the number of all records.</summary>
    public long? TotalRecords { get; init; }

    /// <summary>Gets the number of records that can be called.</summary>
    public long? ValidRecords { get; init; }

    /// <summary>Gets the number of records that were refused when the list was uploaded.</summary>
    public long? InvalidRecords { get; init; }

    /// <summary>Gets the number of records that are not called again.</summary>
    public long? FinalizedRecords { get; init; }

    /// <summary>Gets when the list was created.</summary>
    public DateTimeOffset? CreateDate { get; init; }

    /// <summary>Gets when records were uploaded last.</summary>
    public DateTimeOffset? UploadDate { get; init; }

    /// <summary>Gets when the list was changed last.</summary>
    public DateTimeOffset? UpdateDate { get; init; }

    /// <summary>Gets when the list was, or will be, removed.</summary>
    public DateTimeOffset? RemoveDate { get; init; }

    /// <summary>Gets the records by skill.</summary>
    public IReadOnlyList<CallListSkill>? Skills { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name is null ? $"{Id}" : $"{Name} ({Id})";
}
