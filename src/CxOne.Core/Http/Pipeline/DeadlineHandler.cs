namespace CxOne.Http;

/// <summary>The outermost handler: ends the request, including its retries and waits, at its deadline.</summary>
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

/// <summary>The deadline of a request has passed. The client converts this exception to one of the module.</summary>
internal sealed class DeadlineException : Exception
{
    public DeadlineException(TimeSpan timeout, Exception inner)
        : base(HttpMessages.NoFinalAnswer(timeout), inner)
    {
    }
}
