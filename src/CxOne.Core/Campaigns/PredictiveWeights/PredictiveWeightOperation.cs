using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>One change of the predictive weights of a campaign: its versioned write, the check before it, and its records.</summary>
internal abstract class PredictiveWeightOperation
{
    /// <summary>The action in the records of a change, by which a restore finds them.</summary>
    public const string SetAction = "PredictiveWeight.Set";

    protected readonly CxConnection _connection;
    protected readonly PredictiveWeightRequest _request;
    protected readonly ICxLog _log;
    protected readonly CampaignApi _api;
    protected readonly TimeProvider _clock;
    protected readonly AuditTrail _trail;

    protected PredictiveWeightOperation(
        CxConnection connection, PredictiveWeightRequest request, ICxLog log, string action, CancellationToken cancellationToken)
    {
        _connection = connection;
        _request = request;
        _log = log;
        _api = new CampaignApi(connection.Client, log);
        _clock = connection.Client.Clock;
        _trail = new AuditTrail(connection, action, [request.CampaignId], log, cancellationToken);
    }

    protected string? AuditId => _trail.Last?.AuditId;

    protected string What => CampaignMessages.What(_request.CampaignId);

    /// <summary>Based on what was written, not on the current state: later changes of other clients are kept.</summary>
    protected AuditedUpdate<PredictiveWeightAudit> PutBack(
        JsonObject written, JsonObject former, bool force, Func<VersionedUpdateResult?, string?, PredictiveWeightAudit> details)
    {
        var changes = JsonFields.Difference(written, former, PredictiveWeightFields.Depth)
            .Where(change => change.Path != PredictiveWeightFields.Version)
            .ToList();
        return Audited(
            Update(changes, _request.ConflictRetryCount, force) with
            {
                BeforeWrite = (current, merged) => RequireVersion(current, merged, null)
            },
            details,
            () => CampaignMessages.RestoreStopped(_request.CampaignId));
    }

    protected AuditedUpdate<PredictiveWeightAudit> Audited(
        VersionedUpdate update, Func<VersionedUpdateResult?, string?, PredictiveWeightAudit> details, Func<string> note) => new()
    {
        Update = update,
        Trail = _trail,
        Details = details,
        DetailsType = CampaignJson.Default.PredictiveWeightAudit,
        StoppedNote = note,
    };

    protected VersionedUpdate Update(IReadOnlyList<FieldChange> changes, int conflictRetryCount, bool force) => new()
    {
        What = What,
        Item = _request.CampaignId,
        Id = _request.CampaignId,
        VersionOf = static (_, body) => CampaignApi.VersionOf(body),
        Changes = changes,
        ReadAsync = token => _api.GetAsync(_request.CampaignId, token),
        WriteAsync = (_, body, token) => _api.PutAsync(_request.CampaignId, body, token),
        ConflictRetryCount = conflictRetryCount,
        Force = force,
        Clock = _clock,
        Jitter = _connection.Client.Jitter,
        Log = _log,
    };

    /// <summary>Without a version, a tenant refuses the write, or it overwrites another client's change.</summary>
    protected void RequireVersion(VersionedState current, JsonObject merged, Action<JsonObject, JsonObject>? check)
    {
        _ = current.ETag ?? throw current.Invalid(CampaignMessages.NoVersion, _request.CampaignId);
        check?.Invoke(current.Body, merged);
    }

    protected PredictiveWeightAudit Details(PredictiveWeightUpdate? update = null) => new()
    {
        CampaignId = _request.CampaignId,
        Changes = update?.Changes.Select(change => change.ToString()).ToArray() ?? [_request.ToString()],
        Significance = update?.Significance?.Score,
        Forced = _request.Force,
        Attempts = update?.Attempts,
        LatencyMs = update?.LatencyMs,
        SimulationId = update?.SimulationId,
        SimulationStatus = update?.SimulationStatus,
        Accuracy = update?.Accuracy,
        MinimumAccuracy = _request.MinimumAccuracy,
        WebhookId = update?.Webhook?.Id,
    };
}
