using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace CxOne.Http;

/// <summary>
/// The three named clients of a connection. <c>api</c>: deadline, retry, budget, authorization, trace, attempt, transport.
/// <c>token</c>: the same without budget and authorization. <c>callback</c>: for the user's receivers, without access to the token.
/// A client factory creates each chain when it is first needed, and a new one with new sockets after the handler lifetime.
/// </summary>
internal sealed class HttpPipelines : IDisposable
{
    /// <summary>The lifetime of a chain with sockets. A new chain resolves the address of the tenant again.</summary>
    internal static readonly TimeSpan HandlerLifetime = TimeSpan.FromMinutes(5);

    private const string ApiClient = "api";
    private const string TokenClient = "token";
    private const string CallbackClient = "callback";
    private readonly List<WeakReference<HttpMessageHandler>> _transports = [];
    private readonly ServiceProvider _services;
    private bool _isDisposed;

    /// <summary>Initializes a new instance of the <see cref="HttpPipelines"/> class.</summary>
    /// <param name="options">Deadlines, retries and waits.</param>
    /// <param name="budget">The request budget of the connection; every chain of <c>api</c> shares it.</param>
    /// <param name="transport">Creates the innermost handler; <see langword="null"/> for sockets.</param>
    /// <param name="tokens">The token cache of the connection; called when the first chain of <c>api</c> is created.</param>
    /// <param name="handlerLifetime">How long a chain is used for new requests. The default is <see cref="HandlerLifetime"/> for
    /// sockets on the system's clock, and no end for another clock or another transport, which may hold state, as the sandbox does.</param>
    public HttpPipelines(
        CxRequestOptions options,
        IRequestBudget budget,
        Func<HttpMessageHandler>? transport,
        Func<TokenCache> tokens,
        TimeSpan? handlerLifetime = null)
    {
        var patience = options.ForCallbacks();

        // The factory measures the lifetime by the system's clock and keeps a chain in memory until then, even if the connection is closed.
        // A connection with another clock therefore keeps its chains as long as it exists.
        var ofSockets = handlerLifetime ?? (options.Clock == TimeProvider.System ? HandlerLifetime : Timeout.InfiniteTimeSpan);
        var lifetime = handlerLifetime ?? (transport is null ? ofSockets : Timeout.InfiniteTimeSpan);
        transport ??= CreateTransport;
        var services = new ServiceCollection();
        Add(services, ApiClient, lifetime, transport, () =>
        [
            new DeadlineHandler(options),
            new RetryHandler(options),
            new RateBudgetHandler(budget),
            new AuthorizationHandler(tokens()),
            new TraceHandler(options.Clock),
            new AttemptHandler(options),
        ]);
        Add(services, TokenClient, lifetime, transport, () =>
        [
            new DeadlineHandler(options),
            new RetryHandler(options),
            new TraceHandler(options.Clock),
            new AttemptHandler(options),
        ]);
        Add(services, CallbackClient, ofSockets, CreateTransport, () =>
        [
            new DeadlineHandler(patience),
            new RetryHandler(patience),
            new TraceHandler(options.Clock),
            new AttemptHandler(patience),
        ]);
        _services = services.BuildServiceProvider();
        var factory = _services.GetRequiredService<IHttpMessageHandlerFactory>();
        Api = new NamedClient(factory, ApiClient);
        Token = new NamedClient(factory, TokenClient);
        Callback = new NamedClient(factory, CallbackClient);
    }

    public HttpMessageInvoker Api { get; }

    public HttpMessageInvoker Token { get; }

    public HttpMessageInvoker Callback { get; }

    /// <summary>
    /// Closes the sockets. The handlers remain usable, so that a request in progress ends with the token cache's error for a closed
    /// connection.
    /// </summary>
    public void Dispose()
    {
        List<WeakReference<HttpMessageHandler>> open;
        lock (_transports)
        {
            _isDisposed = true;
            open = [.. _transports];
            _transports.Clear();
        }

        foreach (var reference in open)
        {
            if (reference.TryGetTarget(out var transport))
            {
                transport.Dispose();
            }
        }

        _services.Dispose();
    }

    internal static SocketsHttpHandler CreateTransport() => new()
    {
        // A redirect could leak the token or change a POST to a GET. The tenant's interface uses none.
        AllowAutoRedirect = false,
        UseCookies = false,
        Proxy = new LoopbackProxy(HttpClient.DefaultProxy),
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),

        // Shorter than the idle time-outs of common gateways, so that a write rarely uses a connection that the other side has just closed.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        MaxConnectionsPerServer = 64,
        MaxResponseHeadersLength = 64,
    };

    /// <param name="services">The collection that the client is added to.</param>
    /// <param name="name">The name of the client.</param>
    /// <param name="lifetime">How long a chain is used for new requests.</param>
    /// <param name="transport">Creates the innermost handler.</param>
    /// <param name="handlers">Creates the handlers around it, outermost first.</param>
    private void Add(
        ServiceCollection services, string name, TimeSpan lifetime, Func<HttpMessageHandler> transport, Func<DelegatingHandler[]> handlers)
        // The loggers of the factory would write addresses and headers without redaction.
        => services.AddHttpClient(name)
            .RemoveAllLoggers()
            .SetHandlerLifetime(lifetime).Services
            .Configure<HttpClientFactoryOptions>(name, client =>
            {
                client.SuppressHandlerScope = true;
                client.HttpMessageHandlerBuilderActions.Add(chain =>
                {
                    chain.PrimaryHandler = Track(transport);
                    foreach (var handler in handlers())
                    {
                        chain.AdditionalHandlers.Add(handler);
                    }
                });
            });

    private HttpMessageHandler Track(Func<HttpMessageHandler> create)
    {
        lock (_transports)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var transport = create();
            _transports.RemoveAll(reference => !reference.TryGetTarget(out _));
            _transports.Add(new(transport));
            return transport;
        }
    }
}
