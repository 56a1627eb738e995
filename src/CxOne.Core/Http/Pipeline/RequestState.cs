using System.Net.Http.Headers;
using CxOne.Errors;

namespace CxOne.Http;

/// <summary>What the handlers of one logical request share over all its attempts.</summary>
internal sealed class RequestState
{
    private static readonly HttpRequestOptionsKey<RequestState> Key = new("CxOne.RequestState");

    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");
    private readonly SecretScrubber _scrubber;
    private readonly Uri _address;

    public RequestState(CxRequest request, Uri address, ICxLog log, SecretScrubber scrubber)
    {
        Request = request;
        _scrubber = scrubber;
        _address = address;
        Log = new ScrubbedLog(log, scrubber);
    }

    public CxRequest Request { get; }

    /// <summary>Redacted.</summary>
    public string Uri => field ??= _scrubber.Scrub(UriRedactor.Redact(_address));

    public ICxLog Log { get; }

    /// <summary>How often the request was handed to the transport.</summary>
    public int Attempts { get; set; }

    /// <summary>When the whole request must be done.</summary>
    public DateTimeOffset DeadlineAt { get; set; } = DateTimeOffset.MaxValue;

    public string? RequestId
    {
        get;
        set => field = _scrubber.ToSafeExcerpt(value);
    }

    /// <summary>The wait asked for by the newest answer.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Why a Retry-After was not slept through; <see langword="null"/> when it was.</summary>
    public string? RetryAfterRefused { get; set; }

    /// <summary>An attempt ended in a way that leaves open whether the tenant applied it.</summary>
    public bool OutcomeUnknown { get; set; }

    /// <summary>The answer to some attempt was lost or said nothing: that attempt may have been applied, whatever came after it.</summary>
    public bool AnswerWasLost { get; set; }

    /// <summary>The newest answer was written by the interface itself and not by something before it.</summary>
    public bool IsOwnAnswer { get; set; } = true;

    /// <summary>An attempt was handed to the transport and has not come back.</summary>
    public bool InFlight { get; set; }

    public bool UsesToken { get; set; } = true;

    public static RequestState Of(HttpRequestMessage message)
        => message.Options.TryGetValue(Key, out var state)
            ? state
            : throw new InvalidOperationException("The request did not come from CxApiClient.");

    public void Attach(HttpRequestMessage message) => message.Options.Set(Key, this);

    /// <summary>A fresh message for one attempt: messages and contents cannot be sent twice.</summary>
    public HttpRequestMessage CreateMessage(System.Uri uri)
    {
        var message = new HttpRequestMessage(Request.Method, uri);
        message.Options.Set(Key, this);
        message.Headers.Accept.Add(Json);
        if (Request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", Request.ContentType);
        }
        else if (Request.IsWrite || !Request.IsRepeatable)
        {
            // A message without content is sent again by the transport itself when a used connection closes under it; one with content, be
            // it empty, is not. Where a repeat is harmless it is made by the retry, which knows then that an answer was lost.
            message.Content = new ByteArrayContent([]);
        }

        if (Request.IfMatch is not null)
        {
            message.Headers.TryAddWithoutValidation("If-Match", Request.IfMatch);
        }

        if (Request.Signature is not null)
        {
            message.Headers.TryAddWithoutValidation("X-Cx-Signature", Request.Signature);
        }

        if (Request.CarriesIdempotencyKey)
        {
            message.Headers.TryAddWithoutValidation("Idempotency-Key", Request.IdempotencyKey);
        }

        return message;
    }

    public string Describe() => $"{Request.Method} {Uri}";

    /// <summary>The cause of an error, unless a secret stands in it: the framework quotes what it cannot read.</summary>
    public Exception? Inner(Exception? exception)
        => exception?.ToString() is { } text && _scrubber.Scrub(text) != text ? null : exception;

    /// <summary>The write may or may not have been applied.</summary>
    /// <param name="what">What happened; how to look it up is the recommended action.</param>
    /// <param name="status">The status of the answer, where there was one.</param>
    /// <param name="inner">The cause.</param>
    /// <param name="errors">The entries of the answer's <c>errors[]</c>.</param>
    /// <param name="said">The answer's own sentence.</param>
    public CxUnknownOutcomeException Unknown(
        string what, int? status, Exception? inner, IReadOnlyList<CxApiError>? errors = null, string? said = null)
        => new(_scrubber.Scrub(what), Request.Item, Inner(inner))
        {
            Method = Request.Method.Method,
            Uri = Uri,
            StatusCode = status,
            RequestId = RequestId,
            Attempts = Attempts,
            RetryAfter = RetryAfter,
            RequiredScope = Request.RequiredScope,
            AnswerWasLost = true,
            TenantMessage = said,
            Errors = errors ?? [],
            IdempotencyKey = Request.IdempotencyKey,
            RecommendedAction = Request.LookUp ?? CxVocabulary.Current.RecommendedAction(CxErrors.OutcomeUnknown),
        };

    public CxRequestException Error(
        CxErrorDefinition definition,
        ErrorText message,
        int? status = null,
        Exception? inner = null,
        IReadOnlyList<CxApiError>? errors = null,
        string? said = null,
        string? advice = null)
        => new(definition, message.Without(_scrubber.Scrub), Request.Item, Inner(inner))
        {
            Method = Request.Method.Method,
            Uri = Uri,
            StatusCode = status,
            RequestId = RequestId,
            Attempts = Attempts,
            RetryAfter = RetryAfter,

            // Of a request for a token nothing can have been applied; the write that it is for has its own state.
            AnswerWasLost = UsesToken && (AnswerWasLost || InFlight),
            ChangesNothing = !Request.IsWrite,
            IsOwnAnswer = UsesToken && IsOwnAnswer && status is not null,
            TenantMessage = said,
            RequiredScope = Request.RequiredScope,
            Errors = errors ?? [],
            RecommendedAction = advice ?? CxVocabulary.Current.RecommendedAction(definition),
        };
}
