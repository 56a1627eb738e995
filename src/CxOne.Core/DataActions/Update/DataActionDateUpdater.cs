using System.Runtime.CompilerServices;
using System.Text.Json;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;
using CxOne.Webhooks;

namespace CxOne.DataActions;

/// <summary>
/// Updates the date values of data actions: many rows at once within the request budget, the outcomes in the order of the rows.
/// Rows for the same action are worked on one after the other, so that the last one wins as it would by hand.
/// </summary>
public sealed class DataActionDateUpdater
{
    // Rows that wait for a Retry-After cost nothing; so many are open at once that the requests of the others fill the time.
    private const int OpenRowsPerRequest = 8;
    private static readonly FieldPath DateProcessing = new("configuration", "dateProcessing");
    private readonly CxConnection _connection;
    private readonly ICxLog _log;
    private readonly DataActionApi _api;
    private readonly TimeProvider _clock;
    private readonly int _conflictRetryCount;

    private DataActionDateUpdater(CxConnection connection, int conflictRetryCount, SemaphoreSlim requests, ICxLog log)
    {
        _connection = connection;
        _log = log;
        _conflictRetryCount = conflictRetryCount;
        _api = new DataActionApi(connection.Client, log, requests);
        _clock = connection.Client.Clock;
    }

    /// <summary>Works through rows.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="rows">The rows, in order.</param>
    /// <param name="throttleLimit">Requests that are under way at once, 1 to 64.</param>
    /// <param name="conflictRetryCount">Further attempts when somebody else changes the same action meanwhile.</param>
    /// <param name="log">Gets progress, warnings and one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>One outcome a row, in order; a row that failed does not stop the others.</returns>
    /// <exception cref="CxException">No row can succeed: the list cannot be read, the
    /// session is dead, or changes cannot be recorded.</exception>
    public static async IAsyncEnumerable<DataActionDateOutcome> RunAsync(
        CxConnection connection,
        IReadOnlyList<DataActionDateRow> rows,
        int throttleLimit,
        int conflictRetryCount,
        ICxLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(log);
        CxValidationException.ThrowIfAny(throttleLimit is < 1 or > 64 ? [$"ThrottleLimit is {throttleLimit}; 1 to 64 are possible."] : []);
        connection.AuditLog.EnsureWritable(cancellationToken);
        using var requests = new SemaphoreSlim(throttleLimit);
        var updater = new DataActionDateUpdater(connection, conflictRetryCount, requests, log);
        var names = rows.Any(row => row.Id is null)
            ? await updater.ReadNamesAsync(cancellationToken).ConfigureAwait(false)
            : null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var begin = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        using var gate = new SemaphoreSlim(throttleLimit * OpenRowsPerRequest);
        var progress = new DataActionProgress(rows.Count, connection.Client.Clock, log);
        var dead = new TaskCompletionSource<CxException>(TaskCreationOptions.RunContinuationsAsynchronously);
        var outcomes = rows
            .Select(_ => new TaskCompletionSource<DataActionDateOutcome>(TaskCreationOptions.RunContinuationsAsynchronously))
            .ToArray();
        var pace = new ConsumerBackpressure(outcomes);
        var working = updater.RunRowsAsync(rows, names, outcomes, gate, pace, progress, dead, begin.Token, stop.Token);
        var told = 0;
        try
        {
            for (var number = 0; number < rows.Count; number++)
            {
                await Task.WhenAny(outcomes[number].Task, dead.Task).ConfigureAwait(false);
                if (dead.Task.IsCompleted)
                {
                    break;
                }

                yield return await outcomes[number].Task.ConfigureAwait(false);
                told = number + 1;
                pace.Take();
            }

            if (dead.Task.IsCompleted)
            {
                // What was under way is brought to its end and not broken off, since it may be at the tenant already; what was done is
                // told before the reason why no more is. No further row is begun, nor waited for its turn: nobody takes results here that
                // would give it one.
                await begin.CancelAsync().ConfigureAwait(false);
                await working.ConfigureAwait(false);
                foreach (var outcome in outcomes.Skip(told).Where(outcome => outcome.Task.IsCompletedSuccessfully))
                {
                    yield return await outcome.Task.ConfigureAwait(false);
                }

                // Where every row has its outcome, nothing was left that could not be done.
                if (!outcomes.All(outcome => outcome.Task.IsCompletedSuccessfully))
                {
                    throw await dead.Task.ConfigureAwait(false);
                }
            }

            log.SetInterruptionNotice(null);
        }
        finally
        {
            // A consumer that has seen enough, or a dead session, ends the rest; nothing of it may go on unseen.
            await stop.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
            progress.Complete();
        }
    }

    private async Task<DataActionNames> ReadNamesAsync(CancellationToken cancellationToken)
    {
        List<DataAction> all = [];
        await foreach (var page in _api.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            all.AddRange(page.Items);
            _log.Progress(new CxProgress(
                "Reading data actions",
                $"{all.Count} of {page.Total?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"}"));
        }

        _log.Progress(new CxProgress("Reading data actions", "done") { IsCompleted = true });
        return new DataActionNames(all, _connection.TenantId);
    }

    /// <summary>
    /// Starts rows as places become free, none after <paramref name="begin"/> is cancelled.
    /// The task ends when every row that was started has ended.
    /// </summary>
    private async Task RunRowsAsync(
        IReadOnlyList<DataActionDateRow> rows,
        DataActionNames? names,
        TaskCompletionSource<DataActionDateOutcome>[] outcomes,
        SemaphoreSlim gate,
        ConsumerBackpressure pace,
        DataActionProgress progress,
        TaskCompletionSource<CxException> dead,
        CancellationToken begin,
        CancellationToken cancellationToken)
    {
        List<Task> running = [];
        Dictionary<string, Task> lastOfAction = new(StringComparer.Ordinal);
        for (var number = 0; number < rows.Count && !begin.IsCancellationRequested && !dead.Task.IsCompleted; number++)
        {
            try
            {
                await gate.WaitAsync(begin).ConfigureAwait(false);
                await pace.WaitAsync(begin).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            var row = rows[number];
            var (action, failure) = Resolve(row, names);
            var before = action is not null && lastOfAction.TryGetValue(action.Id, out var earlier) ? earlier : Task.CompletedTask;
            var task = RunRowAsync(row, action, failure, before, outcomes[number], gate, progress, dead, cancellationToken);
            running.Add(task);
            if (action is not null)
            {
                lastOfAction[action.Id] = task;
            }
        }

        // Nobody may wait for the outcome of a row that never was begun or was given up.
        await Task.WhenAll(running).ConfigureAwait(false);
        foreach (var outcome in outcomes)
        {
            outcome.TrySetCanceled(cancellationToken);
        }
    }

    private static (DataAction? Action, CxException? Failure) Resolve(DataActionDateRow row, DataActionNames? names)
    {
        try
        {
            return (row.Id is not null ? new DataAction { Id = row.Id } : names!.Find(row.Name ?? string.Empty), null);
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
        SemaphoreSlim gate,
        DataActionProgress progress,
        TaskCompletionSource<CxException> dead,
        CancellationToken cancellationToken)
    {
        try
        {
            await before.ConfigureAwait(false);
            if (dead.Task.IsCompleted)
            {
                return;
            }

            if (failure is not null)
            {
                throw failure;
            }

            outcome.SetResult(
                new DataActionDateOutcome(row, await UpdateAsync(row, action!, cancellationToken).ConfigureAwait(false), null));
        }
        catch (CxUnrecordedChangeException exception)
        {
            // The row was written and has its result; no further row is begun, since it could not be recorded either.
            outcome.SetResult(new DataActionDateOutcome(row, (DataActionDateUpdate)exception.Result!, exception));
            dead.TrySetResult((CxException)exception.InnerException!);
        }
        catch (CxException exception) when (exception.Definition.Kind == CxErrorKind.Authentication
            || exception.Definition == CxErrors.ConnectionClosed
            || exception.Definition == CxErrors.AuditWriteFailed)
        {
            // No further row can fare better.
            dead.TrySetResult(exception);
        }
        catch (CxException exception)
        {
            outcome.SetResult(new DataActionDateOutcome(row, null, exception));
        }
        catch (OperationCanceledException)
        {
            outcome.TrySetCanceled(cancellationToken);
        }
        catch (Exception exception)
        {
            outcome.SetException(exception);
        }
        finally
        {
            progress.Count();
            gate.Release();
        }
    }

    private async Task<DataActionDateUpdate> UpdateAsync(DataActionDateRow row, DataAction action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var date = DataActionDateCalculator.Calculate(
            row.Date ?? throw new CxValidationException(["Date is missing."], action.Name ?? action.Id));
        if (!date.AccuracyValid)
        {
            throw new CxException(
                CxErrors.DateInaccurate,
                $"The value {date.Value} lies {date.AccuracyErrorMs} ms from where it must; it was not written.",
                action.Name ?? action.Id);
        }

        var started = _clock.GetTimestamp();
        var trail = new AuditTrail(_connection, "DataAction.UpdateDate", [action.Id], _log, cancellationToken);
        var name = action.Name;
        double? latency = null;
        var update = new AuditedUpdate<DataActionDateAudit>
        {
            Trail = trail,
            DetailsType = DataActionJson.Default.DataActionDateAudit,
            Part = static state => JsonFields.Get(state, DateProcessing).ToElement(),
            StoppedNote = static () => $"Data actions were being updated. {CxHint.RepeatDateUpdate}",
            Update = new VersionedUpdate
            {
                What = $"Data action '{action.Name ?? action.Id}'",
                Item = action.Name ?? action.Id,
                Id = action.Id,
                Changes = Changes(row, date),
                ReadAsync = async token =>
                {
                    var state = await _api.ReadAsync(action.Id, token).ConfigureAwait(false);
                    name = JsonFields.Get(state.Body, new FieldPath("name")).Text ?? name;
                    return row.Name is null || row.Name == name
                        ? state
                        : throw new CxValidationException(
                            [$"Id and Name do not belong together: '{action.Id}' has the name '{name}', "
                                + $"not '{row.Name}'; nothing was written."],
                            action.Id);
                },
                WriteAsync = (current, body, token) => _api.PutAsync(action.Id, current.ETag, body, token),
                ConflictRetryCount = _conflictRetryCount,
                Clock = _clock,
                Jitter = _connection.Client.Jitter,
                Log = _log,
            },
            Details = (made, error) =>
            {
                latency = made is null ? null : Math.Round(_clock.GetElapsedTime(started).TotalMilliseconds, 2);
                return new DataActionDateAudit
                {
                    ActionId = action.Id,
                    ActionName = name,
                    Input = date.Input,
                    Value = date.Value,
                    TimeZone = date.TimeZone,
                    Amount = date.Amount,
                    Arithmetic = date.Arithmetic.ToString(),
                    AccuracyValid = date.AccuracyValid,
                    Attempts = made?.Writes,
                    LatencyMs = latency,
                    RequestId = made?.RequestId,
                    Error = error,
                };
            },
        };
        var result = await update.RunAsync(null, cancellationToken).ConfigureAwait(false);
        var done = new DataActionDateUpdate
        {
            Row = row.Number,
            Id = action.Id,
            Name = name,
            Status = result.Status.ToString(),
            Value = date.Value,
            PreviousValue = JsonFields.Get(result.Before.Body, Member("computedValue")).Text,
            Date = date,
            Attempts = result.Writes,
            LatencyMs = latency,
            AuditId = trail.Failure is null ? trail.Last?.AuditId : null,
        };
        if (result.IsChanged)
        {
            // The receiver gets the record of the end; where there is none, the one that the write was begun with.
            var record = trail.Last!;
            done = done with
            {
                Callback = row.Callback is null
                    ? null
                    : await CallAsync(row.Callback, action.Id, record, cancellationToken).ConfigureAwait(false)
            };
        }

        trail.ThrowIfUnrecorded(
            $"Data action '{name ?? action.Id}' "
                + $"{(result.IsChanged ? "was changed" : "already holds the value; this row changed nothing")}.",
            done);
        return done;
    }

    private Task<CallbackResult> CallAsync(CallbackTarget target, string actionId, AuditRecord record, CancellationToken cancellationToken)
        => CallbackSender.SendAsync(
            _connection,
            target,
            JsonSerializer.SerializeToUtf8Bytes(
                new DataActionCallbackBody { AuditRecord = record, ActionId = actionId }, DataActionJson.Default.DataActionCallbackBody),
            _log,
            cancellationToken);

    /// <summary>Exactly the members that the contract names. All other members of <c>dateProcessing</c> stay unchanged.</summary>
    private static FieldChange[] Changes(DataActionDateRow row, DataActionDateResult date) =>
    [
        FieldChange.Set(Member("sourceField"), row.SourceField),
        FieldChange.Set(Member("targetField"), row.TargetField),
        FieldChange.Set(Member("computedValue"), date.Value),
        FieldChange.Set(Member("timezone"), date.TimeZone),
        FieldChange.Set(Member("dstAdjustment"), true),
        FieldChange.Set(Member("precision"), 3),
    ];

    private static FieldPath Member(string name) => new("configuration", "dateProcessing", name);
}
