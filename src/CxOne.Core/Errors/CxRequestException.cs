namespace CxOne.Errors;

/// <summary>A request to the tenant failed.</summary>
public class CxRequestException : CxException
{
    /// <summary>Makes one.</summary>
    /// <param name="definition">Which condition it is.</param>
    /// <param name="message">What happened; never holds a secret.</param>
    /// <param name="item">The user's item.</param>
    /// <param name="innerException">What caused it.</param>
    public CxRequestException(CxErrorDefinition definition, string message, object? item = null, Exception? innerException = null)
        : base(definition, message, item, innerException)
    {
    }

    internal CxRequestException(CxErrorDefinition definition, ErrorText message, object? item, Exception? innerException)
        : base(definition, message, item, innerException)
    {
    }

    /// <summary>A failure that is told as another condition: what is known of the request is kept.</summary>
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

    /// <summary>The HTTP method.</summary>
    public string? Method { get; init; }

    /// <summary>The address, with every query value that is not known to be harmless replaced by <c>***</c>.</summary>
    public string? Uri { get; init; }

    /// <summary>The HTTP status, where there was an answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The tenant's id of the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>The wait that the tenant asked for in its last answer.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The answer to some attempt was lost: that attempt may have been applied, whatever came after it.</summary>
    public bool AnswerWasLost { get; init; }

    /// <summary>The status comes from the tenant's interface itself, not from the token endpoint or a program in between.</summary>
    internal bool IsOwnAnswer { get; init; }

    /// <summary>The request can have changed nothing at the tenant, whatever its method: it was for a token, or a simulation.</summary>
    internal bool ChangesNothing { get; init; }

    /// <summary>The tenant's own sentence, where it said one.</summary>
    public string? TenantMessage { get; init; }

    /// <summary>The scope that the call needs.</summary>
    public string? RequiredScope { get; init; }

    /// <summary>Every entry of the answer's <c>errors[]</c>.</summary>
    public IReadOnlyList<CxApiError> Errors { get; init; } = [];

    /// <summary>
    /// Returns this failure as a more telling condition, with this one as its cause. The caller has found out what became of the request,
    /// so that neither <see cref="AnswerWasLost"/> nor <see cref="IsOwnAnswer"/> is taken over.
    /// </summary>
    internal CxRequestException As(CxErrorDefinition definition, string message, object? item = null)
        => new(definition, message, item ?? Item, this, this);

    /// <summary>The tenant's interface itself refused the request with this status.</summary>
    internal bool IsRefusal(int status) => IsOwnAnswer && StatusCode == status;
}
