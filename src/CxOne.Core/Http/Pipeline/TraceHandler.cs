using System.Globalization;

namespace CxOne.Http;

/// <summary>
/// One verbose line a request. Shows only what is on an allow-list; a header or query value that nobody thought of stays hidden.
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
                var size = response.Content.Headers.ContentLength is { } bytes ? $", {Size(bytes)}" : null;
                state.Log.Verbose(
                    $"{Line(state)} -> {(int)response.StatusCode} in "
                        + $"{Elapsed(started)}{size}{(state.RequestId is null ? null : $", request id {state.RequestId}")}");
            }

            if (state.Log.IsDebug)
            {
                state.Log.Debug(
                    $"{Line(state)}: sent {Headers(request.Headers, AllowedRequestHeaders)}; "
                        + $"received {Headers(response.Headers, AllowedResponseHeaders)}");
            }

            return response;
        }
        catch (Exception exception) when (RetryRules.IsTransportFailure(exception))
        {
            state.RequestId = null;
            state.Log.Verbose($"{Line(state)} -> no answer after {Elapsed(started)}: {exception.Message}");
            throw;
        }
    }

    private static string Line(RequestState state) => $"{state.Describe()}{(state.Attempts > 1 ? $" (attempt {state.Attempts})" : null)}";

    private string Elapsed(long started)
        => _clock.GetElapsedTime(started).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms";

    private static string Size(long bytes)
        => bytes < 1024 ? $"{bytes} B" : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB");

    private static string Headers(System.Net.Http.Headers.HttpHeaders headers, string[] allowed)
    {
        var shown = allowed
            .Where(headers.Contains)
            .Select(name =>
                $"{name}: {(name == "Location"
                    ? UriRedactor.RedactPath(headers.GetValues(name).First())
                    : string.Join(", ", headers.GetValues(name)))}");
        var text = string.Join(" | ", shown);
        return text.Length == 0 ? "(none of the allowed headers)" : text;
    }
}
