namespace CxOne.Http;

/// <summary>Outermost: ends the whole request, retries and waits included, when its time is up.</summary>
internal sealed class DeadlineHandler : DelegatingHandler
{
    private readonly CxRequestOptions _options;

    public DeadlineHandler(CxRequestOptions options) => _options = options;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var state = RequestState.Of(request);
        state.DeadlineAt = _options.Clock.GetUtcNow() + _options.Timeout;
        using var deadline = new CancellationTokenSource(_options.Timeout, _options.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await base.SendAsync(request, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new DeadlineException(_options.Timeout, exception);
        }
    }
}
