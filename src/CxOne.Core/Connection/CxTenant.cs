using System.Text.Json.Serialization;

namespace CxOne.Connection;

/// <summary>The tenant that a connection belongs to.</summary>
public sealed record CxTenant
{
    /// <summary>Gets the id of the tenant.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary>Gets the name of the tenant, if the tenant reports it.</summary>
    public string? Name { get; init; }
}
