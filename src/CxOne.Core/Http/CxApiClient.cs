using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CxOne.Errors;

namespace CxOne.Http;

/// <summary>
/// Sends requests to one tenant, with its token, request budget, retries and redaction. Failures become exceptions of the module.
/// </summary>
public sealed class CxApiClient
{
    private const int EntitiesPerPage = 25;
    private readonly HttpMessageInvoker _api;
    private readonly CxRequestOptions _options;

    internal CxApiClient(Uri baseUri, HttpMessageInvoker api, CxRequestOptions options, SecretScrubber scrubber)
    {
        BaseUri = baseUri;
        _api = api;
        _options = options;
        Scrubber = scrubber;
    }

    /// <summary>Gets the base address of all paths.</summary>
    public Uri BaseUri { get; }

    internal SecretScrubber Scrubber { get; }

    /// <summary>The clock for all waits.</summary>
    internal TimeProvider Clock => _options.Clock;

    internal Func<double> Jitter => _options.Jitter;

    /// <summary>Sends a request and reads its complete answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="log">Receives one verbose line per attempt and one per wait.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxValidationException">The path is invalid; nothing was sent.</exception>
    /// <exception cref="CxUnknownOutcomeException">A write was sent, and it is not known whether the tenant applied it.</exception>
    /// <exception cref="CxRequestException">The request failed or was answered with another status than 2xx, after the allowed
    /// retries.</exception>
    /// <exception cref="CxException">The connection was closed (<c>ConnectionClosed</c>).</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public async Task<CxResponse> SendAsync(CxRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!ApiRoute.IsPath(request.Path))
        {
            throw new CxValidationException([HttpMessages.PathInvalid(UriRedactor.RedactPath(request.Path))], request.Item);
        }

        return await SendAsync(_api, BaseUri, request, usesToken: true, log, _options, Scrubber, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request without a connection to a tenant: for tokens, the discovery, and callbacks.</summary>
    internal static async Task<CxResponse> SendAsync(
        HttpMessageInvoker pipeline, Uri baseUri, CxRequest request, bool usesToken, ICxLog log, CxRequestOptions options,
        SecretScrubber scrubber, CancellationToken cancellationToken)
    {
        var uri = Combine(baseUri, request.Path);
        scrubber = scrubber.For(request);
        var state = new RequestState(request, uri, log, scrubber) { UsesToken = usesToken };
        using var template = new HttpRequestMessage(request.Method, uri);
        state.Attach(template);
        try
        {
            using var response = await PassAsync(pipeline, template, state, cancellationToken).ConfigureAwait(false);
            var body = JsonText.WithoutMark(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
            return response.IsSuccessStatusCode ? new CxResponse(state, response, body) : throw Refused(state, response, body, scrubber);
        }
        catch (DeadlineException exception)
        {
            // If the deadline passes during a write, its outcome is as unknown as after a broken connection.
            throw (state.InFlight || state.OutcomeUnknown) && !request.IsRepeatable
                ? Unknown(state, exception.Message, exception)
                : state.Error(
                    CxErrors.RequestTimeout,
                    HttpMessages.NotAnswered(state.Describe(), options.Timeout, state.Attempts),
                    inner: exception);
        }
        catch (ObjectDisposedException exception)
        {
            // The transport was closed before it could take the request.
            throw state.OutcomeUnknown || (request.IsWrite && state.AnswerWasLost)
                ? Unknown(state, HttpMessages.ClosedBeforeSending, exception)
                : new CxException(
                    CxErrors.ConnectionClosed,
                    HttpMessages.NotSent(state.Describe()),
                    request.Item,
                    exception);
        }
        catch (Exception exception) when (RetryRules.IsTransportFailure(exception))
        {
            throw Failed(state, exception, scrubber);
        }
    }

    /// <summary>
    /// Sends a request through a pipeline. If no token can be obtained for a repeat, the first attempt may still have been applied.
    /// </summary>
    private static async Task<HttpResponseMessage> PassAsync(
        HttpMessageInvoker pipeline, HttpRequestMessage message, RequestState state, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception) when (state.Request.IsWrite && state.AnswerWasLost)
        {
            throw Unknown(state, HttpMessages.RepeatNotSent(exception.Message), exception);
        }
    }

    /// <summary>Reads a list of the <c>/api/v2</c> family. Each page is requested when it is needed.</summary>
    internal IAsyncEnumerable<CxPage<T>> ReadPagesAsync<T>(
        ApiRoute route, string? query, JsonTypeInfo<CxEntityPage<T>> type, ICxLog log, CancellationToken cancellationToken)
        => ReadPagesAsync(route, query, type, static (entity, _) => entity, log, cancellationToken);

    /// <summary>Reads a list whose entries are converted further. An error of the conversion names the request.</summary>
    internal async IAsyncEnumerable<CxPage<TItem>> ReadPagesAsync<T, TItem>(
        ApiRoute route,
        string? query,
        JsonTypeInfo<CxEntityPage<T>> type,
        Func<T, CxResponse, TItem> read,
        ICxLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new ListWalk(log, EntitiesPerPage);
        for (var number = 1; !walk.IsAtEnd; number++)
        {
            var response = await SendAsync(
                new CxRequest
                {
                    Method = route.Method,
                    Path = $"{route.Template}?page={number}&pageSize={EntitiesPerPage}{(string.IsNullOrEmpty(query) ? null : "&" + query)}",
                    RequiredScope = route.Scope,
                },
                log,
                cancellationToken).ConfigureAwait(false);
            var page = response.Read(type);
            if (page.Entities.Any(entity => entity is null))
            {
                throw response.Invalid(HttpMessages.EntryNull);
            }

            if (walk.Take(response, page.Entities.Count))
            {
                yield return new CxPage<TItem>([.. page.Entities.Select(entity => read(entity, response))], walk.Facts.Total);
            }
        }
    }

    internal static Uri Combine(Uri baseUri, string path)
    {
        // Canonicalization would resolve escaped dot segments, so that an id could change the path.
        var text = baseUri.GetLeftPart(UriPartial.Path).TrimEnd('/') + path;
        return new Uri(text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    private static CxRequestException Refused(
        RequestState state, HttpResponseMessage response, ReadOnlyMemory<byte> body, SecretScrubber scrubber)
    {
        var status = (int)response.StatusCode;
        var (said, errors) = ApiErrorReader.Read(response, body, scrubber);
        var foreign = state.IsOwnAnswer ? null : AnswerForm.Describe(response.Content.Headers);
        if (state.OutcomeUnknown)
        {
            return state.Unknown(
                HttpMessages.RefusalUnclear(state.Describe(), status, foreign, said, state.Request.IsRepeatable),
                status,
                null,
                errors,
                said);
        }

        if (state.RetryAfterRefused is { } limit)
        {
            return state.Error(
                CxErrors.RetryAfterTooLong,
                HttpMessages.RetryAfterTooLong(state.Describe(), status, state.RetryAfter!.Value, limit),
                status,
                errors: errors,
                said: said);
        }

        var id = state.Request.Item as string;
        var (definition, text) = response.StatusCode switch
        {
            HttpStatusCode.BadRequest => (CxErrors.RequestInvalid, HttpMessages.BadRequest(said)),
            HttpStatusCode.Unauthorized => (CxErrors.TokenRefused, HttpMessages.TokenRefused(said)),
            HttpStatusCode.Forbidden => (CxErrors.PermissionDenied, HttpMessages.PermissionDenied(state.Request.RequiredScope, said)),
            HttpStatusCode.NotFound => (CxErrors.ObjectNotFound, HttpMessages.NotFound(id, said)),
            HttpStatusCode.Conflict => (CxErrors.Conflict, HttpMessages.Conflict(id, said)),
            HttpStatusCode.PreconditionFailed => (CxErrors.PreconditionFailed, HttpMessages.PreconditionFailed(id, said)),
            HttpStatusCode.TooManyRequests => (CxErrors.RateLimited, HttpMessages.RateLimited(state.Attempts, said)),
            _ when status >= 500 => (CxErrors.ServiceUnavailable, HttpMessages.ServerFailed(status, state.Attempts, said)),
            _ => (CxErrors.UnexpectedStatus, HttpMessages.UnexpectedStatus(status, said)),
        };
        var request = HttpMessages.RequestDetails(state.Describe(), state.RequestId, foreign);

        // Without an item, the path is the module's own or the caller's; there is no id to check.
        var advice = definition == CxErrors.ObjectNotFound
            ? state.Request.NotFoundAdvice ?? (state.Request.Item is null ? HttpMessages.PathNotFoundAdvice : null)
            : null;
        return state.Error(
            definition,
            ErrorText.List(text, errors.Select(error => error.ToString()), request),
            status,
            errors: errors,
            said: said,
            advice: advice);
    }

    private static CxRequestException Failed(RequestState state, Exception exception, SecretScrubber scrubber)
    {
        // For a secure connection, the outer message only refers to the inner one.
        var telling =
            exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: { } inner }
                ? inner
                : exception;
        var why = scrubber.ToSafeExcerpt(telling.Message) ?? exception.GetType().Name;
        if (state.OutcomeUnknown)
        {
            return Unknown(state, why, exception);
        }

        var definition = exception switch
        {
            _ when RetryRules.IsTlsRefusal(exception) => CxErrors.TlsFailed,
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => CxErrors.ResponseInvalid,
            TimeoutException => CxErrors.RequestTimeout,
            _ => CxErrors.ConnectionFailed,
        };

        // The framework reports its own limits with the same error.
        var advice = exception is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
            && why.Contains(HttpMessages.AskForLess, StringComparison.Ordinal) ? HttpMessages.AskForLessAdvice : null;
        return state.Error(
            definition,
            HttpMessages.TransportFailed(state.Describe(), state.Attempts, why),
            inner: exception,
            advice: advice,
            neverArrived: RetryRules.NeverArrived(exception));
    }

    private static CxUnknownOutcomeException Unknown(RequestState state, string why, Exception inner) => state.Unknown(
        HttpMessages.AnswerLost(state.Describe(), why, state.Request.IsRepeatable),
        null,
        inner);
}
