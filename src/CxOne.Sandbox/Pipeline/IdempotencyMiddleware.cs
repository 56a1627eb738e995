using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Pipeline;

/// <summary>
/// Returns the first response again for a repeated <c>Idempotency-Key</c>. The published family does not know this header: a repeated POST
/// is applied again.
/// </summary>
internal sealed class IdempotencyMiddleware : IMiddleware
{
    private readonly IdempotencyStore _store;

    public IdempotencyMiddleware(IdempotencyStore store) => _store = store;

    public SandboxResponse Invoke(RequestContext context, Func<SandboxResponse> next)
    {
        var isKept = context.Match.Route!.Access == RouteAccess.Token
            && context.Request.Method == "POST"
            && !context.Request.IsPublishedFamily;
        context.IdempotencyKey = isKept ? context.Request.Header("Idempotency-Key") : null;
        return WithIdempotency(context, next);
    }

    /// <summary>Checks again, because another request with the same key may have completed during the deferred work.</summary>
    public SandboxResponse Resume(RequestContext context, Func<SandboxResponse> next) => WithIdempotency(context, next);

    private SandboxResponse WithIdempotency(RequestContext context, Func<SandboxResponse> next)
    {
        if (context.IdempotencyKey is not { } key)
        {
            return next();
        }

        if (_store.Find(context, key) is { } stored)
        {
            return stored;
        }

        var response = next();
        _store.Keep(context, key, response);
        return response;
    }
}
