using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Polls a deployment job until it reaches a state. A failed job is a result here, not an exception.</summary>
internal sealed class IvrJobWaiter
{
    private readonly IvrApi _api;
    private readonly IvrPolling _polling;
    private readonly TimeProvider _clock;
    private readonly ICxLog _log;

    public IvrJobWaiter(IvrApi api, IvrPolling polling, TimeProvider clock, ICxLog log)
    {
        _api = api;
        _polling = polling;
        _clock = clock;
        _log = log;
    }

    /// <summary>States of the jobs, in the order in which the polls showed them.</summary>
    public List<IvrStateChange> History { get; } = [];

    public void Note(IvrDeploymentJob job)
    {
        if (History.Count == 0 || History[^1].JobId != job.JobId || History[^1].Status != job.Status)
        {
            History.Add(new IvrStateChange(job.JobId, job.Status, _clock.GetUtcNow()));
        }
    }

    /// <param name="jobId">The job.</param>
    /// <param name="estimate">The tenant's estimate in seconds, if it gave one.</param>
    /// <param name="isDone">Returns whether a state ends the wait.</param>
    /// <param name="cancellationToken">Ends the wait at once. The job keeps running.</param>
    /// <exception cref="CxException">The wait timed out (<c>DeploymentTimeout</c>), or the tenant refused a poll.</exception>
    public async Task<IvrDeploymentJob> WaitAsync(
        string jobId, double? estimate, Func<IvrDeploymentJob, bool> isDone, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        IvrDeploymentJob? job = null;
        try
        {
            for (var poll = 0; ; poll++)
            {
                job = await TryGetAsync(jobId, cancellationToken).ConfigureAwait(false) ?? job;
                if (job is not null)
                {
                    Note(job);
                    if (isDone(job))
                    {
                        return job;
                    }
                }

                var elapsed = _clock.GetElapsedTime(started);
                Report(jobId, job?.Status ?? IvrMessages.JobNotReachable, elapsed, job?.EstimatedCompletionSeconds ?? estimate);
                var left = _polling.Timeout - elapsed;
                if (PollingBackoff.IsOver(left))
                {
                    throw new CxException(
                        CxErrors.DeploymentTimeout,
                        IvrMessages.JobTimeout(jobId, job?.Status, _polling.Timeout.TotalSeconds),
                        jobId);
                }

                var delay = _polling.Delay(poll);
                await VisibleWait.DelayAsync(
                    _log, IvrMessages.WaitingForPoll, delay < left ? delay : left, _clock, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _log.Progress(new CxProgress(IvrMessages.JobActivity(jobId), job?.Status ?? string.Empty) { IsCompleted = true });
        }
    }

    /// <summary>Polls once. A tenant that is temporarily unreachable does not end the wait, because the job keeps running.</summary>
    private async Task<IvrDeploymentJob?> TryGetAsync(string jobId, CancellationToken cancellationToken)
    {
        try
        {
            return await _api.GetDeploymentAsync(jobId, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.Definition.Kind is CxErrorKind.Unavailable
            or CxErrorKind.Connection
            or CxErrorKind.Timeout
            or CxErrorKind.LimitsExceeded)
        {
            _log.Warning(IvrMessages.JobStateUnread(jobId, exception.ErrorId));
            return null;
        }
    }

    private void Report(string jobId, string status, TimeSpan elapsed, double? estimate)
    {
        _log.Progress(new CxProgress(
            IvrMessages.JobActivity(jobId), IvrMessages.JobProgress(status, elapsed.TotalSeconds, estimate))
        {
            // The tenant only estimates, so the bar stays below 100 % until the job has ended.
            PercentComplete = estimate > 0 ? (int)Math.Min(95, elapsed.TotalSeconds / estimate.Value * 100) : -1,
            SecondsRemaining = estimate > 0 ? (int)Math.Max(0, Math.Ceiling(estimate.Value - elapsed.TotalSeconds)) : -1,
        });
    }
}
