namespace CxOne.Sandbox.Http;

/// <summary>A method and a path with parameters in braces, and what answers them.</summary>
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

    /// <summary>The scopes any one of which is enough, the preferred one first; none: every token will do.</summary>
    public IReadOnlyList<string> Scopes { get; }

    public Func<RequestContext, SandboxResponse> Handler { get; }

    /// <summary>How exactly the route names its path; the more exact one of two routes wins.</summary>
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
