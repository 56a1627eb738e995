namespace CxOne.Sandbox.Http;

/// <summary>A method, a path with parameters in braces, and their handler.</summary>
internal sealed class Route
{
    private readonly string[] _pattern;
    private readonly StringComparison _comparison;

    public Route(
        string method,
        string path,
        RouteAccess access,
        IReadOnlyList<string> scopes,
        StringComparison comparison,
        Func<RequestContext, SandboxResponse> handler)
    {
        _comparison = comparison;
        Method = method;
        Access = access;
        Scopes = scopes;
        Handler = handler;
        _pattern = path.TrimStart('/').Split('/');
        Literals = _pattern.Count(segment => !IsParameter(segment));
    }

    public string Method { get; }

    public RouteAccess Access { get; }

    /// <summary>The scopes of which a token needs one, the preferred one first; empty if any token suffices.</summary>
    public IReadOnlyList<string> Scopes { get; }

    public Func<RequestContext, SandboxResponse> Handler { get; }

    /// <summary>Number of literal segments. The route with more of them takes precedence.</summary>
    public int Literals { get; }

    public bool Matches(IReadOnlyList<string> segments)
    {
        if (segments.Count != _pattern.Length)
        {
            return false;
        }

        for (var index = 0; index < _pattern.Length; index++)
        {
            var expected = _pattern[index];
            var fits = IsParameter(expected) ? segments[index].Length > 0 : string.Equals(expected, segments[index], _comparison);
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the values of the parameters in a path that the route matches.</summary>
    public Dictionary<string, string> Values(IReadOnlyList<string> segments) => _pattern
        .Select((expected, index) => (Name: expected, Value: segments[index]))
        .Where(segment => IsParameter(segment.Name))
        .ToDictionary(segment => segment.Name[1..^1], segment => segment.Value, StringComparer.Ordinal);

    private static bool IsParameter(string segment) => segment.StartsWith('{');
}

/// <summary>The authorization that a route requires.</summary>
internal enum RouteAccess
{
    /// <summary>None: the route issues tokens or returns the addresses of endpoints.</summary>
    Open,

    /// <summary>A token, with a scope of the route if it has any.</summary>
    Token,
}

/// <summary>The result of a route lookup: the route, or the methods that the path supports.</summary>
internal sealed record RouteMatch(Route? Route, IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Allowed)
{
    public static RouteMatch None { get; } = new(null, new Dictionary<string, string>(), []);

    public bool IsKnownPath => Allowed.Count > 0;
}
