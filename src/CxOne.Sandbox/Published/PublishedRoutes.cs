using System.Globalization;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.OAuth;

namespace CxOne.Sandbox.Published;

/// <summary>
/// Adds calls of the published family to a route table. Each call refuses versions that the tenant does not have, requests that do not
/// accept JSON, and parameters that it does not define.
/// </summary>
internal sealed class PublishedRoutes
{
    public const string Root = "/inContactAPI/services";
    public const int FirstVersion = 30;
    public const int LastVersion = 34;
    private readonly SandboxOptions _options;
    private readonly List<(string Method, string Path)> _calls = [];

    public PublishedRoutes(SandboxOptions options) => _options = options;

    // Public clients use several spellings of the first segment.
    public RouteTable Table { get; } = new(StringComparison.OrdinalIgnoreCase);

    /// <summary>The method and the path without its root of each call.</summary>
    public IReadOnlyList<(string Method, string Path)> Calls => _calls;

    /// <summary>Adds a call that reads; <paramref name="parameters"/> are the names that its query may have.</summary>
    public void Get(string path, IReadOnlyList<string> parameters, Func<PublishedRequest, SandboxResponse> handler) =>
        Read("GET", path, parameters, handler);

    /// <summary>Adds a call that reads with any method.</summary>
    public void Read(
        string method, string path, IReadOnlyList<string> parameters, Func<PublishedRequest, SandboxResponse> handler)
    {
        _calls.Add((method, path));
        Table.Token(method, $"{Root}/{{version}}{path}", null, context => Handle(context, parameters, handler));
    }

    /// <summary>Adds a call that changes the tenant, which clients with read permissions cannot.</summary>
    public void Write(
        string method, string path, IReadOnlyList<string> parameters, Func<PublishedRequest, SandboxResponse> handler) =>
        Read(method, path, parameters, request => OAuthClients.Find(request.Context.Session!.ClientId)!.IsReadOnly
            ? request.Refuse(403, "access_denied", "The role of the user does not allow changes.")
            : handler(request));

    private static int? Version(string segment) =>
        segment.StartsWith('v')
        && segment.EndsWith(".0", StringComparison.Ordinal)
        && int.TryParse(segment.AsSpan(1, segment.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        && version is >= FirstVersion and <= LastVersion
            ? version
            : null;

    private static bool AcceptsJson(SandboxRequest request) => (request.Header("Accept") ?? string.Empty)
        .Split(',', StringSplitOptions.TrimEntries)
        .Select(range => range.Split(';')[0].Trim())
        .Contains("application/json", StringComparer.OrdinalIgnoreCase);

    private SandboxResponse Handle(
        RequestContext context, IReadOnlyList<string> parameters, Func<PublishedRequest, SandboxResponse> handler)
    {
        if (Version(context.Value("version")) is not { } version)
        {
            var message = $"There is no version '{context.Value("version")}'; the tenant has v{FirstVersion}.0 to v{LastVersion}.0.";
            return Responses.NotFound(context.Request, message);
        }

        if (!AcceptsJson(context.Request))
        {
            return Responses.Refuse(
                context.Request, 406, "not_acceptable", "No known way to render data: Accept must name application/json.");
        }

        var request = new PublishedRequest(context, new PublishedQuery(context.Query, parameters), _options.PublishedProfile)
        {
            Version = version,
        };
        return request.Refusal() ?? handler(request);
    }
}

/// <summary>A group of calls of the published family.</summary>
internal interface IPublishedEndpoints
{
    void Register(PublishedRoutes routes);
}
