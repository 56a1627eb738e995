using System.Text.Json.Serialization;

namespace CxOne.Connection;

internal sealed record DiscoveryAnswer
{
    [JsonPropertyName("api_endpoint")]
    [JsonRequired]
    public required string ApiEndpoint { get; init; }

    [JsonPropertyName("auth_endpoint")]
    public string? AuthEndpoint { get; init; }

    public string? Area { get; init; }

    public string? Cluster { get; init; }

    public string? Domain { get; init; }
}
