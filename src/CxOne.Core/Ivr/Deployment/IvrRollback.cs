using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Asks for a roll-back and sees it through, also where an answer is lost or somebody else was faster.</summary>
internal sealed class IvrRollback
{
    private readonly IvrApi _api;
    private readonly IvrJobWaiter _waiter;

    public IvrRollback(IvrApi api, IvrJobWaiter waiter)
    {
        _api = api;
        _waiter = waiter;
    }

    /// <summary>Posts the roll-back. A lost answer is looked up in the job's state, which tells whether it was taken on.</summary>
    /// <exception cref="CxException">The job cannot be rolled back now (<c>RollbackConflict</c>), or any request error.</exception>
    public async Task<IvrDeploymentJob> StartAsync(string jobId, string reason, CancellationToken cancellationToken)
    {
        // One key for one wish, however often it is said.
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
                // After a lost answer it may be the refusal of a roll-back that is under way already.
                refused = exception;
            }

            if (lost is null)
            {
                throw Conflict(jobId, refused!);
            }

            var job = await LookAsync(jobId, lost, cancellationToken).ConfigureAwait(false);
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

            // The state shows that it was not taken on, so that asking again, under the same key, is no blind repeat.
        }
    }

    private async Task<IvrDeploymentJob> LookAsync(string jobId, CxRequestException lost, CancellationToken cancellationToken)
    {
        try
        {
            return await _api.GetDeploymentAsync(jobId, cancellationToken).ConfigureAwait(false);
        }
        catch (CxException look)
        {
            throw CxUnknownOutcomeException.LookupFailed(
                $"The roll-back of job {jobId}", lost, look, CxHint.FindRollBackLater(jobId).ToString());
        }
    }

    private static CxRequestException Conflict(string jobId, CxRequestException exception)
        => exception.As(CxErrors.RollbackConflict, $"Job {jobId} cannot be rolled back now. {exception.Message}", jobId);

    /// <summary>Waits until the former version is live.</summary>
    /// <exception cref="CxException">It did not become so (<c>RollbackFailed</c>, <c>DeploymentTimeout</c>).</exception>
    public async Task<IvrDeploymentJob> FinishAsync(IvrDeploymentJob job, CancellationToken cancellationToken)
    {
        _waiter.Note(job);
        var underWay = false;
        return await _waiter.WaitAsync(job.JobId, null, IsDone, cancellationToken).ConfigureAwait(false);

        bool IsDone(IvrDeploymentJob seen)
        {
            underWay |= seen.Status == IvrDeploymentStatus.RollingBack;

            // Right after the request a tenant may still show the former state; once the roll-back was seen, FAILED means that it failed.
            if (underWay && seen.Status == IvrDeploymentStatus.Failed)
            {
                throw new CxException(
                    CxErrors.RollbackFailed,
                    $"The roll-back of job {seen.JobId} failed: {seen.FailureReason ?? "no reason given"}.",
                    seen.JobId);
            }

            return seen.Status == IvrDeploymentStatus.RolledBack;
        }
    }
}
