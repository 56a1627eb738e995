using CxOne.Sandbox.Http;
using CxOne.Sandbox.Published;

namespace CxOne.Sandbox.Pipeline;

/// <summary>Finds the route. Unknown paths are refused later, because a client without a token must not learn which paths exist.</summary>
internal sealed class RoutingMiddleware : IMiddleware
{
    private readonly RouteTable _routes;
    private readonly PublishedFamily _published;
    private readonly SandboxFamilies _families;

    /// <summary>Finds routes of the families that the tenant offers.</summary>
    public RoutingMiddleware(RouteTable routes, PublishedFamily published, SandboxFamilies families)
    {
        _routes = routes;
        _published = published;
        _families = families;
    }

    public SandboxResponse Invoke(RequestContext context, Func<SandboxResponse> next)
    {
        var request = context.Request;
        if (request.IsPublishedFamily)
        {
            context.Match = _families == SandboxFamilies.Seed ? RouteMatch.None : _published.Find(request.Method, request.Segments);
        }
        else
        {
            var isMissing = _families == SandboxFamilies.Published && request.Segments is ["api", "v2", ..];
            context.Match = isMissing ? RouteMatch.None : _routes.Find(request.Method, request.Segments);
        }

        return next();
    }
}
