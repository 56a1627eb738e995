namespace CxOne.Tests.Support;

/// <summary>Keeps every line that a workflow writes.</summary>
internal sealed class RecordingLog : ICxLog
{
    private readonly Lock _lock = new();
    private readonly List<(string Level, string Text)> _lines = [];
    private readonly List<(string Text, Gate Gate)> _gates = [];
    private readonly List<CxProgress> _progresses = [];

    public IReadOnlyList<string> VerboseLines => Of("verbose");

    public IReadOnlyList<string> DebugLines => Of("debug");

    public IReadOnlyList<string> Warnings => Of("warning");

    /// <summary>What a user would have been told who stops now, the newest last; empty where there was nothing to tell.</summary>
    public IReadOnlyList<string> StoppedNotes => Of("stopped");

    /// <summary>Thrown in the middle of a workflow, as a fault in the program would be.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Every report of progress.</summary>
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

    /// <summary>Completes when a line holds a text.</summary>
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
