using System.Buffers.Text;
using System.Text.Json;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>
/// The claims of a token that select an address. The signature is not verified: the address is checked before the token is sent there.
/// </summary>
/// <param name="TenantId">The claim <c>tenantId</c>.</param>
/// <param name="ClusterId">The claim <c>icClusterId</c>.</param>
internal sealed record TokenClaims(string? TenantId, string? ClusterId)
{
    /// <summary>Reads the claims of the access token, and those that it lacks from the id token.</summary>
    public static TokenClaims Of(AccessToken token) => new(Find(token, "tenantId"), Find(token, "icClusterId"));

    /// <summary>Reads a claim; <see langword="null"/> if the token has no such text, or no claims at all.</summary>
    internal static string? Read(string? token, string name)
    {
        var parts = token?.Split('.');
        if (parts is not { Length: 3 })
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return claims.RootElement.ValueKind == JsonValueKind.Object
                && claims.RootElement.TryGetProperty(name, out var claim)
                && claim.ValueKind == JsonValueKind.String
                && claim.GetString() is { Length: > 0 } text
                ? text
                : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Find(AccessToken token, string name) => Read(token.Value, name) ?? Read(token.IdToken, name);
}
