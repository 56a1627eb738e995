namespace CxOne.Errors;

/// <summary>The exception for a write that may or may not have been applied, because its answer was lost or is inconclusive.</summary>
public sealed class CxUnknownOutcomeException : CxRequestException
{
    /// <summary>Initializes a new instance of the <see cref="CxUnknownOutcomeException"/> class.</summary>
    /// <param name="message">What failed.</param>
    /// <param name="item">The item that the user passed, if any.</param>
    /// <param name="innerException">The cause.</param>
    public CxUnknownOutcomeException(string message, object? item = null, Exception? innerException = null)
        : base(CxErrors.OutcomeUnknown, message, item, innerException)
    {
    }

    private CxUnknownOutcomeException(string message, object? item, CxException cause)
        : base(CxErrors.OutcomeUnknown, message, item, cause, cause as CxRequestException)
    {
    }

    /// <summary>Gets the <c>Idempotency-Key</c> of the request.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// Returns the error of a write whose answer was lost and whose lookup failed. The error of the lookup alone would suggest that nothing
    /// was done.
    /// </summary>
    internal static CxUnknownOutcomeException LookupFailed(string operation, CxRequestException lost, CxException lookup, string advice)
        => Of(lost, ErrorsMessages.LookupFailed(operation, lookup.OneLine), lost.Item, advice, answerWasLost: true);

    /// <summary>Returns an unknown outcome with the request details of its cause.</summary>
    internal static CxUnknownOutcomeException Of(CxException cause, string message, object? item, string advice, bool answerWasLost)
        => new(message, item, cause)
        {
            AnswerWasLost = answerWasLost,
            IdempotencyKey = (cause as CxUnknownOutcomeException)?.IdempotencyKey,
            RecommendedAction = advice,
        };
}
