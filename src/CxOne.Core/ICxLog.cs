namespace CxOne;

/// <summary>Where a workflow tells what it does. Core knows no console: the caller decides what becomes of it.</summary>
public interface ICxLog
{
    /// <summary>Somebody reads the verbose lines; where nobody does, they need not be written. May be asked on any thread.</summary>
    bool IsVerbose { get; }

    /// <summary>Somebody reads the debug lines.</summary>
    bool IsDebug { get; }

    /// <summary>One line a request and one line a wait.</summary>
    /// <param name="message">Never holds a secret.</param>
    void Verbose(string message);

    /// <summary>Details such as allowed headers.</summary>
    /// <param name="message">Never holds a secret.</param>
    void Debug(string message);

    /// <summary>Something that the user should know although the operation goes on.</summary>
    /// <param name="message">Never holds a secret.</param>
    void Warning(string message);

    /// <summary>How far the operation is.</summary>
    /// <param name="progress">State, share and remaining time as far as known.</param>
    void Progress(CxProgress progress);

    /// <summary>What the user must know if the operation is stopped now; <see langword="null"/> when nothing is left behind.</summary>
    /// <param name="message">What goes on at the tenant and how to take it up again.</param>
    void SetInterruptionNotice(string? message);
}
