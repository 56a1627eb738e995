namespace CxOne.Http;

/// <summary>
/// The innermost handler: makes one attempt with its own time-out and reads the complete body. A body that breaks off is then a failed
/// attempt like any other, and the other handlers never see a partial answer.
/// </summary>
internal sealed class AttemptHandler : DelegatingHandler
{
    private readonly CxRequestOptions _options;

    public AttemptHandler(CxRequestOptions options) => _options = options;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.AttemptTimeout, _options.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var state = RequestState.Of(request);
        using var wait = state.Log.BeginWait(new CxWait(HttpMessages.WaitingForAnswer(state.Describe()), null, _options.Clock));
        HttpResponseMessage? response = null;
        var isBuffering = false;
        try
        {
            state.InFlight = true;
            response = await base.SendAsync(request, linked.Token).ConfigureAwait(false);
            if (response.Content.Headers.ContentLength > _options.MaximumResponseBytes)
            {
                throw TooLarge(response.Content.Headers.ContentLength);
            }

            isBuffering = true;
            await response.Content.LoadIntoBufferAsync(_options.MaximumResponseBytes, linked.Token).ConfigureAwait(false);
            state.InFlight = false;
            return response;
        }
        catch (Exception exception)
        {
            response?.Dispose();
            state.InFlight = exception is OperationCanceledException;
            switch (exception)
            {
                case OperationCanceledException when timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested:
                    throw new TimeoutException(HttpMessages.NoCompleteAnswer(_options.AttemptTimeout), exception);

                // The transport reports its own connect time-out as a cancellation.
                case OperationCanceledException { InnerException: TimeoutException connecting } when !linked.IsCancellationRequested:
                    state.InFlight = false;
                    throw new HttpRequestException(HttpRequestError.ConnectionError, connecting.Message, exception);

                // The length was absent, or was that of the compressed answer. The message of the framework would be about its buffer.
                case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } when isBuffering:
                    throw TooLarge(null, exception);

                // This side closed the connection while an answer was being read, so the request had been sent.
                case ObjectDisposedException when isBuffering:
                    throw new IOException(HttpMessages.ClosedBeforeAnswer, exception);

                case InvalidDataException:
                    throw new HttpRequestException(
                        HttpRequestError.InvalidResponse, HttpMessages.NotDecompressed(exception.Message), exception);
            }

            throw;
        }
    }

    private HttpRequestException TooLarge(long? bytes, Exception? inner = null)
        => new(
            HttpRequestError.ConfigurationLimitExceeded,
            HttpMessages.AnswerTooLarge(bytes, _options.MaximumResponseBytes),
            inner);
}
