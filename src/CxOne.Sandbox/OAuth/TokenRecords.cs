namespace CxOne.Sandbox.OAuth;

/// <summary>A token that the tenant issued, stored under the SHA-256 of the token.</summary>
internal sealed record IssuedToken
{
    public required string ClientId { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public bool IsRevoked { get; init; }

    /// <summary>The application that a refresh token was issued to, which alone may use it; null for an access key alone.</summary>
    public string? ApplicationId { get; init; }
}

/// <summary>The client and the scopes of a valid token.</summary>
internal sealed record Session(string ClientId, IReadOnlyList<string> Scopes);
