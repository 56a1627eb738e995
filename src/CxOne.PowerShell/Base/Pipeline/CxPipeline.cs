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
    private CxProgress? _work;
    private readonly ItemTally _tally;

    internal CxPipeline(int activityId, bool isVerbose, bool isDebug, ItemTally tally)
    {
        _tally = tally;
        _activityId = activityId;
        IsVerbose = isVerbose;
        IsDebug = isDebug;
    }

    /// <inheritdoc/>
    public bool IsVerbose { get; }

    /// <inheritdoc/>
    public bool IsDebug { get; }

    /// <summary>What the workflow waits for.</summary>
    internal WaitList Waits { get; } = new();

    /// <summary>The progress of the workflow that the user sees; <see langword="null"/> if it has none, or if it is complete.</summary>
    internal CxProgress? Work => Volatile.Read(ref _work);

    /// <summary>The notice for the user if the work is interrupted now.</summary>
    internal string? StoppedNote => Volatile.Read(ref _stoppedNote);

    /// <summary>Writes objects and completes when they are written.</summary>
    /// <param name="items">The objects.</param>
    public Task WriteAsync(IEnumerable<object> items) => InvokeAsync(cmdlet =>
    {
        foreach (var item in items)
        {
            cmdlet.WriteObject(item);
        }
    });

    /// <summary>Writes an object and completes when it is written.</summary>
    /// <param name="item">The object.</param>
    public Task WriteAsync(object item) => WriteAsync([item]);

    /// <summary>Writes a non-terminating error and completes when it is written.</summary>
    /// <param name="error">The error.</param>
    public Task WriteErrorAsync(ErrorRecord error) => InvokeAsync(cmdlet => cmdlet.WriteError(error));

    /// <summary>Shows the user what was done, on the screen and not in the pipeline.</summary>
    /// <param name="message">One line.</param>
    public void Show(string message) => Post(cmdlet => cmdlet.WriteHostLine(message));

    /// <inheritdoc/>
    public void Verbose(string message) => Post(cmdlet => cmdlet.WriteVerbose(message), IsVerbose);

    /// <inheritdoc/>
    public void Debug(string message) => Post(cmdlet => cmdlet.WriteDebug(message), IsDebug);

    /// <inheritdoc/>
    public void Warning(string message) => Post(cmdlet => cmdlet.WriteWarning(message), isSign: true);

    /// <inheritdoc/>
    public IDisposable BeginWait(CxWait wait) => Waits.Begin(wait);

    /// <inheritdoc/>
    public void SetInterruptionNotice(string? message) => Volatile.Write(ref _stoppedNote, message);

    /// <inheritdoc/>
    public void Progress(CxProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        Volatile.Write(ref _work, progress.IsCompleted ? null : progress);
        if (progress is { ItemsCompleted: { } done, ItemsTotal: { } total })
        {
            _tally.Set(done, total);
        }

        // A host may take a tenth of a second to draw a bar. Only the latest progress is queued, so that results do not wait behind old
        // ones.
        if (Interlocked.Exchange(ref _newestProgress, progress) is null)
        {
            Post(cmdlet =>
            {
                if (Interlocked.Exchange(ref _newestProgress, null) is { } newest)
                {
                    cmdlet.ShowWork(Record(newest));
                }
            });
        }
    }

    /// <summary>Whether the work has ended and every item was taken.</summary>
    internal bool IsCompleted => _items.IsCompleted;

    /// <summary>Takes the next item for the pipeline thread.</summary>
    /// <returns><see langword="false"/> if there was none in the time, or there will be none.</returns>
    internal bool TryTake(TimeSpan time, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PipelineItem? item)
        => _items.TryTake(out item, time);

    /// <summary>Creates the record of a bar.</summary>
    internal ProgressRecord Record(CxProgress progress)
        => new(_activityId, progress.Activity, progress.Status.Length == 0 ? "…" : progress.Status)
        {
            PercentComplete = progress.PercentComplete,
            SecondsRemaining = progress.SecondsRemaining,
            RecordType = progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        };

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
        if (!TryAdd(new PipelineItem(execute, done, IsSign: true)))
        {
            done.TrySetCanceled();
        }

        return done.Task;
    }

    // A message after the end is discarded, such as that of a token request whose caller has been cancelled.
    private void Post(Action<CxCmdlet> execute, bool isSign = false) => TryAdd(new PipelineItem(execute, null, isSign));

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
/// <param name="IsSign">Whether the user sees the action, so that no bar is needed for the next second.</param>
internal sealed record PipelineItem(Action<CxCmdlet> Execute, TaskCompletionSource? Done, bool IsSign);
