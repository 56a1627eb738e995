using System.Diagnostics;

namespace CxOne.Http;

/// <summary>A token with its times on the connection's clock. It is never written to a log or a file.</summary>
[DebuggerDisplay("{ToString(),nq}")]
internal sealed class AccessToken
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    public AccessToken(
        string value,
        DateTimeOffset issuedAt,
        TimeSpan lifetime,
        IReadOnlyList<string>? grantedScope = null,
        string? refreshToken = null,
        string? idToken = null)
    {
        Value = value;
        ExpiresAt = issuedAt + lifetime;

        // A token with a lifetime below the margin would be renewed for each request; it is kept for half its lifetime.
        RefreshAt = ExpiresAt - (lifetime > Margin ? Margin : lifetime / 2);
        GrantedScope = grantedScope;
        RefreshToken = refreshToken;
        IdToken = idToken;
    }

    public string Value { get; }

    public DateTimeOffset ExpiresAt { get; }

    public DateTimeOffset RefreshAt { get; }

    public IReadOnlyList<string>? GrantedScope { get; }

    public string? RefreshToken { get; }

    public string? IdToken { get; }

    public override string ToString() => $"token (hidden), expires {ExpiresAt:u}";
}
