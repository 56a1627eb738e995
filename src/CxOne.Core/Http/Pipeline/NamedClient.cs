namespace CxOne.Http;

/// <summary>Sends each request through the latest handler chain of a named client.</summary>
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
    /// The outermost handler of the chain for new requests. The factory creates it when it is first needed and again after it has expired.
    /// </summary>
    internal HttpMessageHandler Chain => _factory.CreateHandler(_name);

    public override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var chain = Chain;
        using var invoker = new HttpMessageInvoker(chain, disposeHandler: false);
        var response = await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // The factory disposes an expired chain as soon as nothing refers to it, so a request in progress has to.
        GC.KeepAlive(chain);
        return response;
    }

    /// <summary><see cref="HttpMessageInvoker"/> requires a handler for all requests. No request is sent through this one.</summary>
    private sealed class NoHandler : HttpMessageHandler
    {
        public static readonly NoHandler Instance = new();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => throw new NotSupportedException();
    }
}
