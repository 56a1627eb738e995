using System.Collections.Concurrent;
using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>
/// What a running workflow may say to the pipeline, from any thread. Output and errors wait until they are written, so that a
/// consumer that has seen enough stops the work before its next request; messages do not wait.
/// </summary>
internal sealed class CxPipeline : ICxLog
{
    private readonly BlockingCollection<PipelineItem> _items = [];
    private readonly int _activityId;
    private string? _stoppedNote;
    private CxProgress? _newestProgress;

    internal CxPipeline(int activityId, bool isVerbose, bool isDebug)
    {
        _activityId = activityId;
        IsVerbose = isVerbose;
        IsDebug = isDebug;
    }

    /// <inheritdoc/>
    public bool IsVerbose { get; }

    /// <inheritdoc/>
    public bool IsDebug { get; }

    /// <summary>What the user must know when the work is stopped now.</summary>
    internal string? StoppedNote => Volatile.Read(ref _stoppedNote);

    /// <summary>Writes objects and returns when they are written.</summary>
    /// <param name="items">The objects.</param>
    public Task WriteAsync(IEnumerable<object> items) => AskAsync(cmdlet =>
    {
        foreach (var item in items)
        {
            cmdlet.WriteObject(OutputAdapter.Adapt(item));
        }
    });

    /// <summary>Writes one object and returns when it is written.</summary>
    /// <param name="item">The object.</param>
    public Task WriteAsync(object item) => WriteAsync([item]);

    /// <summary>Writes a non-terminating error and returns when it is written.</summary>
    /// <param name="error">The error.</param>
    public Task WriteErrorAsync(ErrorRecord error) => AskAsync(cmdlet => cmdlet.WriteError(error));

    /// <summary>Shows the user what was done, on the screen and not in the pipeline.</summary>
    /// <param name="message">One line.</param>
    public void Show(string message) => Tell(cmdlet => cmdlet.WriteHostLine(message));

    /// <inheritdoc/>
    public void Verbose(string message) => Tell(cmdlet => cmdlet.WriteVerbose(message));

    /// <inheritdoc/>
    public void Debug(string message) => Tell(cmdlet => cmdlet.WriteDebug(message));

    /// <inheritdoc/>
    public void Warning(string message) => Tell(cmdlet => cmdlet.WriteWarning(message));

    /// <inheritdoc/>
    public void SetInterruptionNotice(string? message) => Volatile.Write(ref _stoppedNote, message);

    /// <inheritdoc/>
    public void Progress(CxProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);

        // A host may take a tenth of a second to draw a bar: only the newest state
        // waits for it, or the results would stand behind old ones.
        if (Interlocked.Exchange(ref _newestProgress, progress) is null)
        {
            Tell(cmdlet =>
            {
                if (Interlocked.Exchange(ref _newestProgress, null) is { } newest)
                {
                    cmdlet.WriteProgress(Record(newest));
                }
            });
        }
    }

    /// <summary>What is to be done on the pipeline thread, until the work has ended.</summary>
    internal IEnumerable<PipelineItem> Consume() => _items.GetConsumingEnumerable();

    /// <summary>The work has ended: nothing more is taken.</summary>
    internal void Complete() => _items.CompleteAdding();

    /// <summary>The pipeline takes nothing any more: whoever waits for it is let go, now and later.</summary>
    internal void Abandon()
    {
        foreach (var item in _items.GetConsumingEnumerable())
        {
            item.Done?.TrySetCanceled();
        }
    }

    private Task AskAsync(Action<CxCmdlet> execute)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!TryAdd(new PipelineItem(execute, done)))
        {
            done.TrySetCanceled();
        }

        return done.Task;
    }

    private ProgressRecord Record(CxProgress progress)
        => new(_activityId, progress.Activity, progress.Status.Length == 0 ? "…" : progress.Status)
        {
            PercentComplete = progress.PercentComplete,
            SecondsRemaining = progress.SecondsRemaining,
            RecordType = progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        };

    // A line that comes after the end, such as one of a token request whose caller has gone, has nowhere to go.
    private void Tell(Action<CxCmdlet> execute) => TryAdd(new PipelineItem(execute, null));

    private bool TryAdd(PipelineItem item)
    {
        try
        {
            return !_items.IsAddingCompleted && _items.TryAdd(item);
        }
        catch (InvalidOperationException)
        {
            // Completed between the two calls; the same as completed before.
            return false;
        }
    }
}
