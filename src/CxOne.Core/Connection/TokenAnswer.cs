using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>What a token endpoint answers. Names are OAuth's, with underscores.</summary>
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
