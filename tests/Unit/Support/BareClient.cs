using CxOne.Connection;
using CxOne.Http;

namespace CxOne.Tests.Support;

/// <summary>The request pipeline of the module to any address, with a fixed token.</summary>
internal sealed class BareClient : IDisposable
{
    private readonly HttpPipelines _pipelines;
    private readonly TokenCache _tokens;

    public BareClient(Uri baseUri, CxRequestOptions options, Func<HttpMessageHandler>? transport = null)
    {
        var budget = new RequestBudget(options.RequestsPerMinute, RequestBudget.BurstFor(options.RequestsPerMinute), options.Clock);
        _tokens = new TokenCache(
            (_, _, _) => Task.FromResult(new AccessToken("token-of-the-bare-client", options.Clock.GetUtcNow(), TimeSpan.FromHours(1))),
            options.Clock);
        _pipelines = new HttpPipelines(options, budget, transport, () => _tokens);
        Client = new CxApiClient(baseUri, _pipelines.Api, options, new SecretScrubber());
    }

    public CxApiClient Client { get; }

    public void Dispose()
    {
        _tokens.Dispose();
        _pipelines.Dispose();
    }
}
