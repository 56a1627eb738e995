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

    /// <summary>The <c>Idempotency-Key</c> that the request carried.</summary>
    public string? IdempotencyKey { get; init; }
}
