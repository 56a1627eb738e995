using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Connection;

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
