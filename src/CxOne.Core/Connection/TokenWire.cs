using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Connection;

internal sealed record AccessKeyBody
{
    public required string AccessKeyId { get; init; }

    public required string AccessKeySecret { get; init; }

    public override string ToString() => "access key (hidden)";
}

/// <summary>The answer of a token endpoint, with OAuth's names.</summary>
internal sealed record TokenAnswer
{
    [JsonPropertyName("access_token")]
    [JsonRequired]
    public required string AccessToken { get; init; }

    [JsonPropertyName("token_type")]
    public string? TokenType { get; init; }

    [JsonPropertyName("expires_in")]
    [JsonConverter(typeof(FlexibleNumberConverter))]
    [JsonRequired]
    public required double ExpiresIn { get; init; }

    [JsonPropertyName("scope")]
    public string? Scope { get; init; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("id_token")]
    public string? IdToken { get; init; }

    public override string ToString() => "token answer (hidden)";
}

internal sealed record RefreshBody
{
    public required string Token { get; init; }

    public override string ToString() => "refresh token (hidden)";
}

internal sealed record RefreshAnswer
{
    [JsonRequired]
    public required string Token { get; init; }

    public string? RefreshToken { get; init; }

    [JsonRequired]
    [JsonConverter(typeof(FlexibleNumberConverter))]
    public required double TokenExpirationTimeSec { get; init; }

    [JsonConverter(typeof(FlexibleNumberConverter))]
    public double? RefreshTokenExpirationTimeSec { get; init; }

    public override string ToString() => "refresh answer (hidden)";
}

internal sealed record DiscoveryAnswer
{
    [JsonPropertyName("api_endpoint")]
    [JsonRequired]
    public required string ApiEndpoint { get; init; }

    [JsonPropertyName("auth_endpoint")]
    public string? AuthEndpoint { get; init; }

    public string? TenantId { get; init; }

    public string? Area { get; init; }

    public string? Cluster { get; init; }

    public string? Domain { get; init; }
}
