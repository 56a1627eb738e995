namespace CxOne.Errors;

/// <summary>A write was sent and its answer was lost: it may or may not have been applied, and was not repeated.</summary>
public sealed class CxUnknownOutcomeException : CxRequestException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What happened and how to look it up.</param>
    /// <param name="item">The user's item.</param>
    /// <param name="innerException">What caused it.</param>
    public CxUnknownOutcomeException(string message, object? item = null, Exception? innerException = null)
        : base(CxErrors.OutcomeUnknown, message, item, innerException)
    {
    }

    private CxUnknownOutcomeException(string message, object? item, CxException cause)
        : base(CxErrors.OutcomeUnknown, message, item, cause, cause as CxRequestException)
    {
    }

    /// <summary>The <c>Idempotency-Key</c> that the request carried.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// The answer to a write was lost, and so was the look that was to tell what became
    /// of it. The error of the look would say that nothing was done.
    /// </summary>
    internal static CxUnknownOutcomeException LookupFailed(string what, CxRequestException lost, CxException look, string advice)
        => Of(lost, $"{what}: the write was sent but its answer was lost or does not show it, and the tenant cannot be reached to see "
            + $"whether it was made. {look.OneLine}", lost.Item, advice, answerWasLost: true);

    /// <summary>Returns an unknown outcome that keeps what its cause knows of the request.</summary>
    internal static CxUnknownOutcomeException Of(CxException cause, string message, object? item, string advice, bool answerWasLost)
        => new(message, item, cause)
        {
            AnswerWasLost = answerWasLost,
            IdempotencyKey = (cause as CxUnknownOutcomeException)?.IdempotencyKey,
            RecommendedAction = advice,
        };
}
