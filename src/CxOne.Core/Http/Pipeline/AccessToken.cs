using System.Diagnostics;

namespace CxOne.Http;

/// <summary>A token with its times on the connection's clock. Never written anywhere; shows nothing of itself.</summary>
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

        // A token that lives no longer than the margin would be renewed for every request; half its life is kept then.
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
