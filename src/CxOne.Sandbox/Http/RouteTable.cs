namespace CxOne.Sandbox.Http;

/// <summary>The routes of the tenant.</summary>
internal sealed class RouteTable
{
    private readonly List<Route> _routes = [];
    private readonly StringComparison _comparison;

    /// <summary>Creates a table; <paramref name="comparison"/> compares the literal segments of paths.</summary>
    public RouteTable(StringComparison comparison = StringComparison.Ordinal) => _comparison = comparison;

    public void Open(string method, string path, Func<RequestContext, SandboxResponse> handler) =>
        _routes.Add(new Route(method, path, RouteAccess.Open, [], _comparison, handler));

    public void Token(string method, string path, string? scope, Func<RequestContext, SandboxResponse> handler) =>
        TokenWithAny(method, path, scope is null ? [] : [scope], handler);

    /// <summary>Adds a route that requires one of several scopes.</summary>
    public void TokenWithAny(string method, string path, IReadOnlyList<string> scopes, Func<RequestContext, SandboxResponse> handler) =>
        _routes.Add(new Route(method, path, RouteAccess.Token, scopes, _comparison, handler));

    public RouteMatch Find(string method, IReadOnlyList<string> segments)
    {
        var candidates = _routes.FindAll(route => route.Matches(segments));
        if (candidates.Count == 0)
        {
            return RouteMatch.None;
        }

        // A parameter must not match a literal segment of another route, regardless of the method.
        var literals = candidates.Max(candidate => candidate.Literals);
        candidates.RemoveAll(candidate => candidate.Literals < literals);
        var allowed = candidates.Select(candidate => candidate.Method).Order(StringComparer.Ordinal).ToArray();
        var route = candidates.Find(candidate => string.Equals(candidate.Method, method, StringComparison.Ordinal));
        return new RouteMatch(route, (route ?? candidates[0]).Values(segments), allowed);
    }
}

/// <summary>The endpoints of one area of the tenant.</summary>
internal interface IEndpoints
{
    void Register(RouteTable routes);
}
