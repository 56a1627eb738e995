using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Represents a do-not-call group.</summary>
public sealed record DncGroup : ICxExtensible
{
    /// <summary>Gets the id.</summary>
    [JsonRequired]
    public required int Id { get; init; }

    /// <summary>Gets the name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets whether the group is used.</summary>
    public bool? IsActive { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name is null ? $"{Id}" : $"{Name} ({Id})";
}
