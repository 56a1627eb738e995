using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Pipeline;

/// <summary>Finds the route. Unknown paths are refused later, because a client without a token must not learn which paths exist.</summary>
internal sealed class RoutingMiddleware : IMiddleware
{
    private readonly RouteTable _routes;

    public RoutingMiddleware(RouteTable routes) => _routes = routes;

    public SandboxResponse Invoke(RequestContext context, Func<SandboxResponse> next)
    {
        context.Match = _routes.Find(context.Request.Method, context.Request.Segments);
        return next();
    }
}
