namespace CxOne;

/// <summary>Writes messages and progress as lines of text, for console programs. Control characters are escaped.</summary>
public sealed class CxTextLog : ICxLog
{
    private static readonly TimeSpan ShownWait = TimeSpan.FromSeconds(1);
    private readonly TextWriter _writer;
    private string? _lastProgress;

    /// <summary>Initializes a new instance of the <see cref="CxTextLog"/> class.</summary>
    /// <param name="writer">The writer for the lines.</param>
    /// <param name="verbose"><see langword="true"/> to write verbose messages as well.</param>
    public CxTextLog(TextWriter writer, bool verbose = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = TextWriter.Synchronized(writer);
        IsVerbose = verbose;
    }

    /// <inheritdoc/>
    public bool IsVerbose { get; }

    /// <inheritdoc/>
    public bool IsDebug => false;

    /// <inheritdoc/>
    public void Verbose(string message)
    {
        if (IsVerbose)
        {
            _writer.WriteLine($"  {TerminalText.Escape(message)}");
        }
    }

    /// <inheritdoc/>
    public void Debug(string message)
    {
    }

    /// <inheritdoc/>
    public void Warning(string message) => _writer.WriteLine($"  warning: {TerminalText.Escape(message)}");

    /// <inheritdoc/>
    public void Progress(CxProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var line = $"  {TerminalText.Escape(progress.Activity)}: {TerminalText.Escape(progress.Status)}";
        if (!progress.IsCompleted && Interlocked.Exchange(ref _lastProgress, line) != line)
        {
            _writer.WriteLine(line);
        }
    }

    /// <inheritdoc/>
    public IDisposable? BeginWait(CxWait wait)
    {
        ArgumentNullException.ThrowIfNull(wait);

        // Waits of many rows for the same reason are one line.
        var line = $"  {TerminalText.Escape(wait.Reason)}";
        if (wait.Duration >= ShownWait && Interlocked.Exchange(ref _lastProgress, line) != line)
        {
            _writer.WriteLine(FormattableString.Invariant($"{line}: {Math.Ceiling(wait.Duration.Value.TotalSeconds)} s"));
        }

        return null;
    }

    /// <inheritdoc/>
    public void SetInterruptionNotice(string? message)
    {
    }
}
