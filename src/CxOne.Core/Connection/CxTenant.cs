using System.Text.Json.Serialization;

namespace CxOne.Connection;

/// <summary>The tenant that a connection belongs to.</summary>
public sealed record CxTenant
{
    /// <summary>The tenant's id.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary>The tenant's name, where it tells one.</summary>
    public string? Name { get; init; }
}
