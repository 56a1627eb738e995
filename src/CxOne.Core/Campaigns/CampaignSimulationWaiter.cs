using CxOne.Errors;

namespace CxOne.Campaigns;

/// <summary>Waits for a simulation job. A state is a result, never an exception.</summary>
internal sealed class CampaignSimulationWaiter
{
    // A job waits for its turn before it runs, and writes its result after it.
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

    /// <returns>The job when it has ended; as it was last seen where its duration and two minutes more have passed.</returns>
    /// <exception cref="CxException">The tenant refuses to tell the state.</exception>
    public async Task<CampaignSimulation> WaitAsync(
        string campaignId, CampaignSimulation job, TimeSpan duration, CancellationToken cancellationToken)
    {
        var activity = $"Simulating the weights of campaign {campaignId}";
        var started = _clock.GetTimestamp();
        try
        {
            for (var look = 0; !job.HasEnded; look++)
            {
                var elapsed = _clock.GetElapsedTime(started);
                var left = duration + Grace - elapsed;
                if (PollingBackoff.IsOver(left))
                {
                    return job;
                }

                _log.Progress(new CxProgress(
                    activity, $"{job.Status ?? "state unknown"}, {elapsed.TotalSeconds:0} s of at most {duration.TotalSeconds:0} s")
                {
                    // The bar stays short of its end until the job has ended.
                    PercentComplete = (int)Math.Min(95, elapsed / duration * 100),
                    SecondsRemaining = (int)Math.Max(0, Math.Ceiling((duration - elapsed).TotalSeconds)),
                });
                var delay = PollingBackoff.Delay(look);
                await Task.Delay(delay < left ? delay : left, _clock, cancellationToken).ConfigureAwait(false);
                job = await TryLookAsync(job.Id, cancellationToken).ConfigureAwait(false) ?? job;
            }

            return job;
        }
        finally
        {
            _log.Progress(new CxProgress(activity, job.Status ?? "done") { IsCompleted = true });
        }
    }

    /// <summary>One look. A tenant that is out of reach for a while ends no wait: the job does not depend on being watched.</summary>
    private async Task<CampaignSimulation?> TryLookAsync(string id, CancellationToken cancellationToken)
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
            _log.Warning($"The state of simulation {id} could not be read ({exception.ErrorId}); still waiting.");
            return null;
        }
    }
}
