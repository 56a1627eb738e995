namespace CxOne.Tests.Support;

/// <summary>Records every line that a workflow writes.</summary>
internal sealed class RecordingLog : ICxLog
{
    private readonly Lock _lock = new();
    private readonly List<(string Level, string Text)> _lines = [];
    private readonly List<(string Text, Gate Gate)> _gates = [];
    private readonly List<CxProgress> _progresses = [];

    public IReadOnlyList<string> VerboseLines => Of("verbose");

    public IReadOnlyList<string> DebugLines => Of("debug");

    public IReadOnlyList<string> Warnings => Of("warning");

    /// <summary>The interruption notices, the newest last; empty text where the notice was cleared.</summary>
    public IReadOnlyList<string> StoppedNotes => Of("stopped");

    /// <summary>The exception that is thrown within a workflow, like an unexpected error.</summary>
    public Exception? Fault { get; set; }

    /// <summary>All progress reports.</summary>
    public IReadOnlyList<CxProgress> Progresses
    {
        get
        {
            lock (_lock)
            {
                return [.. _progresses];
            }
        }
    }

    /// <summary>The lines of all levels.</summary>
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

    /// <summary>Completes when a line contains a text.</summary>
    public Task WaitForAsync(string text)
    {
        lock (_lock)
        {
            var gate = new Gate();
            if (_lines.Any(line => line.Text.Contains(text, StringComparison.Ordinal)))
            {
                gate.Open();
            }
            else
            {
                _gates.Add((text, gate));
            }

            return gate.WaitAsync();
        }
    }

    public void Verbose(string message) => Add("verbose", message);

    public void Debug(string message) => Add("debug", message);

    public void Warning(string message) => Add("warning", message);

    public void Progress(CxProgress progress)
    {
        lock (_lock)
        {
            _progresses.Add(progress);
            Add("progress", progress.ToString());
        }
    }

    public void SetInterruptionNotice(string? message)
    {
        if (Fault is { } fault)
        {
            throw fault;
        }

        Add("stopped", message ?? string.Empty);
    }

    private void Add(string level, string text)
    {
        lock (_lock)
        {
            _lines.Add((level, text));
            _gates.Where(wanted => text.Contains(wanted.Text, StringComparison.Ordinal)).ToList().ForEach(wanted => wanted.Gate.Open());
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
