using System.Globalization;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.OAuth;

namespace CxOne.Sandbox.Pipeline;

/// <summary>Requires a valid bearer token unless the path is open, and enforces the rate limit of each client.</summary>
internal sealed class AuthorizationMiddleware : IMiddleware
{
    private readonly TokenStore _tokens;
    private readonly RateLimiter _limiter;
    private readonly int _limit;

    /// <summary>
    /// Authorizes with the tokens of the tenant; <paramref name="limit"/> is the number of requests per minute in messages.
    /// </summary>
    public AuthorizationMiddleware(TokenStore tokens, RateLimiter limiter, int limit)
    {
        _tokens = tokens;
        _limiter = limiter;
        _limit = limit;
    }

    public SandboxResponse Invoke(RequestContext context, Func<SandboxResponse> next)
    {
        var segments = context.Request.Segments;
        var needsToken = context.Match.Route is { } known
            ? known.Access == RouteAccess.Token
            : (segments is ["api", ..] || context.Request.IsPublishedFamily) && !OAuthEndpoints.IsTokenPath(segments);
        return (needsToken ? Authorize(context) : null) ?? next();
    }

    /// <summary>Sets the session; returns a refusal without a valid token or above the rate limit, otherwise null.</summary>
    private SandboxResponse? Authorize(RequestContext context)
    {
        var request = context.Request;
        var token = context.BearerToken;
        context.Session = token is null ? null : _tokens.Find(token, context.Now);
        if (context.Session is not { } session)
        {
            var message = token is null
                ? "The request carries no bearer token."
                : "The bearer token has expired, was revoked, or is unknown.";
            return Responses.Refuse(
                request,
                401,
                "invalid_token",
                message,
                [new ErrorEntry("invalid_token", message)],
                ("WWW-Authenticate", "Bearer error=\"invalid_token\""));
        }

        if (_limiter.TryTake(session.ClientId, context.Now, out var seconds))
        {
            return null;
        }

        var wait = seconds.ToString(CultureInfo.InvariantCulture);
        var tooMany = $"More than {_limit} requests in a minute. Retry after {wait} s.";
        return Responses.Refuse(
            request,
            429,
            "too_many_requests",
            tooMany,
            [new ErrorEntry("rate_limit_exceeded", tooMany)],
            ("Retry-After", wait));
    }
}
