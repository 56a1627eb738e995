namespace CxOne.Sandbox.Http;

/// <summary>What the route table knows of a path: the route, or the methods that the path does have.</summary>
internal sealed record RouteMatch(Route? Route, IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Allowed)
{
    public static RouteMatch None { get; } = new(null, new Dictionary<string, string>(), []);

    public bool IsKnownPath => Allowed.Count > 0;
}
