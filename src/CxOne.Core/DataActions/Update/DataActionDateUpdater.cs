using System.Runtime.CompilerServices;
using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.DataActions;

/// <summary>
/// Updates the date values of data actions: many rows at once within the request budget, with the outcomes in the order of the rows.
/// Rows for the same action run one after the other in their order, so that the last row determines the value.
/// </summary>
public static class DataActionDateUpdater
{
    internal const int MaxThrottleLimit = 64;

    /// <summary>Updates the data actions of all rows.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="rows">The rows, in order.</param>
    /// <param name="throttleLimit">Maximum number of concurrent requests, 1 to 64.</param>
    /// <param name="conflictRetryCount">Number of retries per row when another client changes the same action at the same time.</param>
    /// <param name="log">Receives progress, warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>One outcome per row, in order. A row that fails does not stop the others.</returns>
    /// <exception cref="CxValidationException"><paramref name="throttleLimit"/> is out of range (<c>ParameterInvalid</c>).</exception>
    /// <exception cref="CxException">
    /// No further row can succeed: the list of data actions cannot be read, the session has ended, or changes cannot be recorded
    /// (<c>AuditWriteFailed</c>, <c>AuditPathUnsafe</c>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static IAsyncEnumerable<DataActionDateOutcome> RunAsync(
        CxConnection connection,
        IReadOnlyList<DataActionDateRow> rows,
        int throttleLimit,
        int conflictRetryCount,
        ICxLog log,
        CancellationToken cancellationToken)
        => RunOrPreviewAsync(connection, rows, throttleLimit, conflictRetryCount, isPreview: false, log, cancellationToken);

    /// <summary>Makes every read and check of <see cref="RunAsync"/> and sends no write. Nothing is recorded.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="rows">The rows, in order.</param>
    /// <param name="throttleLimit">Maximum number of concurrent requests, 1 to 64.</param>
    /// <param name="log">Receives progress, warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>One outcome per row, in order: what its write would change, or why it would fail.</returns>
    /// <exception cref="CxValidationException"><paramref name="throttleLimit"/> is out of range (<c>ParameterInvalid</c>).</exception>
    /// <exception cref="CxException">
    /// No further row can succeed: the list of data actions cannot be read, or the session has ended.
    /// </exception>
    public static IAsyncEnumerable<DataActionDateOutcome> PreviewAsync(
        CxConnection connection,
        IReadOnlyList<DataActionDateRow> rows,
        int throttleLimit,
        ICxLog log,
        CancellationToken cancellationToken)
        => RunOrPreviewAsync(connection, rows, throttleLimit, conflictRetryCount: 0, isPreview: true, log, cancellationToken);

    private static async IAsyncEnumerable<DataActionDateOutcome> RunOrPreviewAsync(
        CxConnection connection,
        IReadOnlyList<DataActionDateRow> rows,
        int throttleLimit,
        int conflictRetryCount,
        bool isPreview,
        ICxLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(log);
        CxValidationException.ThrowIfAny(
            throttleLimit is < 1 or > MaxThrottleLimit
                ? [DataActionsMessages.ThrottleLimitOutOfRange(throttleLimit)]
                : []);
        if (!isPreview)
        {
            connection.AuditLog.EnsureWritable(cancellationToken);
        }

        using var requests = new SemaphoreSlim(throttleLimit);
        var api = new DataActionApi(connection.Client, log, requests);
        var names = rows.Any(row => row.Id is null)
            ? await ReadNamesAsync(api, connection.TenantId, log, cancellationToken).ConfigureAwait(false)
            : null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stopStarting = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var progress = new DataActionProgress(rows.Count, connection.Client.Clock, log);
        progress.Begin();
        using var run = new DataActionDateRun(
            rows, names, new DataActionDateWriter(connection, api, conflictRetryCount, isPreview, log), throttleLimit, progress);
        var running = run.RunAsync(stopStarting.Token, stop.Token);
        var delivered = 0;
        try
        {
            for (var number = 0; number < rows.Count; number++)
            {
                await Task.WhenAny(run.Outcomes[number].Task, run.Fatal).ConfigureAwait(false);
                if (run.Fatal.IsCompleted)
                {
                    break;
                }

                yield return await run.Outcomes[number].Task.ConfigureAwait(false);
                delivered = number + 1;
                run.Backpressure.Take();
            }

            if (run.Fatal.IsCompleted)
            {
                // Rows that are running may have reached the tenant already, so they are completed and their outcomes are delivered before
                // the fatal error. No further row starts, not even one that waits for the consumer: it takes no outcomes here.
                await stopStarting.CancelAsync().ConfigureAwait(false);
                await running.ConfigureAwait(false);
                foreach (var outcome in run.Outcomes.Skip(delivered).Where(outcome => outcome.Task.IsCompletedSuccessfully))
                {
                    yield return await outcome.Task.ConfigureAwait(false);
                }

                // If every row has an outcome, the fatal error affected no other row.
                if (!run.Outcomes.All(outcome => outcome.Task.IsCompletedSuccessfully))
                {
                    throw await run.Fatal.ConfigureAwait(false);
                }
            }

            log.SetInterruptionNotice(null);
        }
        finally
        {
            // A consumer that stops early or a fatal error stops the remaining rows; none of them may outlive this method.
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
            progress.Complete();
        }
    }

    private static async Task<DataActionNames> ReadNamesAsync(
        DataActionApi api, string tenantId, ICxLog log, CancellationToken cancellationToken)
    {
        List<DataAction> all = [];
        await foreach (var page in api.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            all.AddRange(page.Items);
            log.Progress(new CxProgress(DataActionsMessages.ReadingActivity, DataActionsMessages.Progress(all.Count, page.Total)));
        }

        log.Progress(
            new CxProgress(DataActionsMessages.ReadingActivity, DataActionsMessages.ReadingCompleted) { IsCompleted = true });
        return new DataActionNames(all, tenantId);
    }
}
