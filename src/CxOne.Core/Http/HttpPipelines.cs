using System.Collections.Concurrent;
using CxOne.Connection;
using CxOne.Webhooks;

namespace CxOne.Http;

/// <summary>
/// The three named pipelines of a connection. <c>api</c>: deadline, retry, budget, authorization, trace, attempt, transport.
/// <c>token</c>: the same without budget and authorization. <c>callback</c>: for addresses of the user's; it has no way to the token.
/// Each is made when it is first needed and lives as long as the connection; the age of its sockets is limited below.
/// </summary>
/// <remarks>
/// Put together by hand: a client factory would add nothing to three fixed chains, and making its container takes a third of a
/// first connection.
/// </remarks>
internal sealed class HttpPipelines : IDisposable
{
    private readonly ConcurrentBag<HttpMessageHandler> _transports = [];
    private readonly Lazy<HttpMessageInvoker> _api;
    private readonly Lazy<HttpMessageInvoker> _token;
    private readonly Lazy<HttpMessageInvoker> _callback;

    public HttpPipelines(CxRequestOptions options, RequestBudget budget, Func<HttpMessageHandler>? transport, Func<TokenCache> tokens)
    {
        transport ??= CreateTransport;
        var patience = options.ForCallbacks();
        _api = new(() => Chain(
            transport(),
            new DeadlineHandler(options),
            new RetryHandler(options),
            new RateBudgetHandler(budget),
            new AuthorizationHandler(tokens()),
            new TraceHandler(options.Clock),
            new AttemptHandler(options)));
        _token = new(() => Chain(
            transport(),
            new DeadlineHandler(options),
            new RetryHandler(options),
            new TraceHandler(options.Clock),
            new AttemptHandler(options)));
        _callback = new(() => Chain(
            CreateTransport(),
            new DeadlineHandler(patience),
            new RetryHandler(patience),
            new TraceHandler(options.Clock),
            new AttemptHandler(patience)));
    }

    public HttpMessageInvoker Api => _api.Value;

    public HttpMessageInvoker Token => _token.Value;

    public HttpMessageInvoker Callback => _callback.Value;

    /// <summary>Closes the sockets. The handlers stay usable, so that a request under way ends with what the token cache says of a closed connection.</summary>
    public void Dispose()
    {
        foreach (var transport in _transports)
        {
            transport.Dispose();
        }
    }

    /// <param name="transport">The innermost.</param>
    /// <param name="handlers">Outermost first.</param>
    private HttpMessageInvoker Chain(HttpMessageHandler transport, params ReadOnlySpan<DelegatingHandler> handlers)
    {
        _transports.Add(transport);
        var inner = transport;
        for (var index = handlers.Length - 1; index >= 0; index--)
        {
            handlers[index].InnerHandler = inner;
            inner = handlers[index];
        }

        return new HttpMessageInvoker(inner, disposeHandler: false);
    }

    internal static SocketsHttpHandler CreateTransport() => new()
    {
        // A redirect could carry the token, or turn a POST into a GET; the tenant's interface has none.
        AllowAutoRedirect = false,
        UseCookies = false,
        Proxy = new LoopbackProxy(HttpClient.DefaultProxy),
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),

        // Below the idle time-outs of common gateways, so that a write seldom meets a connection that the other side has just closed.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = 64,
        MaxResponseHeadersLength = 64,
    };
}
