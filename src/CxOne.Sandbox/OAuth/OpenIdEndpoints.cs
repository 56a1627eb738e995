using System.Text;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.OAuth;

/// <summary>
/// The token endpoint of OpenID Connect: an application requests tokens with an access key (grant type <c>password</c>), and renews them.
/// The application is named by <c>Authorization: Basic</c> with an escaped secret, or by two fields of the form, but not by both.
/// </summary>
internal sealed class OpenIdEndpoints : IEndpoints
{
    private const string Scheme = "Basic ";
    private readonly TokenStore _tokens;

    public OpenIdEndpoints(TokenStore tokens) => _tokens = tokens;

    public void Register(RouteTable routes) => routes.Open("POST", "/auth/token", Token);

    private static SandboxResponse InvalidClient(string message) =>
        OAuthForm.Error(401, "invalid_client", message, ("WWW-Authenticate", "Basic realm=\"sandbox\""));

    private static SandboxResponse InvalidRequest(string message) => OAuthForm.Error(400, "invalid_request", message);

    /// <summary>Returns null if the request names the application and its secret, otherwise a refusal.</summary>
    private static SandboxResponse? Authenticate(SandboxRequest request, QueryString form)
    {
        var (id, secret) = (form.Get("client_id"), form.Get("client_secret"));
        if (request.Header("Authorization") is { } header)
        {
            if (secret is not null)
            {
                return InvalidRequest("The client secret must not be both in the Authorization header and in the form.");
            }

            if (ReadBasic(header) is not var (basicId, basicSecret))
            {
                return InvalidRequest("Authorization must be 'Basic' with base64 of the client id, a colon and the escaped client secret.");
            }

            if (id is not null && id != basicId)
            {
                return InvalidRequest("client_id differs from the client of the Authorization header.");
            }

            (id, secret) = (basicId, basicSecret);
        }

        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(secret))
        {
            return InvalidClient("The client is missing: send Authorization, or client_id and client_secret.");
        }

        var application = OAuthClients.Application;
        return string.Equals(application.Id, id, StringComparison.Ordinal) && OAuthClients.IsSecretOf(application, secret)
            ? null
            : InvalidClient("The client id or the client secret is wrong.");
    }

    private static (string Id, string Secret)? ReadBasic(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        var colon = text.IndexOf(':', StringComparison.Ordinal);

        // As a form is decoded: a secret with a plus sign that was not escaped is another secret.
        return colon < 0 ? null : (text[..colon], Uri.UnescapeDataString(text[(colon + 1)..].Replace('+', ' ')));
    }

    private SandboxResponse Token(RequestContext context)
    {
        if (!OAuthForm.TryRead(
            context.Request,
            ["grant_type", "username", "password", "refresh_token", "client_id", "client_secret"],
            out var form,
            out var refusal))
        {
            return refusal;
        }

        return Authenticate(context.Request, form) ?? form.Get("grant_type") switch
        {
            "password" => Password(context, form),
            "refresh_token" => Refresh(context, form),
            _ => OAuthForm.Error(400, "unsupported_grant_type", "grant_type must be password or refresh_token."),
        };
    }

    private SandboxResponse Password(RequestContext context, QueryString form)
    {
        if (OAuthForm.RefuseMissing(form, "username", "password") is { } missing)
        {
            return missing;
        }

        var key = OAuthClients.FindAccessKey(form.Get("username"));
        context.ClientId = key?.Id;
        return key is not null && OAuthClients.IsSecretOf(key, form.Get("password")!)
            ? _tokens.Answer(key, context.Now, OAuthClients.Application)
            : OAuthForm.Error(400, "invalid_grant", "The access key id or its secret is wrong.");
    }

    private SandboxResponse Refresh(RequestContext context, QueryString form)
    {
        if (OAuthForm.RefuseMissing(form, "refresh_token", "client_id") is { } missing)
        {
            return missing;
        }

        if (_tokens.Redeem(form.Get("refresh_token")!, OAuthClients.Application, context.Now) is not { } key)
        {
            return OAuthForm.Error(400, "invalid_grant", "The refresh token is unknown, used, expired, or of another client.");
        }

        context.ClientId = key.Id;
        return _tokens.Answer(key, context.Now, OAuthClients.Application);
    }
}
