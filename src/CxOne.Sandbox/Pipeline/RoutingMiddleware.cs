using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Pipeline;

/// <summary>Finds the route. An unknown path is not refused here: without a token the client learns nothing about paths.</summary>
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
