namespace CxOne.Sandbox.OAuth;

/// <summary>What the tenant remembers of a token that it gave out; it is filed under the token's SHA-256.</summary>
internal sealed record IssuedToken
{
    public required string ClientId { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public bool IsRevoked { get; init; }
}
