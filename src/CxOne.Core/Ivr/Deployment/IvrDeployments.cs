using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>Reads, waits for and rolls back deployment jobs.</summary>
public static class IvrDeployments
{
    /// <summary>Lists deployment jobs, newest first. Each page is requested when it is needed.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="environment">Lists only jobs to this environment; <see langword="null"/> for all jobs.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    public static IAsyncEnumerable<CxPage<IvrDeploymentJob>> ListAsync(
        CxConnection connection, string? environment, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new IvrApi(connection.Client, log).ListDeploymentsAsync(environment, cancellationToken);
    }

    /// <summary>Gets a deployment job.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="jobId">The id of the job.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxRequestException">There is no such job (<c>ObjectNotFound</c>), or the request failed.</exception>
    public static Task<IvrDeploymentJob> GetAsync(CxConnection connection, string jobId, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new IvrApi(connection.Client, log).GetDeploymentAsync(jobId, cancellationToken);
    }

    /// <summary>Waits until a job has reached a final state, whether or not it succeeded.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="jobId">The id of the job.</param>
    /// <param name="polling">How long to wait, and how often to poll.</param>
    /// <param name="log">Receives progress and one verbose line per request.</param>
    /// <param name="cancellationToken">Ends the wait at once. The job keeps running.</param>
    /// <exception cref="CxException">The job did not end in time (<c>DeploymentTimeout</c>), or a request failed.</exception>
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
                CxErrors.RollbackConflict, IvrMessages.NotRollable(jobId, job.Status), jobId)
            : job;
    }

    private static void Validate(string jobId, string reason, IvrPolling? polling)
    {
        List<string> violations = [.. polling?.Violations() ?? []];
        if (string.IsNullOrWhiteSpace(reason))
        {
            violations.Add(IvrMessages.ReasonMissing);
        }

        CxValidationException.ThrowIfAny(violations, jobId);
    }

    /// <summary>Rolls a job back and records the change in the audit log.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="jobId">The id of the job.</param>
    /// <param name="reason">The reason, which the tenant and the audit log keep.</param>
    /// <param name="polling">How to wait for the rollback; <see langword="null"/> to return when the tenant has accepted it.</param>
    /// <param name="log">Receives progress and one verbose line per request.</param>
    /// <param name="cancellationToken">Ends the wait at once. The rollback continues.</param>
    /// <exception cref="CxException"><c>RollbackConflict</c>, <c>RollbackFailed</c>, <c>DeploymentTimeout</c>, <c>AuditWriteFailed</c>, or
    /// the error of a request.</exception>
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
            log.SetInterruptionNotice(IvrMessages.RollbackInterrupted(jobId));
            job = await rollback.StartAsync(jobId, reason, cancellationToken).ConfigureAwait(false);
            if (polling is not null)
            {
                log.SetInterruptionNotice(StillRunningHint(jobId));
                job = await FinishAsync(rollback, job, cancellationToken).ConfigureAwait(false);
            }

            trail.End(polling is null ? AuditOutcome.Accepted : AuditOutcome.RolledBack, Details(null), IvrJson.Default.IvrDeploymentAudit);
            log.SetInterruptionNotice(null);
            trail.ThrowIfUnrecorded(IvrMessages.RollbackDone(jobId, polling is not null), job);
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

    /// <summary>Returns the error of a job that failed.</summary>
    /// <param name="job">The job.</param>
    /// <returns>The error (<c>DeploymentFailed</c>); <see langword="null"/> for a job in any other state.</returns>
    public static CxException? FailureOf(IvrDeploymentJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (job.Status != IvrDeploymentStatus.Failed)
        {
            return null;
        }

        var message = IvrMessages.DeploymentFailed(
            string.Join(", ", job.IvrDefinitionId), job.TargetEnvironment, job.JobId, job.FailureReason, null);
        return IvrDeploymentAdvice.For(CxErrors.DeploymentFailed, null, job.FailureReason) is { } advice
            ? new CxException(CxErrors.DeploymentFailed, message, job.JobId) { RecommendedAction = advice }
            : new CxException(CxErrors.DeploymentFailed, message, job.JobId);
    }

    private static async Task<IvrDeploymentJob> FinishAsync(IvrRollback rollback, IvrDeploymentJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await rollback.FinishAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception) when (HidesJob(exception))
        {
            throw StateUnreadable(IvrMessages.RollbackAccepted(job.JobId), job.JobId, exception);
        }
    }

    /// <summary>The error concerns a poll, not the job. Reported as it is, it would hide that the job is still running.</summary>
    internal static bool HidesJob(CxException exception)
        => exception is CxRequestException || exception.Definition == CxErrors.ConnectionClosed;

    /// <summary>
    /// The tenant accepted an operation whose state can no longer be read. The error of the poll alone would suggest that nothing was done.
    /// </summary>
    internal static CxUnknownOutcomeException StateUnreadable(string accepted, string jobId, CxException poll)
        => CxUnknownOutcomeException.Of(
            poll,
            IvrMessages.StateUnreadable(accepted, poll.Message),
            jobId,
            CxHint.WaitLater(jobId).ToString(),
            answerWasLost: false);

    internal static string StillRunningHint(string jobId) => CxHint.JobGoesOn(jobId).ToString();
}
