using CxOne.Connection;

namespace CxOne.Tests.Support;

/// <summary>
/// A transport that sends the requests for named hosts to servers on loopback, over real sockets, and records which host was meant. A host
/// without a server cannot be resolved.
/// </summary>
internal sealed class HostRouter
{
    private readonly Dictionary<string, Uri> _servers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<RoutedRequest> _requests = [];
    private readonly Lock _lock = new();

    public IReadOnlyList<RoutedRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The requests as <c>POST host/path</c>.</summary>
    public IEnumerable<string> Lines => Requests.Select(request => $"{request.Method} {request.Uri.Host}{request.Uri.PathAndQuery}");

    /// <summary>The hosts that received a bearer token.</summary>
    public IEnumerable<string> TokenHosts
        => Requests.Where(request => request.Authorization?.StartsWith("Bearer ", StringComparison.Ordinal) == true)
            .Select(request => request.Uri.Host)
            .Distinct();

    public HostRouter Add(string host, Uri server)
    {
        _servers.Add(host, server);
        return this;
    }

    public CxConnectOptions Apply(CxConnectOptions options) => options with { Transport = () => new Handler(this) };

    private Uri? Route(HttpRequestMessage request)
    {
        lock (_lock)
        {
            _requests.Add(new RoutedRequest(request.Method, request.RequestUri!, request.Headers.Authorization?.ToString()));
            return _servers.GetValueOrDefault(request.RequestUri!.Host);
        }
    }

    private sealed class Handler(HostRouter router) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var server = router.Route(request)
                ?? throw new HttpRequestException(HttpRequestError.NameResolutionError, $"There is no host {request.RequestUri!.Host}.");
            request.RequestUri = new Uri(server, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>A request as it left the module.</summary>
internal sealed record RoutedRequest(HttpMethod Method, Uri Uri, string? Authorization);
