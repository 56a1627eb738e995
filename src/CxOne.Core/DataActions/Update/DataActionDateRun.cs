using CxOne.Errors;

namespace CxOne.DataActions;

/// <summary>
/// Schedules the rows of one update: starts them in order as slots become free, keeps rows of the same action in sequence, and stops
/// starting rows after an error that every further row would meet too.
/// </summary>
internal sealed class DataActionDateRun : IDisposable
{
    // A row that waits for a Retry-After costs nothing; with several open rows per request, the others use the time.
    private const int OpenRowsPerRequest = 8;
    private readonly IReadOnlyList<DataActionDateRow> _rows;
    private readonly DataActionNames? _names;
    private readonly DataActionDateWriter _writer;
    private readonly SemaphoreSlim _slots;
    private readonly DataActionProgress _progress;
    private readonly TaskCompletionSource<CxException> _fatal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DataActionDateRun(
        IReadOnlyList<DataActionDateRow> rows,
        DataActionNames? names,
        DataActionDateWriter writer,
        int throttleLimit,
        DataActionProgress progress)
    {
        _rows = rows;
        _names = names;
        _writer = writer;
        _slots = new SemaphoreSlim(throttleLimit * OpenRowsPerRequest);
        _progress = progress;
        Outcomes = rows
            .Select(_ => new TaskCompletionSource<DataActionDateOutcome>(TaskCreationOptions.RunContinuationsAsynchronously))
            .ToArray();
        Backpressure = new ConsumerBackpressure(Outcomes);
    }

    /// <summary>One outcome per row, in order.</summary>
    public IReadOnlyList<TaskCompletionSource<DataActionDateOutcome>> Outcomes { get; }

    public ConsumerBackpressure Backpressure { get; }

    /// <summary>Completes with the first error after which no further row can succeed.</summary>
    public Task<CxException> Fatal => _fatal.Task;

    public void Dispose() => _slots.Dispose();

    /// <summary>Runs the rows. The task completes when every row that was started has completed.</summary>
    /// <param name="stopStarting">Starts no further row once it is canceled.</param>
    /// <param name="cancellationToken">Cancels the rows that are running.</param>
    public async Task RunAsync(CancellationToken stopStarting, CancellationToken cancellationToken)
    {
        List<Task> running = [];
        Dictionary<string, Task> lastOfAction = new(StringComparer.Ordinal);
        for (var number = 0; number < _rows.Count && !stopStarting.IsCancellationRequested && !Fatal.IsCompleted; number++)
        {
            try
            {
                await _slots.WaitAsync(stopStarting).ConfigureAwait(false);
                await Backpressure.WaitAsync(stopStarting).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            var row = _rows[number];
            var (action, failure) = Resolve(row);
            var before = action is not null && lastOfAction.TryGetValue(action.Id, out var earlier) ? earlier : Task.CompletedTask;
            var task = RunRowAsync(row, action, failure, before, Outcomes[number], cancellationToken);
            running.Add(task);
            if (action is not null)
            {
                lastOfAction[action.Id] = task;
            }
        }

        // Rows that were never started, or were abandoned, must not leave a consumer waiting for their outcome.
        await Task.WhenAll(running).ConfigureAwait(false);
        foreach (var outcome in Outcomes)
        {
            outcome.TrySetCanceled(cancellationToken);
        }
    }

    private (DataAction? Action, CxException? Failure) Resolve(DataActionDateRow row)
    {
        try
        {
            return (row.Id is not null ? new DataAction { Id = row.Id } : _names!.Find(row.Name ?? string.Empty), null);
        }
        catch (CxException exception)
        {
            return (null, exception);
        }
    }

    private async Task RunRowAsync(
        DataActionDateRow row,
        DataAction? action,
        CxException? failure,
        Task before,
        TaskCompletionSource<DataActionDateOutcome> outcome,
        CancellationToken cancellationToken)
    {
        var isAbandoned = false;
        try
        {
            await before.ConfigureAwait(false);
            if (Fatal.IsCompleted)
            {
                isAbandoned = true;
                return;
            }

            if (failure is not null)
            {
                throw failure;
            }

            var update = await _writer.WriteAsync(row, action!, cancellationToken).ConfigureAwait(false);
            outcome.SetResult(new DataActionDateOutcome(row, update, null));
        }
        catch (CxUnrecordedChangeException exception)
        {
            // The row was written and has its result. No further row starts, because its outcome could not be recorded either.
            outcome.SetResult(new DataActionDateOutcome(row, (DataActionDateUpdate)exception.Result!, exception));
            _fatal.TrySetResult((CxException)exception.InnerException!);
        }
        catch (CxException exception) when (exception.Definition.Kind == CxErrorKind.Authentication
            || exception.Definition == CxErrors.ConnectionClosed
            || exception.Definition == CxErrors.AuditWriteFailed)
        {
            _fatal.TrySetResult(exception);
        }
        catch (CxException exception)
        {
            outcome.SetResult(new DataActionDateOutcome(row, null, exception));
        }
        catch (OperationCanceledException)
        {
            isAbandoned = true;
            outcome.TrySetCanceled(cancellationToken);
        }
        catch (Exception exception)
        {
            outcome.SetException(exception);
        }
        finally
        {
            if (!isAbandoned)
            {
                _progress.Count();
            }

            _slots.Release();
        }
    }
}
