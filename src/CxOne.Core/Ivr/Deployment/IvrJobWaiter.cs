using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Waits for a deployment job: one loop, one clock, cancellable at any moment. A state is a result, never an exception.</summary>
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

    /// <summary>States in the order in which they were seen.</summary>
    public List<IvrStateChange> History { get; } = [];

    public void Note(IvrDeploymentJob job)
    {
        if (History.Count == 0 || History[^1].JobId != job.JobId || History[^1].Status != job.Status)
        {
            History.Add(new IvrStateChange(job.JobId, job.Status, _clock.GetUtcNow()));
        }
    }

    /// <param name="jobId">The job.</param>
    /// <param name="estimate">The tenant's estimate in seconds, where it gave one.</param>
    /// <param name="isDone">Which state ends the wait.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <exception cref="CxException">The time is up (<c>DeploymentTimeout</c>), or the tenant refuses to tell the state.</exception>
    public async Task<IvrDeploymentJob> WaitAsync(
        string jobId, double? estimate, Func<IvrDeploymentJob, bool> isDone, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        IvrDeploymentJob? job = null;
        try
        {
            for (var look = 0; ; look++)
            {
                job = await TryLookAsync(jobId, cancellationToken).ConfigureAwait(false) ?? job;
                if (job is not null)
                {
                    Note(job);
                    if (isDone(job))
                    {
                        return job;
                    }
                }

                var elapsed = _clock.GetElapsedTime(started);
                Report(jobId, job?.Status ?? "not reachable", elapsed, job?.EstimatedCompletionSeconds ?? estimate);
                var left = _polling.Timeout - elapsed;
                if (PollingBackoff.IsOver(left))
                {
                    throw new CxException(
                        CxErrors.DeploymentTimeout,
                        $"Job {jobId} is still {job?.Status ?? "in an unknown state"} after "
                            + $"{_polling.Timeout.TotalSeconds:0.###} s. {CxHint.ResumeWaiting(jobId)}",
                        jobId);
                }

                var delay = _polling.Delay(look);
                await Task.Delay(delay < left ? delay : left, _clock, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _log.Progress(new CxProgress(Activity(jobId), job?.Status ?? string.Empty) { IsCompleted = true });
        }
    }

    /// <summary>One look. A tenant that is out of reach for a while ends no wait: the job does not depend on being watched.</summary>
    private async Task<IvrDeploymentJob?> TryLookAsync(string jobId, CancellationToken cancellationToken)
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
            _log.Warning($"The state of job {jobId} could not be read ({exception.ErrorId}); still waiting.");
            return null;
        }
    }

    private void Report(string jobId, string status, TimeSpan elapsed, double? estimate)
    {
        var shown = $"{status}, {elapsed.TotalSeconds:0} s{(estimate is null ? null : $" of about {Math.Ceiling(estimate.Value):0} s")}";
        _log.Progress(new CxProgress(Activity(jobId), shown)
        {
            // The estimate is the tenant's guess: the bar stays short of its end until the job has ended.
            PercentComplete = estimate > 0 ? (int)Math.Min(95, elapsed.TotalSeconds / estimate.Value * 100) : -1,
            SecondsRemaining = estimate > 0 ? (int)Math.Max(0, Math.Ceiling(estimate.Value - elapsed.TotalSeconds)) : -1,
        });
    }

    private static string Activity(string jobId) => $"Deployment {jobId}";
}
