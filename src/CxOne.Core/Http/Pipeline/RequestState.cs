using System.Net.Http.Headers;
using CxOne.Errors;

namespace CxOne.Http;

/// <summary>The state of a request that the handlers share over all its attempts.</summary>
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

    /// <summary>The redacted address.</summary>
    public string Uri => field ??= _scrubber.Scrub(UriRedactor.Redact(_address));

    public ICxLog Log { get; }

    /// <summary>The number of attempts that were handed to the transport.</summary>
    public int Attempts { get; set; }

    /// <summary>The deadline of the whole request.</summary>
    public DateTimeOffset DeadlineAt { get; set; } = DateTimeOffset.MaxValue;

    public string? RequestId
    {
        get;
        set => field = _scrubber.ToSafeExcerpt(value);
    }

    /// <summary>The wait that the latest answer requires.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Why the wait is not made; <see langword="null"/> if it is.</summary>
    public string? RetryAfterRefused { get; set; }

    /// <summary>The wait before the next attempt, while it lasts.</summary>
    public IDisposable? RetryWait { get; set; }

    /// <summary>Whether it is unknown if the tenant applied the latest attempt.</summary>
    public bool OutcomeUnknown { get; set; }

    /// <summary>
    /// Whether the answer to any attempt was lost or inconclusive: that attempt may have been applied, whatever the later ones returned.
    /// </summary>
    public bool AnswerWasLost { get; set; }

    /// <summary>Whether the latest answer comes from the interface itself, not from a gateway.</summary>
    public bool IsOwnAnswer { get; set; } = true;

    /// <summary>Whether an attempt was handed to the transport and has not returned.</summary>
    public bool InFlight { get; set; }

    public bool UsesToken { get; set; } = true;

    public static RequestState Of(HttpRequestMessage message)
        => message.Options.TryGetValue(Key, out var state)
            ? state
            : throw new InvalidOperationException("The request did not come from CxApiClient.");

    public void Attach(HttpRequestMessage message) => message.Options.Set(Key, this);

    /// <summary>Creates the message of one attempt. Messages and contents cannot be sent twice.</summary>
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
            // The transport itself repeats a message without content if a reused connection is closed. A message with content, even if it
            // is empty, is left to the retry handler, which then knows that an answer was lost.
            message.Content = new ByteArrayContent([]);
        }

        if (Request.BasicCredential is not null)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Request.BasicCredential);
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

    /// <summary>Returns the cause of an error unless it contains a secret. The framework quotes text that it cannot parse.</summary>
    public Exception? Inner(Exception? exception)
        => exception?.ToString() is { } text && _scrubber.Scrub(text) != text ? null : exception;

    /// <summary>Creates the error of a write that may or may not have been applied.</summary>
    /// <param name="what">What happened. How to look it up is the recommended action.</param>
    /// <param name="status">The status of the answer, if there was one.</param>
    /// <param name="inner">The cause.</param>
    /// <param name="errors">The entries of the answer's <c>errors[]</c>.</param>
    /// <param name="said">The message of the answer.</param>
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
        string? advice = null,
        bool neverArrived = false)
        => new(definition, message.Without(_scrubber.Scrub), Request.Item, Inner(inner))
        {
            Method = Request.Method.Method,
            Uri = Uri,
            StatusCode = status,
            RequestId = RequestId,
            Attempts = Attempts,
            RetryAfter = RetryAfter,

            // A request for a token changes nothing. The write that it is for has its own state.
            AnswerWasLost = UsesToken && (AnswerWasLost || InFlight),
            ChangesNothing = !Request.IsWrite,
            NeverArrived = neverArrived,
            IsOwnAnswer = UsesToken && IsOwnAnswer && status is not null,
            TenantMessage = said,
            RequiredScope = Request.RequiredScope,
            Errors = errors ?? [],
            RecommendedAction = advice ?? CxVocabulary.Current.RecommendedAction(definition),
        };
}
