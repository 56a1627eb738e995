namespace CxOne;

/// <summary>Receives the progress and the messages of a workflow. The caller decides where they are written.</summary>
public interface ICxLog
{
    /// <summary>Gets whether verbose messages are used. If not, they need not be created. It may be read on any thread.</summary>
    bool IsVerbose { get; }

    /// <summary>Gets whether debug messages are used.</summary>
    bool IsDebug { get; }

    /// <summary>Writes a verbose message: one per request and one per wait.</summary>
    /// <param name="message">The message, without secrets.</param>
    void Verbose(string message);

    /// <summary>Writes a debug message, such as the allowed headers.</summary>
    /// <param name="message">The message, without secrets.</param>
    void Debug(string message);

    /// <summary>Writes a warning. The operation continues.</summary>
    /// <param name="message">The message, without secrets.</param>
    void Warning(string message);

    /// <summary>Reports the progress of the operation.</summary>
    /// <param name="progress">The state, the share and the remaining time, if they are known.</param>
    void Progress(CxProgress progress);

    /// <summary>
    /// Notes that the operation waits: for the request budget, a Retry-After, an answer, the next poll. Waits may overlap.
    /// </summary>
    /// <param name="wait">The reason and, if it is known, the duration.</param>
    /// <returns>An object whose disposal ends the wait; <see langword="null"/> if waits are not used.</returns>
    IDisposable? BeginWait(CxWait wait) => null;

    /// <summary>Sets the notice that the user needs if the operation is interrupted now.</summary>
    /// <param name="message">What is still running at the tenant, and how to resume or check it; <see langword="null"/> if there is nothing
    /// to report.</param>
    void SetInterruptionNotice(string? message);
}
