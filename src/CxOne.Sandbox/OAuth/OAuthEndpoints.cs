using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.OAuth;

/// <summary>Issues tokens in all styles, and returns the addresses of the API.</summary>
internal sealed class OAuthEndpoints : IEndpoints
{
    private readonly TenantStore _store;
    private readonly TokenStore _tokens;

    public OAuthEndpoints(TenantStore store, TokenStore tokens)
    {
        _store = store;
        _tokens = tokens;
    }

    /// <summary>Returns whether a path issues tokens. Faults that revoke the token of a request do not apply to it.</summary>
    public static bool IsTokenPath(IReadOnlyList<string> segments) => segments is
        ["oauth", "token"]
        or ["api", "v2", "oauth", "token"]
        or ["api", "v2", "oauth2", "token"]
        or ["auth", "token"]
        or ["authentication", "v1", "token", "access-key"]
        or ["public", "user", "refresh"];

    public void Register(RouteTable routes)
    {
        routes.Open("POST", "/oauth/token", ClientCredentials);
        routes.Open("POST", "/api/v2/oauth/token", ClientCredentials);
        routes.Open("POST", "/api/v2/oauth2/token", ClientCredentials);
        routes.Open("POST", "/authentication/v1/token/access-key", AccessKey);
        routes.Open("POST", "/public/user/refresh", Refresh);
        routes.Open("GET", "/.well-known/cxone-configuration", Configuration);
    }

    public static SandboxResponse Error(int status, string error, string description) =>
        Responses.Json(status, new JsonObject { ["error"] = error, ["error_description"] = description }, ("Cache-Control", "no-store"));

    /// <summary>Reads a form. Returns a refusal if the body is not a form or a member is repeated.</summary>
    public static SandboxResponse? ReadForm(SandboxRequest request, IReadOnlyList<string> members, out QueryString? form)
    {
        form = null;
        if (!IsForm(request))
        {
            return Error(400, "invalid_request", "Content-Type must be application/x-www-form-urlencoded.");
        }

        var read = QueryString.Parse(Encoding.UTF8.GetString(request.Body.Span));
        if (members.FirstOrDefault(read.IsRepeated) is { } repeated)
        {
            return Error(400, "invalid_request", $"{repeated} is given more than once.");
        }

        form = read;
        return null;
    }

    private static bool IsForm(SandboxRequest request) =>
        MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out var media)
        && string.Equals(media.MediaType, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    private SandboxResponse ClientCredentials(RequestContext context)
    {
        if (ReadForm(context.Request, ["grant_type", "client_id", "client_secret", "scope"], out var form) is { } unreadable)
        {
            return unreadable;
        }

        var grant = form!.Get("grant_type");
        if (string.IsNullOrEmpty(grant))
        {
            return Error(400, "invalid_request", "grant_type is missing.");
        }

        if (!string.Equals(grant, "client_credentials", StringComparison.Ordinal))
        {
            return Error(400, "unsupported_grant_type", "grant_type must be client_credentials.");
        }

        var id = form.Get("client_id");
        var secret = form.Get("client_secret");
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(secret))
        {
            return Error(400, "invalid_request", $"{(string.IsNullOrEmpty(id) ? "client_id" : "client_secret")} is missing.");
        }

        var client = OAuthClients.Credentials.FirstOrDefault(candidate => string.Equals(candidate.Id, id, StringComparison.Ordinal));
        context.ClientId = client?.Id;
        if (client is null || !OAuthClients.IsSecretOf(client, secret))
        {
            return Error(401, "invalid_client", "The client id or the client secret is wrong.");
        }

        var granted = client.Scopes;
        if (form.Get("scope") is { } scope && !string.IsNullOrWhiteSpace(scope))
        {
            var asked = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
            granted = [.. client.Scopes.Where(asked.Contains)];
            if (granted.Count == 0)
            {
                return Error(400, "invalid_scope", $"The client '{client.Id}' has none of the requested scopes.");
            }
        }

        return Responses.Json(
            200,
            new JsonObject
            {
                ["access_token"] = _tokens.IssueOpaque(client, granted, context.Now),
                ["token_type"] = "Bearer",
                ["expires_in"] = (int)client.TokenLifetime.TotalSeconds,
                ["scope"] = string.Join(' ', granted),
            },
            ("Cache-Control", "no-store"));
    }

    private SandboxResponse AccessKey(RequestContext context)
    {
        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var id = body.RequireString("accessKeyId");
        var secret = body.RequireString("accessKeySecret");
        if (body.Refusal(context.Request) is { } broken)
        {
            return broken;
        }

        var client = OAuthClients.FindAccessKey(id);
        context.ClientId = client?.Id;
        if (client is null || !OAuthClients.IsSecretOf(client, secret!))
        {
            return Error(401, "invalid_client", "The access key id or its secret is wrong.");
        }

        return Responses.Json(
            200,
            new JsonObject
            {
                ["access_token"] = _tokens.IssueJwt(client, context.Now),
                ["token_type"] = "Bearer",
                ["expires_in"] = (int)client.TokenLifetime.TotalSeconds,
                ["refresh_token"] = _tokens.IssueRefresh(client, context.Now),
                ["id_token"] = _tokens.Jwt(client, context.Now),
            },
            ("Cache-Control", "no-store"));
    }

    private SandboxResponse Refresh(RequestContext context)
    {
        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var token = body.RequireString("token");
        if (body.Refusal(context.Request) is { } broken)
        {
            return broken;
        }

        var client = _tokens.Redeem(token!, context.Now);
        if (client is null)
        {
            return Error(401, "invalid_grant", "The refresh token is unknown, used, or expired.");
        }

        context.ClientId = client.Id;
        return Responses.Json(
            200,
            new JsonObject
            {
                ["token"] = _tokens.IssueJwt(client, context.Now),
                ["refreshToken"] = _tokens.IssueRefresh(client, context.Now),
                ["tokenExpirationTimeSec"] = (int)client.TokenLifetime.TotalSeconds,
                ["refreshTokenExpirationTimeSec"] = TokenStore.RefreshLifetimeSeconds,
            },
            ("Cache-Control", "no-store"));
    }

    private SandboxResponse Configuration(RequestContext context)
    {
        // An area host answers without tenantId, because it knows the caller's tenant; the global host requires it.
        var tenant = _store.State.Tenant;
        var tenantId = context.Query.Get("tenantId");
        if (!string.IsNullOrEmpty(tenantId) && !string.Equals(tenantId, tenant.Id, StringComparison.Ordinal))
        {
            return Responses.NotFound(context.Request, $"There is no tenant '{tenantId}'.");
        }

        var baseUri = context.Request.BaseUri;
        var address = baseUri.GetLeftPart(UriPartial.Authority);
        return Responses.Json(200, new JsonObject
        {
            ["private"] = false,
            ["tenantId"] = tenant.Id,
            // Some tenants return it with a slash at the end.
            ["api_endpoint"] = _store.Options.PublishedProfile == SandboxPublishedProfile.Old ? $"{address}/" : address,
            ["auth_endpoint"] = address,
            ["ui_endpoint"] = address,
            ["area"] = "na1",
            ["cluster"] = "SBX1",
            ["domain"] = baseUri.Host,
            ["acdDomain"] = baseUri.Host,
            ["uhDomain"] = baseUri.Host,
        });
    }
}
