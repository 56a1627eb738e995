namespace CxOne.Http;

/// <summary>A log that removes the connection's secrets from each line and escapes control characters.</summary>
internal sealed class ScrubbedLog : ICxLog
{
    private readonly ICxLog _log;
    private readonly SecretScrubber _scrubber;

    public ScrubbedLog(ICxLog log, SecretScrubber scrubber)
    {
        _log = log;
        _scrubber = scrubber;
    }

    public bool IsVerbose => _log.IsVerbose;

    public bool IsDebug => _log.IsDebug;

    public void Verbose(string message)
    {
        if (_log.IsVerbose)
        {
            _log.Verbose(Line(message));
        }
    }

    public void Debug(string message)
    {
        if (_log.IsDebug)
        {
            _log.Debug(Line(message));
        }
    }

    public void Warning(string message) => _log.Warning(Line(message));

    public void Progress(CxProgress progress)
        => _log.Progress(progress with { Activity = Line(progress.Activity), Status = Line(progress.Status) });

    public IDisposable? BeginWait(CxWait wait) => _log.BeginWait(wait with { Reason = Line(wait.Reason) });

    public void SetInterruptionNotice(string? message) => _log.SetInterruptionNotice(message is null ? null : Line(message));

    private string Line(string message) => TerminalText.Escape(_scrubber.Scrub(message));
}
