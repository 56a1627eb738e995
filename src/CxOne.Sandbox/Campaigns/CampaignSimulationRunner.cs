using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;
using CxOne.Sandbox.Webhooks;

namespace CxOne.Sandbox.Campaigns;

/// <summary>
/// Ends simulations at their time, independent of requests. Must be used under the lock of the tenant. The timer exists only while a
/// simulation is running.
/// </summary>
internal sealed class CampaignSimulationRunner : IDisposable
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(1);

    private readonly TenantStore _store;
    private readonly WebhookOutbox _outbox;
    private readonly Action _onTimer;
    private ITimer? _timer;
    private DateTimeOffset? _armedFor;

    /// <summary>Creates a runner; <paramref name="onTimer"/> is called without the lock and must call <see cref="AdvanceTo"/>.</summary>
    public CampaignSimulationRunner(TenantStore store, WebhookOutbox outbox, Action onTimer)
    {
        _store = store;
        _outbox = outbox;
        _onTimer = onTimer;
    }

    /// <summary>Ends the simulations that are due, in order of time.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        var due = _store.State.CampaignSimulations.Where(simulation => !simulation.IsEnded && simulation.EndsAt <= now);
        foreach (var simulation in due.OrderBy(simulation => simulation.EndsAt).ToArray())
        {
            simulation.IsEnded = true;
            _store.MarkChanged();
            _outbox.Raise(
                simulation.FailureReason is null ? WebhookEvents.SimulationCompleted : WebhookEvents.SimulationFailed,
                simulation.EndsAt,
                Facts(simulation));
        }
    }

    /// <summary>Sets the timer to the end of the next simulation, or disposes it if no simulation is running.</summary>
    public void Arm(DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var simulation in _store.State.CampaignSimulations)
        {
            if (!simulation.IsEnded && !(simulation.EndsAt >= next))
            {
                next = simulation.EndsAt;
            }
        }

        if (next == _armedFor)
        {
            return;
        }

        Dispose();
        if (next is { } at)
        {
            _armedFor = at;
            var wait = at - now;
            _timer = _store.Options.Clock.CreateTimer(_ => _onTimer(), null, wait > Soonest ? wait : Soonest, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _timer = null;
        _armedFor = null;
    }

    private static JsonObject Facts(SandboxCampaignSimulation simulation)
    {
        var facts = new JsonObject
        {
            ["campaignId"] = simulation.CampaignId,
            ["simulationId"] = simulation.Id,
            ["status"] = simulation.Status,
        };
        if (simulation.FailureReason is null)
        {
            facts["predictedAccuracy"] = simulation.PredictedAccuracy;
        }
        else
        {
            facts["failureReason"] = simulation.FailureReason;
        }

        return facts;
    }
}
