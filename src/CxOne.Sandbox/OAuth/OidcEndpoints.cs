using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.OAuth;

/// <summary>
/// Issues tokens as the global host does: a registered application sends an access key as user name and password, or a refresh token.
/// </summary>
internal sealed class OidcEndpoints : IEndpoints
{
    public const string Path = "/auth/token";
    private static readonly string[] Members =
        ["grant_type", "username", "password", "client_id", "client_secret", "refresh_token", "scope"];

    private readonly TokenStore _tokens;

    public OidcEndpoints(TokenStore tokens) => _tokens = tokens;

    public void Register(RouteTable routes) => routes.Open("POST", Path, Token);

    /// <summary>Reads <c>Authorization: Basic base64(id:secret)</c>. The secret is percent-encoded within it.</summary>
    private static (string? Id, string? Secret) Basic(SandboxRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Header("Authorization"), out var header)
            || !string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase))
        {
            return (null, null);
        }

        var buffer = new byte[header.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(header.Parameter ?? string.Empty, buffer, out var length))
        {
            return (null, null);
        }

        var parts = Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2);
        return parts is [var id, var secret] ? (Uri.UnescapeDataString(id), Uri.UnescapeDataString(secret)) : (null, null);
    }

    private SandboxResponse Token(RequestContext context)
    {
        if (OAuthEndpoints.ReadForm(context.Request, Members, out var form) is { } unreadable)
        {
            return unreadable;
        }

        var grant = form!.Get("grant_type");
        if (grant is not ("password" or "refresh_token"))
        {
            return grant is null
                ? OAuthEndpoints.Error(400, "invalid_request", "grant_type is missing.")
                : OAuthEndpoints.Error(400, "unsupported_grant_type", "grant_type must be password or refresh_token.");
        }

        var (id, secret) = Basic(context.Request);
        id ??= form.Get("client_id");
        secret ??= form.Get("client_secret");
        var application = OAuthClients.Application;
        var isKnown = string.Equals(application.Id, id, StringComparison.Ordinal);
        // A renewal identifies the application by its id alone.
        if (!isKnown || (secret is null ? grant == "password" : !OAuthClients.IsSecretOf(application, secret)))
        {
            return OAuthEndpoints.Error(401, "invalid_client", "The client id or the client secret is wrong.");
        }

        return grant == "password" ? Password(context, form) : Refresh(context, form);
    }

    private SandboxResponse Password(RequestContext context, QueryString form)
    {
        var client = OAuthClients.FindAccessKey(form.Get("username"));
        context.ClientId = client?.Id;
        return client is not null && OAuthClients.IsSecretOf(client, form.Get("password") ?? string.Empty)
            ? Issue(context, client)
            : OAuthEndpoints.Error(400, "invalid_grant", "The access key id or its secret is wrong.");
    }

    private SandboxResponse Refresh(RequestContext context, QueryString form)
    {
        var client = form.Get("refresh_token") is { } token ? _tokens.Redeem(token, context.Now) : null;
        context.ClientId = client?.Id;
        return client is not null
            ? Issue(context, client)
            : OAuthEndpoints.Error(400, "invalid_grant", "The refresh token is missing, unknown, used, or expired.");
    }

    private SandboxResponse Issue(RequestContext context, OAuthClient client) => Responses.Json(
        200,
        new JsonObject
        {
            ["access_token"] = _tokens.IssueJwt(client, context.Now),
            ["token_type"] = "Bearer",
            ["issued_token_type"] = "urn:ietf:params:oauth:token-type:access_token",
            ["expires_in"] = (int)client.TokenLifetime.TotalSeconds,
            ["refresh_token"] = _tokens.IssueRefresh(client, context.Now),
            ["id_token"] = _tokens.Jwt(client, context.Now),
        },
        ("Cache-Control", "no-store"));
}
