using CxOne.Errors;

namespace CxOne.Campaigns;

/// <summary>Waits for a simulation job. A failed job is a result, not an exception.</summary>
internal sealed class CampaignSimulationWaiter
{
    // A job may be queued before it runs and needs time to write its result.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(120);
    private readonly CampaignApi _api;
    private readonly TimeProvider _clock;
    private readonly ICxLog _log;

    public CampaignSimulationWaiter(CampaignApi api, TimeProvider clock, ICxLog log)
    {
        _api = api;
        _clock = clock;
        _log = log;
    }

    /// <returns>The finished job, or its last known state when its duration and two more minutes have passed.</returns>
    /// <exception cref="CxException">The tenant refused to return the state.</exception>
    public async Task<CampaignSimulation> WaitAsync(
        string campaignId, CampaignSimulation job, TimeSpan duration, CancellationToken cancellationToken)
    {
        var activity = CampaignMessages.SimulationActivity(campaignId);
        var started = _clock.GetTimestamp();
        try
        {
            for (var poll = 0; !job.HasEnded; poll++)
            {
                var elapsed = _clock.GetElapsedTime(started);
                var left = duration + Grace - elapsed;
                if (PollingBackoff.IsOver(left))
                {
                    return job;
                }

                _log.Progress(new CxProgress(activity, CampaignMessages.SimulationProgress(job.Status, elapsed, duration))
                {
                    // The bar stops at 95 % until the job has finished.
                    PercentComplete = (int)Math.Min(95, elapsed / duration * 100),
                    SecondsRemaining = (int)Math.Max(0, Math.Ceiling((duration - elapsed).TotalSeconds)),
                });
                var delay = PollingBackoff.Delay(poll);
                await VisibleWait.DelayAsync(
                    _log, CampaignMessages.WaitingForPoll, delay < left ? delay : left, _clock, cancellationToken).ConfigureAwait(false);
                job = await TryReadAsync(job.Id, cancellationToken).ConfigureAwait(false) ?? job;
            }

            return job;
        }
        finally
        {
            _log.Progress(new CxProgress(activity, job.Status ?? CampaignMessages.Done) { IsCompleted = true });
        }
    }

    /// <summary>
    /// Polls once. A tenant that is unreachable for a while does not end the wait, because the job does not depend on the client.
    /// </summary>
    private async Task<CampaignSimulation?> TryReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await _api.GetSimulationAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.Definition.Kind is CxErrorKind.Unavailable
            or CxErrorKind.Connection
            or CxErrorKind.Timeout
            or CxErrorKind.LimitsExceeded)
        {
            _log.Warning(CampaignMessages.SimulationStateUnreadable(id, exception.ErrorId));
            return null;
        }
    }
}
