using System.Collections.Concurrent;
using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Passes the output of a running workflow to the pipeline thread. Output and errors wait until they are written, so that a consumer that
/// needs no more items stops the work before its next request. Messages do not wait.
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

    /// <summary>The notice for the user if the work is interrupted now.</summary>
    internal string? StoppedNote => Volatile.Read(ref _stoppedNote);

    /// <summary>Writes objects and completes when they are written.</summary>
    /// <param name="items">The objects.</param>
    public Task WriteAsync(IEnumerable<object> items) => InvokeAsync(cmdlet =>
    {
        foreach (var item in items)
        {
            cmdlet.WriteObject(OutputAdapter.Adapt(item));
        }
    });

    /// <summary>Writes an object and completes when it is written.</summary>
    /// <param name="item">The object.</param>
    public Task WriteAsync(object item) => WriteAsync([item]);

    /// <summary>Writes a non-terminating error and completes when it is written.</summary>
    /// <param name="error">The error.</param>
    public Task WriteErrorAsync(ErrorRecord error) => InvokeAsync(cmdlet => cmdlet.WriteError(error));

    /// <inheritdoc/>
    public void Verbose(string message) => Post(cmdlet => cmdlet.WriteVerbose(message));

    /// <inheritdoc/>
    public void Debug(string message) => Post(cmdlet => cmdlet.WriteDebug(message));

    /// <inheritdoc/>
    public void Warning(string message) => Post(cmdlet => cmdlet.WriteWarning(message));

    /// <inheritdoc/>
    public void SetInterruptionNotice(string? message) => Volatile.Write(ref _stoppedNote, message);

    /// <inheritdoc/>
    public void Progress(CxProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);

        // A host may take a tenth of a second to draw a bar. Only the latest progress is queued, so that results do not wait behind old
        // ones.
        if (Interlocked.Exchange(ref _newestProgress, progress) is null)
        {
            Post(cmdlet =>
            {
                if (Interlocked.Exchange(ref _newestProgress, null) is { } newest)
                {
                    cmdlet.WriteProgress(Record(newest));
                }
            });
        }
    }

    /// <summary>The items for the pipeline thread, until the work has ended.</summary>
    internal IEnumerable<PipelineItem> Consume() => _items.GetConsumingEnumerable();

    /// <summary>Ends the queue when the work has ended.</summary>
    internal void Complete() => _items.CompleteAdding();

    /// <summary>Cancels all current and later items when the pipeline has stopped.</summary>
    internal void Abandon()
    {
        foreach (var item in _items.GetConsumingEnumerable())
        {
            item.Done?.TrySetCanceled();
        }
    }

    private Task InvokeAsync(Action<CxCmdlet> execute)
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

    // A message after the end is discarded, such as that of a token request whose caller has been cancelled.
    private void Post(Action<CxCmdlet> execute) => TryAdd(new PipelineItem(execute, null));

    private bool TryAdd(PipelineItem item)
    {
        try
        {
            return !_items.IsAddingCompleted && _items.TryAdd(item);
        }
        catch (InvalidOperationException)
        {
            // The queue was completed between the two calls.
            return false;
        }
    }
}

/// <summary>An action that only the pipeline thread may execute.</summary>
/// <param name="Execute">The action.</param>
/// <param name="Done">Completed when the action is done, cancelled if it never will be; <see langword="null"/> if no caller waits.</param>
internal sealed record PipelineItem(Action<CxCmdlet> Execute, TaskCompletionSource? Done);
