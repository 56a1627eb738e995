using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Pipeline;

/// <summary>Runs a request through the middleware, outermost first, and then through its endpoint.</summary>
internal sealed class RequestPipeline
{
    private readonly IReadOnlyList<IMiddleware> _middleware;

    public RequestPipeline(IReadOnlyList<IMiddleware> middleware) => _middleware = middleware;

    /// <summary>
    /// Applies a request. If the endpoint defers its work, the response is a placeholder; <see cref="Resume"/> gives the real one.
    /// </summary>
    public SandboxResponse Invoke(RequestContext context)
    {
        return From(0);

        SandboxResponse From(int index) => index == _middleware.Count
            ? context.Match.Route!.Handler(context)
            : _middleware[index].Invoke(context, () => From(index + 1));
    }

    /// <summary>Applies what the deferred work has given.</summary>
    public SandboxResponse Resume(RequestContext context, Func<SandboxResponse> respond)
    {
        return From(0);

        SandboxResponse From(int index) => index == _middleware.Count
            ? respond()
            : _middleware[index].Resume(context, () => From(index + 1));
    }
}
