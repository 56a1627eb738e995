using System.Globalization;

namespace CxOne.Http;

/// <summary>
/// Writes one verbose line per attempt. Only headers and query values on an allow-list are shown.
/// </summary>
internal sealed class TraceHandler : DelegatingHandler
{
    private static readonly string[] AllowedRequestHeaders = ["Accept", "If-Match", "Idempotency-Key"];
    private static readonly string[] AllowedResponseHeaders =
    [
        "Date", "ETag", "Idempotent-Replayed", "Location", "Retry-After", "X-Request-Id"
    ];
    private readonly TimeProvider _clock;

    public TraceHandler(TimeProvider clock) => _clock = clock;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var state = RequestState.Of(request);
        state.Attempts++;
        var started = _clock.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            state.RequestId = response.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.FirstOrDefault() : null;
            if (state.Log.IsVerbose)
            {
                state.Log.Verbose(HttpMessages.Answered(
                    Line(state), (int)response.StatusCode, Elapsed(started), response.Content.Headers.ContentLength, state.RequestId));
            }

            if (state.Log.IsDebug)
            {
                state.Log.Debug(HttpMessages.HeadersTraced(
                    Line(state), Headers(request.Headers, AllowedRequestHeaders), Headers(response.Headers, AllowedResponseHeaders)));
            }

            return response;
        }
        catch (Exception exception) when (RetryRules.IsTransportFailure(exception))
        {
            state.RequestId = null;
            state.Log.Verbose(HttpMessages.NoAnswer(Line(state), Elapsed(started), exception.Message));
            throw;
        }
    }

    private static string Line(RequestState state) => HttpMessages.Attempt(state.Describe(), state.Attempts);

    private string Elapsed(long started)
        => _clock.GetElapsedTime(started).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms";

    private static string Headers(System.Net.Http.Headers.HttpHeaders headers, string[] allowed)
    {
        var shown = allowed
            .Where(headers.Contains)
            .Select(name =>
                $"{name}: {(name == "Location"
                    ? UriRedactor.RedactPath(headers.GetValues(name).First())
                    : string.Join(", ", headers.GetValues(name)))}");
        var text = string.Join(" | ", shown);
        return text.Length == 0 ? HttpMessages.NoAllowedHeaders : text;
    }
}
