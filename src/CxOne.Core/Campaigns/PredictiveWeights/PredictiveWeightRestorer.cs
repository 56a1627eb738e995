using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>Restores the weights that a recorded change replaced.</summary>
internal sealed class PredictiveWeightRestorer : PredictiveWeightOperation
{
    public PredictiveWeightRestorer(
        CxConnection connection, PredictiveWeightRequest request, ICxLog log, CancellationToken cancellationToken)
        : base(connection, request, log, "PredictiveWeight.Restore", cancellationToken)
    {
    }

    public async Task<PredictiveWeightUpdate> RestoreAsync(
        JsonObject written, JsonObject former, bool isPreview, CancellationToken cancellationToken)
    {
        PredictiveWeightUpdate? update = null;
        var write = PutBack(
            written,
            former,
            _request.Force,
            (made, error) => Details(made is null ? null : update = Restored(made)) with { RequestId = made?.RequestId, Error = error });
        write = write with { Update = write.Update with { IsPreview = isPreview } };
        var result = await write.RunAsync(new VersionedState(written, null), cancellationToken).ConfigureAwait(false);
        if (isPreview)
        {
            return Restored(result);
        }

        update = (update ?? Restored(result)) with { AuditId = _trail.Failure is null ? AuditId : null };
        _log.SetInterruptionNotice(null);
        _trail.ThrowIfUnrecorded(CampaignMessages.WeightsRestored(_request.CampaignId, result.IsChanged), update);
        return update;
    }

    private PredictiveWeightUpdate Restored(VersionedUpdateResult result) => new()
    {
        CampaignId = _request.CampaignId,
        Status = result.Status.ToString(),
        AlgorithmId = JsonFields.Get(result.After.Body, PredictiveWeightFields.Algorithm).Text,
        Before = PredictiveWeightPlan.Weights(result.Before.Body),
        After = PredictiveWeightPlan.Weights(result.After.Body),
        Changes = PredictiveWeightPlan.Differences(result.Before.Body, result.Written),
        Version = PredictiveWeightPlan.Version(result.After),
        Attempts = result.Writes,
    };
}
