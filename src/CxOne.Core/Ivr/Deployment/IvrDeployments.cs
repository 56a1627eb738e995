using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>Reads, waits for and rolls back deployment jobs.</summary>
public static class IvrDeployments
{
    /// <summary>All jobs, the newest first, a request a page.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="environment">Only jobs to this environment.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    public static IAsyncEnumerable<CxPage<IvrDeploymentJob>> ListAsync(
        CxConnection connection, string? environment, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new IvrApi(connection.Client, log).ListDeploymentsAsync(environment, cancellationToken);
    }

    /// <summary>One job.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="jobId">Its id.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxRequestException">There is none (<c>ObjectNotFound</c>), or any request error.</exception>
    public static Task<IvrDeploymentJob> GetAsync(CxConnection connection, string jobId, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new IvrApi(connection.Client, log).GetDeploymentAsync(jobId, cancellationToken);
    }

    /// <summary>Waits until a job has ended, in whatever state.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="jobId">Its id.</param>
    /// <param name="polling">How long and how often.</param>
    /// <param name="log">Gets progress and one verbose line a request.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <exception cref="CxException">The time is up (<c>DeploymentTimeout</c>), or any request error.</exception>
    public static async Task<IvrDeploymentJob> WaitAsync(
        CxConnection connection, string jobId, IvrPolling polling, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(polling);
        ArgumentNullException.ThrowIfNull(log);
        CxValidationException.ThrowIfAny([.. polling.Violations()], jobId);
        log.SetInterruptionNotice(StillRunningHint(jobId));
        var waiter = new IvrJobWaiter(new IvrApi(connection.Client, log), polling, connection.Client.Clock, log);
        var job = await waiter.WaitAsync(
            jobId, null, seen => IvrDeploymentStatus.IsFinal(seen.Status), cancellationToken).ConfigureAwait(false);
        log.SetInterruptionNotice(null);
        return job;
    }

    /// <summary>Reads and checks what a roll-back can be refused for, and asks for none.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="jobId">Its id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="polling">How to wait; nothing to return at once.</param>
    /// <param name="log">Gets one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="CxException">The job has not ended or is rolled back already (<c>RollbackConflict</c>), or any request error.
    /// </exception>
    public static async Task<IvrDeploymentJob> PreviewRollBackAsync(
        CxConnection connection, string jobId, string reason, IvrPolling? polling, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Validate(jobId, reason, polling);
        var job = await new IvrApi(connection.Client, log).GetDeploymentAsync(jobId, cancellationToken).ConfigureAwait(false);
        return job.Status is IvrDeploymentStatus.RolledBack or IvrDeploymentStatus.RollingBack || !IvrDeploymentStatus.IsFinal(job.Status)
            ? throw new CxException(
                CxErrors.RollbackConflict, $"Job {jobId} cannot be rolled back now: its status is {job.Status}.", jobId)
            : job;
    }

    private static void Validate(string jobId, string reason, IvrPolling? polling)
    {
        List<string> violations = [.. polling?.Violations() ?? []];
        if (string.IsNullOrWhiteSpace(reason))
        {
            violations.Add("The reason is empty.");
        }

        CxValidationException.ThrowIfAny(violations, jobId);
    }

    /// <summary>Rolls a job back and records it.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="jobId">Its id.</param>
    /// <param name="reason">Why; kept by the tenant and in the audit log.</param>
    /// <param name="polling">How to wait until it is rolled back; nothing to return at once.</param>
    /// <param name="log">Gets progress and one verbose line a request.</param>
    /// <param name="cancellationToken">Ends the wait at once; the roll-back goes on.</param>
    /// <exception cref="CxException"><c>RollbackConflict</c>, <c>RollbackFailed</c>, <c>DeploymentTimeout</c>, <c>AuditWriteFailed</c>, or
    /// any request error.</exception>
    public static async Task<IvrDeploymentJob> RollBackAsync(
        CxConnection connection, string jobId, string reason, IvrPolling? polling, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        Validate(jobId, reason, polling);
        var api = new IvrApi(connection.Client, log);
        var rollback = new IvrRollback(
            api, new IvrJobWaiter(api, polling ?? new IvrPolling(TimeSpan.FromMinutes(1)), connection.Client.Clock, log));
        var before = await api.GetDeploymentAsync(jobId, cancellationToken).ConfigureAwait(false);
        var trail = new AuditTrail(connection, "IvrDeployment.Undo", before.IvrDefinitionId, log, cancellationToken);
        var job = before;
        trail.Start(Details(null), IvrJson.Default.IvrDeploymentAudit);
        try
        {
            log.SetInterruptionNotice($"The roll-back of job {jobId} may be under way: {CxHint.ShowRollBack(jobId)}");
            job = await rollback.StartAsync(jobId, reason, cancellationToken).ConfigureAwait(false);
            if (polling is not null)
            {
                log.SetInterruptionNotice(StillRunningHint(jobId));
                job = await FinishAsync(rollback, job, cancellationToken).ConfigureAwait(false);
            }

            trail.End(polling is null ? AuditOutcome.Accepted : AuditOutcome.RolledBack, Details(null), IvrJson.Default.IvrDeploymentAudit);
            log.SetInterruptionNotice(null);
            trail.ThrowIfUnrecorded($"The roll-back of job {jobId} {(polling is null ? "was taken on" : "was made")}.", job);
            return job;
        }
        catch (Exception exception) when (trail.IsOpen)
        {
            trail.Fail(exception, Details(exception), IvrJson.Default.IvrDeploymentAudit);
            throw;
        }

        IvrDeploymentAudit Details(Exception? error) => new()
        {
            JobId = jobId,
            TargetEnvironment = job.TargetEnvironment ?? "unknown",
            IvrDefinitionIds = job.IvrDefinitionId,
            Status = job.Status,
            Reason = reason,
            RollbackTriggered = true,
            Error = error?.Message,
        };
    }

    private static async Task<IvrDeploymentJob> FinishAsync(IvrRollback rollback, IvrDeploymentJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await rollback.FinishAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception) when (HidesJob(exception))
        {
            throw StateUnreadable($"The roll-back of job {job.JobId} was taken on", job.JobId, exception);
        }
    }

    /// <summary>The error of a look at a job that goes on: it says nothing about the job, and would hide that there is one.</summary>
    internal static bool HidesJob(CxException exception)
        => exception is CxRequestException || exception.Definition == CxErrors.ConnectionClosed;

    /// <summary>
    /// The tenant took something on and does not tell any more what becomes of it. The error of the look would say that nothing was done.
    /// </summary>
    internal static CxUnknownOutcomeException StateUnreadable(string what, string jobId, CxException look)
        => CxUnknownOutcomeException.Of(
            look,
            $"{what}, but its state cannot be read any more. {StillRunningHint(jobId)} {look.Message}",
            jobId,
            CxHint.WaitLater(jobId).ToString(),
            answerWasLost: false);

    internal static string StillRunningHint(string jobId) => CxHint.JobGoesOn(jobId).ToString();
}
