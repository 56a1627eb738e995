using System.Collections.Concurrent;
using CxOne.Connection;
using CxOne.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace CxOne.Http;

/// <summary>
/// The three named pipelines of a connection. <c>api</c>: deadline, retry, budget, authorization, trace, attempt, transport.
/// <c>token</c>: the same without budget and authorization. <c>callback</c>: for addresses of the user's; it has no way to the token.
/// </summary>
internal sealed class HttpPipelines : IDisposable
{
    private const string Api = "api";
    private const string Token = "token";
    private const string Callback = "callback";
    private readonly ServiceProvider _services;
    private readonly IHttpMessageHandlerFactory _handlers;
    private readonly ConcurrentBag<HttpMessageHandler> _transports = [];

    public HttpPipelines(CxRequestOptions options, RequestBudget budget, Func<HttpMessageHandler>? transport, Func<TokenCache> tokens)
    {
        var services = new ServiceCollection();
        Add(services, Api, transport)
            .AddHttpMessageHandler(() => new DeadlineHandler(options))
            .AddHttpMessageHandler(() => new RetryHandler(options))
            .AddHttpMessageHandler(() => new RateBudgetHandler(budget))
            .AddHttpMessageHandler(() => new AuthorizationHandler(tokens()))
            .AddHttpMessageHandler(() => new TraceHandler(options.Clock))
            .AddHttpMessageHandler(() => new AttemptHandler(options));
        Add(services, Token, transport)
            .AddHttpMessageHandler(() => new DeadlineHandler(options))
            .AddHttpMessageHandler(() => new RetryHandler(options))
            .AddHttpMessageHandler(() => new TraceHandler(options.Clock))
            .AddHttpMessageHandler(() => new AttemptHandler(options));
        var patience = CallbackSender.Options(options);
        Add(services, Callback, transport: null)
            .AddHttpMessageHandler(() => new DeadlineHandler(patience))
            .AddHttpMessageHandler(() => new RetryHandler(patience))
            .AddHttpMessageHandler(() => new TraceHandler(options.Clock))
            .AddHttpMessageHandler(() => new AttemptHandler(patience));
        _services = services.BuildServiceProvider();
        _handlers = _services.GetRequiredService<IHttpMessageHandlerFactory>();
    }

    public HttpMessageInvoker CreateApi() => Create(Api);

    public HttpMessageInvoker CreateToken() => Create(Token);

    public HttpMessageInvoker CreateCallback() => Create(Callback);

    public void Dispose()
    {
        _services.Dispose();

        // The factory would leave its handlers, and their sockets, to the garbage collector.
        foreach (var transport in _transports)
        {
            transport.Dispose();
        }
    }

    // The factory owns the handlers and keeps them alive over many invokers.
    private HttpMessageInvoker Create(string name) => new(_handlers.CreateHandler(name), disposeHandler: false);

    private IHttpClientBuilder Add(IServiceCollection services, string name, Func<HttpMessageHandler>? transport)
        => services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(() =>
            {
                var handler = transport is null ? CreateTransport() : transport();
                _transports.Add(handler);
                return handler;
            })

            // One transport for the life of the connection; the age of its sockets is limited below.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

            // The factory's own loggers show every header.
            .RemoveAllLoggers();

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
