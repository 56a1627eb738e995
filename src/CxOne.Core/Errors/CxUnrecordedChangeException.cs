namespace CxOne.Errors;

/// <summary>
/// A change was made, but the local audit log could not be written afterwards (<c>AuditWriteFailed</c>).
/// The result is not lost: it is here.
/// </summary>
public sealed class CxUnrecordedChangeException : CxException
{
    /// <summary>Initializes a new instance of the <see cref="CxUnrecordedChangeException"/> class.</summary>
    /// <param name="message">What was done, and why that could not be recorded.</param>
    /// <param name="result">What the operation would have returned.</param>
    /// <param name="item">The user's item.</param>
    /// <param name="innerException">Why the log could not be written.</param>
    public CxUnrecordedChangeException(string message, object? result, object? item, Exception innerException)
        : base(CxErrors.AuditWriteFailed, message, item, innerException)
    {
        Result = result;
        RecommendedAction = Advice;
    }

    /// <summary>What to do about a change that was made and is not in the log, whichever exception tells it.</summary>
    internal static string Advice
        => $"Do not run the command again for this item. {CxVocabulary.Current.RecommendedAction(CxErrors.AuditWriteFailed)}";

    /// <summary>Gets what the operation would have returned; <see langword="null"/> where it returns nothing.</summary>
    public object? Result { get; }
}
