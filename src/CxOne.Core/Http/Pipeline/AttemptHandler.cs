namespace CxOne.Http;

/// <summary>
/// Innermost: one attempt with its own time-out, which reads the body to its end. A body that breaks off is then a failed
/// attempt like any other, and nothing outside has to deal with half an answer.
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
        HttpResponseMessage? response = null;
        var isBuffering = false;
        try
        {
            state.InFlight = true;
            response = await base.SendAsync(request, linked.Token).ConfigureAwait(false);
            if (response.Content.Headers.ContentLength > _options.MaximumResponseBytes)
            {
                throw TooLarge($"{response.Content.Headers.ContentLength} bytes, more");
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
                    throw new TimeoutException($"no complete answer within {WaitTime.Seconds(_options.AttemptTimeout)}", exception);

                // The transport's own limit for making a connection looks like a cancellation, which nobody asked for.
                case OperationCanceledException { InnerException: TimeoutException connecting } when !linked.IsCancellationRequested:
                    state.InFlight = false;
                    throw new HttpRequestException(HttpRequestError.ConnectionError, connecting.Message, exception);

                // The length was not told, or was that of the packed answer; the framework speaks of its buffer.
                case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } when isBuffering:
                    throw TooLarge("more", exception);

                // The connection was closed by this side while an answer was being read: the request was on its way.
                case ObjectDisposedException when isBuffering:
                    throw new IOException("the connection was closed before the answer was complete", exception);

                case InvalidDataException:
                    throw new HttpRequestException(
                        HttpRequestError.InvalidResponse, $"the answer could not be unpacked: {exception.Message}", exception);
            }

            throw;
        }
    }

    private HttpRequestException TooLarge(string size, Exception? inner = null)
        => new(
            HttpRequestError.ConfigurationLimitExceeded,
            $"the answer has {size} than the {_options.MaximumResponseBytes} bytes that are read at most; {AnswerMemory.AskForLess}",
            inner);
}
