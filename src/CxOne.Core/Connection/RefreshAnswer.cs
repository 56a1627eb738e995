using System.Text.Json.Serialization;

namespace CxOne.Connection;

internal sealed record RefreshAnswer
{
    [JsonRequired]
    public required string Token { get; init; }

    public string? RefreshToken { get; init; }

    [JsonRequired]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public required double TokenExpirationTimeSec { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public double? RefreshTokenExpirationTimeSec { get; init; }

    public override string ToString() => "refresh answer (hidden)";
}
