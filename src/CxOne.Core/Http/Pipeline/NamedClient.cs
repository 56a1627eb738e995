namespace CxOne.Http;

/// <summary>Sends each request through the newest chain of handlers that the factory has for a named client.</summary>
internal sealed class NamedClient : HttpMessageInvoker
{
    private readonly IHttpMessageHandlerFactory _factory;
    private readonly string _name;

    /// <summary>Initializes a new instance of the <see cref="NamedClient"/> class.</summary>
    public NamedClient(IHttpMessageHandlerFactory factory, string name)
        : base(NoHandler.Instance, disposeHandler: false)
    {
        _factory = factory;
        _name = name;
    }

    /// <summary>
    /// The chain for new requests, its outermost handler. It is made when it is first needed and again when it has expired.
    /// </summary>
    internal HttpMessageHandler Chain => _factory.CreateHandler(_name);

    public override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var chain = Chain;
        using var invoker = new HttpMessageInvoker(chain, disposeHandler: false);
        var response = await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // The factory disposes an expired chain as soon as nothing refers to it; a request under way does.
        GC.KeepAlive(chain);
        return response;
    }

    /// <summary>Stands where <see cref="HttpMessageInvoker"/> wants one handler for all requests; none is sent through it.</summary>
    private sealed class NoHandler : HttpMessageHandler
    {
        public static readonly NoHandler Instance = new();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => throw new NotSupportedException();
    }
}
