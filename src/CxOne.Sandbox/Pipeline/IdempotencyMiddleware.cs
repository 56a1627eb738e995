using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Pipeline;

/// <summary>Responds to a repeated <c>Idempotency-Key</c> with the response that was given the first time.</summary>
internal sealed class IdempotencyMiddleware : IMiddleware
{
    private readonly IdempotencyStore _store;

    public IdempotencyMiddleware(IdempotencyStore store) => _store = store;

    public SandboxResponse Invoke(RequestContext context, Func<SandboxResponse> next)
    {
        var isKept = context.Match.Route!.Access == RouteAccess.Token && context.Request.Method == "POST";
        context.IdempotencyKey = isKept ? context.Request.Header("Idempotency-Key") : null;
        return WithIdempotency(context, next);
    }

    /// <summary>Checks again: another request with the same key may have finished while the work of this one was being done.</summary>
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
