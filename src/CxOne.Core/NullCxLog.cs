namespace CxOne;

/// <summary>A log that discards everything.</summary>
public sealed class NullCxLog : ICxLog
{
    private NullCxLog()
    {
    }

    /// <summary>Gets the only instance.</summary>
    public static NullCxLog Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsVerbose => false;

    /// <inheritdoc/>
    public bool IsDebug => false;

    /// <inheritdoc/>
    public void Verbose(string message)
    {
    }

    /// <inheritdoc/>
    public void Debug(string message)
    {
    }

    /// <inheritdoc/>
    public void Warning(string message)
    {
    }

    /// <inheritdoc/>
    public void Progress(CxProgress progress)
    {
    }

    /// <inheritdoc/>
    public void SetInterruptionNotice(string? message)
    {
    }
}
