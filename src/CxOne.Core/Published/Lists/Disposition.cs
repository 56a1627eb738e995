using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Represents a disposition: the result that an agent or the dialer gives to a contact.</summary>
public sealed record Disposition : ICxExtensible
{
    /// <summary>Gets the id.</summary>
    [JsonRequired]
    public required int Id { get; init; }

    /// <summary>Gets the name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the id of the classification, which decides whether the record is called again.</summary>
    public int? ClassificationId { get; init; }

    /// <summary>Gets the name of the classification. Tenants return it only with a single disposition.</summary>
    public string? ClassificationName { get; init; }

    /// <summary>Gets whether the disposition can be used.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Gets whether the disposition can be given in the preview of a record, before a call.</summary>
    public bool? IsPreviewDisposition { get; init; }

    /// <summary>Gets the outcome that the tenant itself uses the disposition for, if any.</summary>
    public string? SystemOutcome { get; init; }

    /// <summary>Gets the notes.</summary>
    public string? Notes { get; init; }

    /// <summary>Gets when the disposition was changed last.</summary>
    public DateTimeOffset? LastUpdated { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name is null ? $"{Id}" : $"{Name} ({Id})";
}
