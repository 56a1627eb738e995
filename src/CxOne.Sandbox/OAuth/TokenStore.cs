using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.OAuth;

/// <summary>Issues tokens and stores their hashes only.</summary>
internal sealed class TokenStore
{
    public const string Cluster = "SBX1";

    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromHours(2);
    private static readonly TimeSpan Remembrance = TimeSpan.FromHours(1);
    private readonly TenantStore _store;

    public TokenStore(TenantStore store) => _store = store;

    public static int RefreshLifetimeSeconds => (int)RefreshLifetime.TotalSeconds;

    public string IssueOpaque(OAuthClient client, IReadOnlyList<string> scopes, DateTimeOffset now) =>
        Remember(_store.State.Tokens, Random(), client.Id, scopes, now + client.TokenLifetime, now);

    /// <summary>Issues a token in the form of a JWT. Its signature is random, because only the tenant itself checks the token.</summary>
    public string IssueJwt(OAuthClient client, DateTimeOffset now) =>
        Remember(_store.State.Tokens, Jwt(client, now), client.Id, client.Scopes, now + client.TokenLifetime, now);

    public string IssueRefresh(OAuthClient client, DateTimeOffset now, OAuthClient? application = null) =>
        Remember(_store.State.RefreshTokens, Random(), client.Id, client.Scopes, now + RefreshLifetime, now, application);

    /// <summary>Issues the tokens of an access key, as the answer to a token request.</summary>
    /// <param name="client">The access key.</param>
    /// <param name="now">The time.</param>
    /// <param name="application">The application that requested them; null for none.</param>
    public SandboxResponse Answer(OAuthClient client, DateTimeOffset now, OAuthClient? application = null) => Responses.Json(
        200,
        new JsonObject
        {
            ["access_token"] = IssueJwt(client, now),
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)client.TokenLifetime.TotalSeconds,
            ["refresh_token"] = IssueRefresh(client, now, application),
            ["id_token"] = Jwt(client, now),
        },
        ("Cache-Control", "no-store"));

    /// <summary>Redeems a refresh token. Returns null if it is unknown, used, expired, or of another application.</summary>
    public OAuthClient? Redeem(string refreshToken, OAuthClient? application, DateTimeOffset now)
    {
        var hash = Hash(refreshToken);
        if (!_store.State.RefreshTokens.TryGetValue(hash, out var issued) || issued.ApplicationId != application?.Id)
        {
            return null;
        }

        _store.State.RefreshTokens.Remove(hash);
        _store.MarkChanged();
        return issued.ExpiresAt > now ? OAuthClients.Find(issued.ClientId) : null;
    }

    public Session? Find(string token, DateTimeOffset now) =>
        _store.State.Tokens.TryGetValue(Hash(token), out var issued) && !issued.IsRevoked && issued.ExpiresAt > now
            ? new Session(issued.ClientId, issued.Scopes)
            : null;

    public void Revoke(string token)
    {
        var hash = Hash(token);
        if (_store.State.Tokens.TryGetValue(hash, out var issued))
        {
            _store.State.Tokens[hash] = issued with { IsRevoked = true };
            _store.MarkChanged();
        }
    }

    /// <summary>Returns the claims of a client as a JWT with a random signature.</summary>
    public string Jwt(OAuthClient client, DateTimeOffset now)
    {
        var header = """{"alg":"HS256","typ":"JWT"}""";
        var claims = new JsonObject
        {
            ["iss"] = "cxone-sandbox",
            ["sub"] = client.Id,
            ["tenantId"] = _store.State.Tenant.Id,
            ["tenant"] = _store.State.Tenant.Name,
            ["icBUId"] = _store.State.BusinessUnitId,
            ["icClusterId"] = Cluster,
            ["icAgentId"] = OAuthClients.UserId(client.Id).ToString(CultureInfo.InvariantCulture),
            ["role"] = new System.Text.Json.Nodes.JsonObject { ["legacyId"] = client.IsReadOnly ? "Reporting" : "Administrator" },
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + client.TokenLifetime).ToUnixTimeSeconds(),
            ["jti"] = Random(),
        };
        var payload = StateJson.ToBytes(claims);
        return $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(payload)}.{Random()}";
    }

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private string Remember(
        Dictionary<string, IssuedToken> tokens,
        string token,
        string clientId,
        IReadOnlyList<string> scopes,
        DateTimeOffset expiresAt,
        DateTimeOffset now,
        OAuthClient? application = null)
    {
        foreach (var (hash, issued) in tokens)
        {
            if (now - issued.ExpiresAt > Remembrance)
            {
                tokens.Remove(hash);
            }
        }

        tokens[Hash(token)] = new IssuedToken
        {
            ClientId = clientId, Scopes = scopes, ExpiresAt = expiresAt, ApplicationId = application?.Id
        };
        _store.MarkChanged();
        return token;
    }
}
