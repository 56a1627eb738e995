namespace CxOne.Errors;

/// <summary>
/// The exception for a change that was made but could not be recorded in the local audit log (<c>AuditWriteFailed</c>). It contains the
/// result of the change.
/// </summary>
public sealed class CxUnrecordedChangeException : CxException
{
    /// <summary>Initializes a new instance of the <see cref="CxUnrecordedChangeException"/> class.</summary>
    /// <param name="message">What was done, and why it could not be recorded.</param>
    /// <param name="result">What the operation would have returned.</param>
    /// <param name="item">The item that the user passed, if any.</param>
    /// <param name="innerException">Why the log could not be written.</param>
    public CxUnrecordedChangeException(string message, object? result, object? item, Exception innerException)
        : base(CxErrors.AuditWriteFailed, message, item, innerException)
    {
        Result = result;
        RecommendedAction = Advice;
    }

    /// <summary>The action for a change that was made and could not be recorded.</summary>
    internal static string Advice
        => ErrorsMessages.NotRecordedAdvice(CxVocabulary.Current.RecommendedAction(CxErrors.AuditWriteFailed));

    /// <summary>Gets what the operation would have returned; <see langword="null"/> for an operation without a result.</summary>
    public object? Result { get; }
}
