using System.Net;
using Polly;
using Polly.Retry;

namespace CxOne.Http;

/// <summary>Repeats a request if <see cref="RetryRules"/> allows it, and once with a fresh token after a 401.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<RequestState> StateKey = new("CxOne.RequestState");
    private readonly CxRequestOptions _options;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryHandler(CxRequestOptions options)
    {
        _options = options;
        _pipeline = BuildPipeline();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var state = RequestState.Of(request);
        var response = await RunAsync(request, state, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized && state.UsesToken && !state.OutcomeUnknown)
        {
            // The authorization handler has discarded the refused token. A 401 of the interface means that nothing was done, so any method
            // may be repeated. After a 401 of a gateway, the outcome of a write that must not be made twice is unknown.
            state.Log.Verbose(HttpMessages.ReplayedWithFreshToken(state.Describe()));
            response.Dispose();
            response = await RunAsync(request, state, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    private async Task<HttpResponseMessage> RunAsync(HttpRequestMessage request, RequestState state, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(StateKey, state);
            return await _pipeline.ExecuteAsync(
                static async (context, call) =>
                    await call.Handler.AttemptAsync(call.Uri, call.State, context.CancellationToken).ConfigureAwait(false),
                context,
                (Handler: this, Uri: request.RequestUri!, State: state)).ConfigureAwait(false);
        }
        finally
        {
            EndWait(state);
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(Uri uri, RequestState state, CancellationToken cancellationToken)
    {
        EndWait(state);
        state.RetryAfter = null;
        state.RetryAfterRefused = null;
        state.IsOwnAnswer = true;
        var response = await base.SendAsync(state.CreateMessage(uri), cancellationToken).ConfigureAwait(false);
        state.RetryAfter = RetryAfterReader.Read(response, _options.Clock.GetUtcNow());
        if (!response.IsSuccessStatusCode && state.UsesToken)
        {
            state.IsOwnAnswer = await AnswerForm.IsOwnRefusalAsync(response, cancellationToken).ConfigureAwait(false);
        }

        if (!RetryRules.IsTransient(response.StatusCode))
        {
            // A wait does not help with such a status, so its Retry-After does not matter.
            return response;
        }

        if (state.RetryAfter > _options.MaximumRetryAfter)
        {
            state.RetryAfterRefused = HttpMessages.RetryAfterOverMaximum(_options.MaximumRetryAfter);
        }
        else if (state.RetryAfter is { } wait && wait > state.DeadlineAt - _options.Clock.GetUtcNow())
        {
            state.RetryAfterRefused = HttpMessages.RetryAfterPastDeadline;
        }

        return response;
    }

    private ResiliencePipeline<HttpResponseMessage> BuildPipeline()
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _options.Clock };
        return builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            // Polly requires at least one attempt; the rule below decides whether it is made.
            MaxRetryAttempts = Math.Max(1, _options.MaximumRetryCount),
            ShouldHandle = args =>
            {
                args.Context.Properties.TryGetValue(StateKey, out var state);
                var repeat = RetryRules.ShouldRepeat(state!, args.Outcome.Result, args.Outcome.Exception);
                return ValueTask.FromResult(repeat && _options.MaximumRetryCount > 0);
            },

            // The maximum is applied here, because Polly's MaxDelay does not limit a delay that a generator returns.
            DelayGenerator = args =>
            {
                args.Context.Properties.TryGetValue(StateKey, out var state);
                return ValueTask.FromResult<TimeSpan?>(WaitTime.RoundUp(state!.RetryAfter ?? BackOff(args.AttemptNumber)));
            },
            OnRetry = args =>
            {
                args.Context.Properties.TryGetValue(StateKey, out var state);
                var cause = args.Outcome.Exception?.Message ?? HttpMessages.Status((int)args.Outcome.Result!.StatusCode);
                state!.Log.Verbose(HttpMessages.Retrying(
                    state.Describe(), cause, args.RetryDelay, state.RetryAfter is not null, state.Attempts + 1));
                state.RetryWait = state.Log.BeginWait(new CxWait(
                    HttpMessages.WaitingForRetry(cause, state.RetryAfter is not null, state.Attempts + 1),
                    args.RetryDelay,
                    _options.Clock));
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    private static void EndWait(RequestState state)
    {
        state.RetryWait?.Dispose();
        state.RetryWait = null;
    }

    /// <summary>
    /// Exponential back-off with equal jitter: between half and all of delay × 2ⁿ, so that clients spread out but none retries immediately.
    /// </summary>
    private TimeSpan BackOff(int retry)
    {
        var full = Math.Min(_options.RetryDelay.TotalSeconds * Math.Pow(2, retry), _options.MaximumRetryDelay.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (0.5 * _options.Jitter())));
    }
}
