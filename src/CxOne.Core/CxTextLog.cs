namespace CxOne;

/// <summary>Writes what a workflow says as lines of text, for console programs.</summary>
public sealed class CxTextLog : ICxLog
{
    private readonly TextWriter _writer;
    private string? _lastProgress;

    /// <summary>Makes one.</summary>
    /// <param name="writer">Where the lines go.</param>
    /// <param name="verbose">Write one line a request as well.</param>
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
            _writer.WriteLine($"  {message}");
        }
    }

    /// <inheritdoc/>
    public void Debug(string message)
    {
    }

    /// <inheritdoc/>
    public void Warning(string message) => _writer.WriteLine($"  warning: {message}");

    /// <inheritdoc/>
    public void Progress(CxProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var line = $"  {progress.Activity}: {progress.Status}";
        if (!progress.IsCompleted && Interlocked.Exchange(ref _lastProgress, line) != line)
        {
            _writer.WriteLine(line);
        }
    }

    /// <inheritdoc/>
    public void WhenStopped(string? message)
    {
    }
}
