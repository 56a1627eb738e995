using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Pipeline;

/// <summary>Passes a request through the middleware, outermost first, to its endpoint.</summary>
internal sealed class RequestPipeline
{
    private readonly IReadOnlyList<IMiddleware> _middleware;

    public RequestPipeline(IReadOnlyList<IMiddleware> middleware) => _middleware = middleware;

    /// <summary>
    /// Applies a request. If the endpoint defers its work, the response is a placeholder and <see cref="Resume"/> returns the real one.
    /// </summary>
    public SandboxResponse Invoke(RequestContext context)
    {
        return From(0);

        SandboxResponse From(int index) => index == _middleware.Count
            ? context.Match.Route!.Handler(context)
            : _middleware[index].Invoke(context, () => From(index + 1));
    }

    /// <summary>Applies the result of deferred work.</summary>
    public SandboxResponse Resume(RequestContext context, Func<SandboxResponse> respond)
    {
        return From(0);

        SandboxResponse From(int index) => index == _middleware.Count
            ? respond()
            : _middleware[index].Resume(context, () => From(index + 1));
    }
}

/// <summary>A step of request processing. It runs under the lock of the tenant and must not wait.</summary>
internal interface IMiddleware
{
    /// <summary>Returns a response, or calls <paramref name="next"/> and returns its response, possibly changed.</summary>
    SandboxResponse Invoke(RequestContext context, Func<SandboxResponse> next);

    /// <summary>Replaces <see cref="Invoke"/> after deferred work; <paramref name="next"/> creates the response.</summary>
    SandboxResponse Resume(RequestContext context, Func<SandboxResponse> next) => next();
}
