namespace CxOne.Sandbox.Http;

/// <summary>A method, a path with parameters in braces, and their handler.</summary>
internal sealed class Route
{
    private readonly string[] _pattern;

    public Route(
        string method, string path, RouteAccess access, IReadOnlyList<string> scopes, Func<RequestContext, SandboxResponse> handler)
    {
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

    public bool TryMatch(IReadOnlyList<string> segments, out Dictionary<string, string> values)
    {
        values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (segments.Count != _pattern.Length)
        {
            return false;
        }

        for (var index = 0; index < _pattern.Length; index++)
        {
            var expected = _pattern[index];
            if (IsParameter(expected))
            {
                if (segments[index].Length == 0)
                {
                    return false;
                }

                values[expected[1..^1]] = segments[index];
            }
            else if (!string.Equals(expected, segments[index], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

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
