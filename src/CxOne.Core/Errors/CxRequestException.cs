namespace CxOne.Errors;

/// <summary>The exception for a request to the tenant that failed.</summary>
public class CxRequestException : CxException
{
    /// <summary>Initializes a new instance of the <see cref="CxRequestException"/> class.</summary>
    /// <param name="definition">The definition of the error.</param>
    /// <param name="message">What failed, without secrets.</param>
    /// <param name="item">The item that the user passed, if any.</param>
    /// <param name="innerException">The cause, if any.</param>
    public CxRequestException(CxErrorDefinition definition, string message, object? item = null, Exception? innerException = null)
        : base(definition, message, item, innerException)
    {
    }

    internal CxRequestException(CxErrorDefinition definition, ErrorText message, object? item, Exception? innerException)
        : base(definition, message, item, innerException)
    {
    }

    /// <summary>Initializes a failure that is reported as another error, with the request details of its cause.</summary>
    private protected CxRequestException(
        CxErrorDefinition definition, string message, object? item, CxException cause, CxRequestException? request)
        : base(definition, message, item, cause)
    {
        Method = request?.Method;
        Uri = request?.Uri;
        StatusCode = request?.StatusCode;
        RequestId = request?.RequestId;
        Attempts = request?.Attempts ?? 0;
        ChangesNothing = request?.ChangesNothing ?? false;
        RetryAfter = request?.RetryAfter;
        TenantMessage = request?.TenantMessage;
        RequiredScope = request?.RequiredScope;
        Errors = request?.Errors ?? [];
    }

    /// <summary>Gets the HTTP method.</summary>
    public string? Method { get; init; }

    /// <summary>Gets the address. Query values that are not known to be harmless are replaced by <c>***</c>.</summary>
    public string? Uri { get; init; }

    /// <summary>Gets the HTTP status; <see langword="null"/> if there was no answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Gets the tenant's id of the request, which its support needs.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the number of attempts.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets the wait that the tenant's last answer requires (<c>Retry-After</c>).</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Gets whether the answer to any attempt was lost. That attempt may have been applied, whatever the later ones returned.
    /// </summary>
    public bool AnswerWasLost { get; init; }

    /// <summary>Whether no byte of the request can have reached the host: its name was not resolved, or no connection was made.</summary>
    internal bool NeverArrived { get; init; }

    /// <summary>Whether the status comes from the tenant's interface itself, not from the token endpoint or a gateway.</summary>
    internal bool IsOwnAnswer { get; init; }

    /// <summary>
    /// Whether the request cannot have changed anything at the tenant: it was a read, a simulation, or a request for a token.
    /// </summary>
    internal bool ChangesNothing { get; init; }

    /// <summary>Gets the tenant's message, if its answer has one.</summary>
    public string? TenantMessage { get; init; }

    /// <summary>Gets the scope that the call requires.</summary>
    public string? RequiredScope { get; init; }

    /// <summary>Gets the entries of <c>errors[]</c> in the answer.</summary>
    public IReadOnlyList<CxApiError> Errors { get; init; } = [];

    /// <summary>
    /// Returns a more specific error with this one as its cause. The caller has determined the outcome of the request, so
    /// <see cref="AnswerWasLost"/> and <see cref="IsOwnAnswer"/> are not copied.
    /// </summary>
    internal CxRequestException As(CxErrorDefinition definition, string message, object? item = null)
        => new(definition, message, item ?? Item, this, this);

    /// <summary>Whether the tenant itself refused the request for now: 429, or 503 with <c>Retry-After</c>.</summary>
    internal bool IsRefusedForNow
        => !AnswerWasLost
            && ((IsRefusal(429) && Definition == CxErrors.RateLimited) || (IsRefusal(503) && Definition == CxErrors.ServiceUnavailable));

    /// <summary>Returns whether the tenant's interface itself refused the request with a status.</summary>
    internal bool IsRefusal(int status) => IsOwnAnswer && StatusCode == status;
}
