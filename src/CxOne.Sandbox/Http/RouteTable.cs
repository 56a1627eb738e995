namespace CxOne.Sandbox.Http;

/// <summary>The routes of the tenant.</summary>
internal sealed class RouteTable
{
    private readonly List<Route> _routes = [];

    public void Open(string method, string path, Func<RequestContext, SandboxResponse> handler) =>
        _routes.Add(new Route(method, path, RouteAccess.Open, [], handler));

    public void Token(string method, string path, string? scope, Func<RequestContext, SandboxResponse> handler) =>
        TokenWithAny(method, path, scope is null ? [] : [scope], handler);

    /// <summary>Adds a route that requires one of several scopes.</summary>
    public void TokenWithAny(string method, string path, IReadOnlyList<string> scopes, Func<RequestContext, SandboxResponse> handler) =>
        _routes.Add(new Route(method, path, RouteAccess.Token, scopes, handler));

    public RouteMatch Find(string method, IReadOnlyList<string> segments)
    {
        var candidates = new List<(Route Route, Dictionary<string, string> Values)>();
        foreach (var route in _routes)
        {
            if (route.TryMatch(segments, out var values))
            {
                candidates.Add((route, values));
            }
        }

        if (candidates.Count == 0)
        {
            return RouteMatch.None;
        }

        // A parameter must not match a literal segment of another route, regardless of the method.
        var literals = candidates.Max(candidate => candidate.Route.Literals);
        candidates.RemoveAll(candidate => candidate.Route.Literals < literals);
        var allowed = candidates.Select(candidate => candidate.Route.Method).Order(StringComparer.Ordinal).ToArray();
        foreach (var (route, values) in candidates)
        {
            if (string.Equals(route.Method, method, StringComparison.Ordinal))
            {
                return new RouteMatch(route, values, allowed);
            }
        }

        return new RouteMatch(null, candidates[0].Values, allowed);
    }
}

/// <summary>The endpoints of one area of the tenant.</summary>
internal interface IEndpoints
{
    void Register(RouteTable routes);
}
