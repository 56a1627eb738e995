using System.Net;
using CxOne.Connection;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class HttpPipelinesTests : IDisposable
{
    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromSeconds(1);
    private readonly CxRequestOptions _options = new();
    private readonly TokenCache _tokens;
    private readonly List<StubTransport> _made = [];

    public HttpPipelinesTests()
        => _tokens = new TokenCache((_, _, _) => throw new InvalidOperationException("No token is needed here."), _options.Clock);

    public void Dispose() => _tokens.Dispose();

    [Fact]
    public void Each_named_client_has_its_handlers_in_their_order_and_no_logger_of_the_factory()
    {
        using var pipelines = Create();

        Assert.Equal(
            [
                typeof(DeadlineHandler),
                typeof(RetryHandler),
                typeof(RateBudgetHandler),
                typeof(AuthorizationHandler),
                typeof(TraceHandler),
                typeof(AttemptHandler),
                typeof(StubTransport)
            ],
            Handlers(pipelines.Api));
        Assert.Equal(
            [typeof(DeadlineHandler), typeof(RetryHandler), typeof(TraceHandler), typeof(AttemptHandler), typeof(StubTransport)],
            Handlers(pipelines.Token));
        Assert.Equal(
            [typeof(DeadlineHandler), typeof(RetryHandler), typeof(TraceHandler), typeof(AttemptHandler), typeof(SocketsHttpHandler)],
            Handlers(pipelines.Callback));
    }

    [Fact]
    public void A_chain_is_created_when_it_is_first_needed_and_then_kept()
    {
        using var pipelines = Create();
        Assert.Empty(_made);

        Assert.Same(Client(pipelines.Token).Chain, Client(pipelines.Token).Chain);

        Assert.Single(_made);
    }

    [Fact]
    public async Task After_the_handler_lifetime_a_new_request_has_a_new_chain_and_a_request_in_progress_keeps_its_own()
    {
        using var pipelines = Create(ShortestLifetime);
        var client = Client(pipelines.Token);
        var underWay = SendAsync(pipelines.Token);
        var first = Assert.Single(_made);

        // A timer of the factory, which a fake clock cannot advance.
        Assert.True(SpinWait.SpinUntil(() => Expired(client), Gate.Patience));
        var afterwards = SendAsync(pipelines.Token);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.All(_made, transport => transport.Answer.Open());

        Assert.Equal(HttpStatusCode.OK, (await afterwards).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await underWay).StatusCode);
        Assert.Equal(1, first.Requests);
        Assert.Equal(2, _made.Count);

        bool Expired(NamedClient named)
        {
            _ = named.Chain;
            return _made.Count > 1;
        }
    }

    [Fact]
    public void Dispose_disposes_the_transport_of_every_chain()
    {
        var pipelines = Create();
        _ = Client(pipelines.Api).Chain;
        _ = Client(pipelines.Token).Chain;

        pipelines.Dispose();

        Assert.Equal(2, _made.Count);
        Assert.All(_made, transport => Assert.True(transport.IsDisposed));
    }

    [Fact]
    public async Task A_request_on_a_chain_that_was_never_made_fails_after_Dispose()
    {
        var pipelines = Create();
        pipelines.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => SendAsync(pipelines.Token));
        Assert.Empty(_made);
    }

    private static NamedClient Client(HttpMessageInvoker invoker) => Assert.IsType<NamedClient>(invoker);

    /// <summary>The types of a chain, without the outermost handler, with which the factory tracks the lifetime.</summary>
    private static List<Type> Handlers(HttpMessageInvoker invoker)
    {
        List<Type> types = [];
        var handler = Client(invoker).Chain;
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            types.Add(inner.GetType());
            handler = inner;
        }

        return types;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpMessageInvoker client)
    {
        var uri = new Uri("http://tenant.example/token");
        var state = new RequestState(
            new CxRequest { Method = HttpMethod.Get, Path = "/token" }, uri, NullCxLog.Instance, new SecretScrubber());
        using var message = new HttpRequestMessage(HttpMethod.Get, uri);
        state.Attach(message);
        return await client.SendAsync(message, CancellationToken.None);
    }

    private HttpPipelines Create(TimeSpan? lifetime = null)
        => new(_options, new RequestBudget(100, 15, _options.Clock), Transport, () => _tokens, lifetime);

    private StubTransport Transport()
    {
        var transport = new StubTransport();
        _made.Add(transport);
        return transport;
    }

    private sealed class StubTransport : HttpMessageHandler
    {
        public Gate Answer { get; } = new();

        public bool IsDisposed { get; private set; }

        public int Requests { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            await Answer.WaitAsync().WaitAsync(cancellationToken);
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
