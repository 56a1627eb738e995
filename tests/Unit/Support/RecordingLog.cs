namespace CxOne.Tests.Support;

/// <summary>Keeps every line that a workflow writes.</summary>
internal sealed class RecordingLog : ICxLog
{
    private readonly Lock _lock = new();
    private readonly List<(string Level, string Text)> _lines = [];

    public IReadOnlyList<string> VerboseLines => Of("verbose");

    public IReadOnlyList<string> DebugLines => Of("debug");

    public IReadOnlyList<string> Warnings => Of("warning");

    /// <summary>All levels.</summary>
    public IReadOnlyList<string> Everything
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines.Select(line => line.Text)];
            }
        }
    }

    public bool IsVerbose => true;

    public bool IsDebug => true;

    public void Verbose(string message) => Add("verbose", message);

    public void Debug(string message) => Add("debug", message);

    public void Warning(string message) => Add("warning", message);

    public void Progress(CxProgress progress) => Add("progress", progress.ToString());

    public void WhenStopped(string? message) => Add("stopped", message ?? string.Empty);

    private void Add(string level, string text)
    {
        lock (_lock)
        {
            _lines.Add((level, text));
        }
    }

    private IReadOnlyList<string> Of(string level)
    {
        lock (_lock)
        {
            return [.. _lines.Where(line => line.Level == level).Select(line => line.Text)];
        }
    }
}
