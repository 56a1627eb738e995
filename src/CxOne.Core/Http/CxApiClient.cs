using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CxOne.Errors;

namespace CxOne.Http;

/// <summary>
/// Sends requests to one tenant with its token, budget, retries and redaction, and turns every failure into the module's own exceptions.
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

    /// <summary>The address that every path is below.</summary>
    public Uri BaseUri { get; }

    internal SecretScrubber Scrubber { get; }

    /// <summary>The clock of every wait.</summary>
    internal TimeProvider Clock => _options.Clock;

    internal Func<double> Jitter => _options.Jitter;

    /// <summary>Sends a request and reads its answer completely.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="log">Gets one verbose line an attempt and one a wait.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxValidationException">The path is none; nothing was sent.</exception>
    /// <exception cref="CxUnknownOutcomeException">A write was sent and its answer was lost.</exception>
    /// <exception cref="CxRequestException">Anything but 2xx, after the retries that are allowed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<CxResponse> SendAsync(CxRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!ApiRoute.IsPath(request.Path))
        {
            throw new CxValidationException(
                [$"The path '{UriRedactor.RedactPath(request.Path)}' does not start with a single '/', "
                    + $"or has characters that must be escaped (a blank is %20)."],
                request.Item);
        }

        return await SendAsync(_api, BaseUri, request, usesToken: true, log, _options, Scrubber, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same for requests that do not belong to a connected tenant yet: token and discovery.</summary>
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
            // A deadline that passes while a write is under way leaves its outcome as open as a broken connection does.
            throw (state.InFlight || state.OutcomeUnknown) && !request.IsRepeatable
                ? Unknown(state, exception.Message, exception)
                : state.Error(
                    CxErrors.RequestTimeout,
                    $"{state.Describe()} was not answered within {WaitTime.Seconds(options.Timeout)} ({state.Attempts} attempts).",
                    inner: exception);
        }
        catch (ObjectDisposedException exception)
        {
            // The transport was closed before it could take the request.
            throw state.OutcomeUnknown || (request.IsWrite && state.AnswerWasLost)
                ? Unknown(state, "the connection was closed", exception)
                : new CxException(
                    CxErrors.ConnectionClosed,
                    $"The connection was closed before {state.Describe()} could be sent.",
                    request.Item,
                    exception);
        }
        catch (Exception exception) when (RetryRules.IsTransportFailure(exception))
        {
            throw Failed(state, exception, scrubber);
        }
    }

    /// <summary>
    /// Sends a request through a pipeline. Where no token can be had for a repeat, the attempt before it may still have been applied.
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
            throw Unknown(state, $"and its repeat could not be sent: {exception.Message}", exception);
        }
    }

    /// <summary>All pages of a list of the <c>/api/v2</c> family, one request a page, none before it is asked for.</summary>
    internal IAsyncEnumerable<CxPage<T>> ReadPagesAsync<T>(
        ApiRoute route, string? query, JsonTypeInfo<CxEntityPage<T>> type, ICxLog log, CancellationToken cancellationToken)
        => ReadPagesAsync(route, query, type, static (entity, _) => entity, log, cancellationToken);

    /// <summary>The same where an entry is to be read further; an error of that names the request.</summary>
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
                throw response.Invalid("an entry of the list is null.");
            }

            if (walk.Take(response, page.Entities.Count))
            {
                yield return new CxPage<TItem>([.. page.Entities.Select(entity => read(entity, response))], walk.Facts.Total);
            }
        }
    }

    internal static Uri Combine(Uri baseUri, string path)
    {
        // Canonicalisation is off because it would resolve escaped dot segments and so let an id change the path.
        var text = baseUri.GetLeftPart(UriPartial.Path).TrimEnd('/') + path;
        return new Uri(text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    private static CxRequestException Refused(
        RequestState state, HttpResponseMessage response, ReadOnlyMemory<byte> body, SecretScrubber scrubber)
    {
        var status = (int)response.StatusCode;
        var (said, errors) = ApiErrorReader.Read(response, body, scrubber);
        var stranger = state.IsOwnAnswer
            ? null
            : $", answered in another form than the interface's own ({AnswerForm.Describe(response.Content.Headers)})";
        var says = said is null ? "." : $": {said.TrimEnd('.')}.";
        if (state.OutcomeUnknown)
        {
            return state.Unknown(
                $"{state.Describe()} was answered with {status}{stranger}{(said is null ? null : $" ({said.TrimEnd('.')})")}, "
                    + $"which does not tell whether it was applied{NotRepeated(state)}.",
                status,
                null,
                errors,
                said);
        }

        if (state.RetryAfterRefused is not null)
        {
            var wait = state.RetryAfter!.Value;
            return state.Error(
                CxErrors.RetryAfterTooLong,
                $"{state.Describe()} was refused with {status} and the tenant asks to wait "
                    + $"{Duration(wait)}, which is {state.RetryAfterRefused}.",
                status,
                errors: errors,
                said: said);
        }

        var about = state.Request.Item is string id ? $" '{id}'" : null;
        var (definition, text) = response.StatusCode switch
        {
            HttpStatusCode.BadRequest => (CxErrors.RequestInvalid, $"The tenant refused the request{says}"),
            HttpStatusCode.Unauthorized => (CxErrors.TokenRefused, $"The tenant refused the token{says}"),
            HttpStatusCode.Forbidden => (
                CxErrors.PermissionDenied,
                $"Permission denied{(state.Request.RequiredScope is { } scope ? $"; the call needs the scope '{scope}'" : null)}{says}"),
            HttpStatusCode.NotFound => (CxErrors.ObjectNotFound, $"Not found{about}{says}"),
            HttpStatusCode.Conflict => (CxErrors.Conflict, $"Conflict{about}{says}"),
            HttpStatusCode.PreconditionFailed => (CxErrors.PreconditionFailed, $"Changed by somebody else{about}{says}"),
            HttpStatusCode.TooManyRequests => (
                CxErrors.RateLimited, $"The tenant's rate limit refused the request {state.Attempts} times{says}"),
            _ when status >= 500 => (CxErrors.ServiceUnavailable, $"The tenant failed with {status} after {state.Attempts} attempts{says}"),
            _ => (CxErrors.UnexpectedStatus, $"Unexpected status {status}{says}"),
        };
        var request = $"({state.Describe()}{(state.RequestId is null ? null : $", request id {state.RequestId}")}{stranger})";
        return state.Error(
            definition, ErrorText.List(text, errors.Select(error => error.ToString()), request), status, errors: errors, said: said);
    }

    private static CxRequestException Failed(RequestState state, Exception exception, SecretScrubber scrubber)
    {
        // About a secure connection the outer message says only that the inner one says more.
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

        // The framework has this kind for limits of its own as well.
        var advice = exception is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
            && why.Contains(AnswerMemory.AskForLess, StringComparison.Ordinal) ? AnswerMemory.Advice : null;
        return state.Error(
            definition, $"{state.Describe()} failed after {state.Attempts} attempts: {why}", inner: exception, advice: advice);
    }

    private static CxUnknownOutcomeException Unknown(RequestState state, string why, Exception inner) => state.Unknown(
        $"{state.Describe()} was sent but its answer was lost ({why}): the tenant may or may not have applied it{NotRepeated(state)}.",
        null,
        inner);

    private static string? NotRepeated(RequestState state) => state.Request.IsRepeatable ? null : ", so it was not repeated";

    private static string Duration(TimeSpan wait)
        => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(wait.TotalSeconds):0} s") + (wait.TotalSeconds < 600
            ? null
            : wait.TotalDays >= 1
                ? string.Create(CultureInfo.InvariantCulture, $" ({wait.TotalDays:0.#} days)")
                : string.Create(CultureInfo.InvariantCulture, $" ({wait.TotalMinutes:0} minutes)"));
}
