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
        or ["authentication", "v1", "token", "access-key"]
        or ["auth", "token"]
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

    private static SandboxResponse Error(int status, string error, string description) => OAuthForm.Error(status, error, description);

    private SandboxResponse ClientCredentials(RequestContext context)
    {
        if (!OAuthForm.TryRead(
            context.Request, ["grant_type", "client_id", "client_secret", "scope"], out var form, out var refusal))
        {
            return refusal;
        }

        if (!string.Equals(form.Get("grant_type"), "client_credentials", StringComparison.Ordinal))
        {
            return Error(400, "unsupported_grant_type", "grant_type must be client_credentials.");
        }

        if (OAuthForm.RefuseMissing(form, "client_id", "client_secret") is { } missing)
        {
            return missing;
        }

        var id = form.Get("client_id")!;
        var secret = form.Get("client_secret")!;
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

        return _tokens.Answer(client, context.Now);
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

        var client = _tokens.Redeem(token!, null, context.Now);
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
        // The global host requires the tenant, the host of an area does not. This host is both.
        var tenantId = context.Query.Get("tenantId") ?? _store.State.Tenant.Id;
        if (tenantId.Length == 0 || context.Query.IsRepeated("tenantId"))
        {
            const string Message = "tenantId must be given once, or not at all.";
            return Responses.BadRequest(context.Request, Message, new ErrorEntry("MISSING", Message) { Field = "tenantId" });
        }

        if (!string.Equals(tenantId, _store.State.Tenant.Id, StringComparison.Ordinal))
        {
            return Responses.NotFound(context.Request, $"There is no tenant '{tenantId}'.");
        }

        var baseUri = context.Request.BaseUri;
        var address = baseUri.GetLeftPart(UriPartial.Authority);
        return Responses.Json(200, new JsonObject
        {
            ["private"] = false,
            ["tenantId"] = tenantId,

            // Some tenants return it with a slash at the end.
            ["api_endpoint"] = _store.Options.PublishedProfile == SandboxPublishedProfile.Old ? $"{address}/" : address,
            ["auth_endpoint"] = address,
            ["ui_endpoint"] = address,
            ["area"] = "na1",
            ["cluster"] = TokenStore.Cluster,
            ["domain"] = baseUri.Host,
            ["acdDomain"] = baseUri.Host,
            ["uhDomain"] = baseUri.Host,
            ["globaldomain"] = baseUri.Host,
        });
    }
}
