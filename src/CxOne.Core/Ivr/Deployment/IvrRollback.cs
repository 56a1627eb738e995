using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Requests a rollback and waits for it, also if an answer is lost or another client requested it first.</summary>
internal sealed class IvrRollback
{
    private readonly IvrApi _api;
    private readonly IvrJobWaiter _waiter;

    public IvrRollback(IvrApi api, IvrJobWaiter waiter)
    {
        _api = api;
        _waiter = waiter;
    }

    /// <summary>Posts the rollback. If its answer is lost, the job's state shows whether the tenant accepted it.</summary>
    /// <exception cref="CxException">The job cannot be rolled back now (<c>RollbackConflict</c>), or a request failed.</exception>
    public async Task<IvrDeploymentJob> StartAsync(string jobId, string reason, CancellationToken cancellationToken)
    {
        // All attempts are one request for the tenant.
        var idempotencyKey = Guid.NewGuid().ToString("D");
        CxUnknownOutcomeException? lost = null;
        for (var isRepeat = false; ; isRepeat = true)
        {
            CxRequestException? refused = null;
            try
            {
                return await _api.RollBackAsync(jobId, reason, idempotencyKey, cancellationToken).ConfigureAwait(false);
            }
            catch (CxUnknownOutcomeException exception)
            {
                lost = exception;
            }
            catch (CxRequestException exception) when (exception.IsRefusal(409))
            {
                // After a lost answer, this may be the refusal of a second rollback while the first is running.
                refused = exception;
            }

            if (lost is null)
            {
                throw Conflict(jobId, refused!);
            }

            var job = await ReadAsync(jobId, lost, cancellationToken).ConfigureAwait(false);
            if (job.Status is IvrDeploymentStatus.RollingBack or IvrDeploymentStatus.RolledBack)
            {
                return job;
            }

            if (refused is not null)
            {
                throw Conflict(jobId, refused);
            }

            if (isRepeat)
            {
                throw lost;
            }

            // The state shows that the rollback was not accepted, so it is safe to request it again with the same key.
        }
    }

    private async Task<IvrDeploymentJob> ReadAsync(string jobId, CxRequestException lost, CancellationToken cancellationToken)
    {
        try
        {
            return await _api.GetDeploymentAsync(jobId, cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            throw CxUnknownOutcomeException.LookupFailed(
                IvrMessages.RollbackOf(jobId), lost, exception, CxHint.FindRollBackLater(jobId).ToString());
        }
    }

    private static CxRequestException Conflict(string jobId, CxRequestException exception)
        => exception.As(CxErrors.RollbackConflict, IvrMessages.RollbackConflict(jobId, exception.Message), jobId);

    /// <summary>Waits until the former version is live.</summary>
    /// <exception cref="CxException">The rollback failed (<c>RollbackFailed</c>) or did not end in time
    /// (<c>DeploymentTimeout</c>).</exception>
    public async Task<IvrDeploymentJob> FinishAsync(IvrDeploymentJob job, CancellationToken cancellationToken)
    {
        _waiter.Note(job);
        var isRunning = false;
        return await _waiter.WaitAsync(job.JobId, null, IsDone, cancellationToken).ConfigureAwait(false);

        bool IsDone(IvrDeploymentJob seen)
        {
            isRunning |= seen.Status == IvrDeploymentStatus.RollingBack;

            // Right after the request, the tenant may still show the deployment as FAILED. After ROLLING_BACK, the rollback itself has
            // failed.
            if (isRunning && seen.Status == IvrDeploymentStatus.Failed)
            {
                throw new CxException(
                    CxErrors.RollbackFailed,
                    IvrMessages.RollbackFailed(seen.JobId, seen.FailureReason),
                    seen.JobId);
            }

            return seen.Status == IvrDeploymentStatus.RolledBack;
        }
    }
}
