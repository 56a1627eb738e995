using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>
/// Changes the predictive weights of a campaign without losing anybody's work, has the tenant simulate them, and puts the former ones
/// back where the simulation does not reach the accuracy that is asked for.
/// </summary>
public static class PredictiveWeightTuner
{
    /// <summary>Finds out what a change would do and what stands against it; sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">What the caller wants.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxException">The campaign could not be read.</exception>
    public static async Task<PredictiveWeightCheck> TestAsync(
        CxConnection connection, PredictiveWeightRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        var current = await new CampaignApi(connection.Client, log).GetAsync(request.CampaignId, cancellationToken).ConfigureAwait(false);

        // A number that is none cannot be put into a campaign; it is among the violations all the same.
        var readable = request with
        {
            Weights = request.Weights
                .Where(weight => double.IsFinite(weight.Value) && Math.Abs(weight.Value) <= 1)
                .ToDictionary(StringComparer.Ordinal)
        };
        var isSettable = new[] { request.ValidationSplit, request.MaxDeviation, request.ConvergenceThreshold }.All(
            value => value is null || double.IsFinite(value.Value));
        readable = isSettable ? readable : readable with { ValidationSplit = null, MaxDeviation = null, ConvergenceThreshold = null };
        var merged = PredictiveWeightPlan.Merged(current.Body, PredictiveWeightFields.Changes(readable, current.Body));
        var significance = PredictiveWeightPlan.Significance(current.Body, merged, readable);
        return new PredictiveWeightCheck
        {
            CampaignId = request.CampaignId,
            Violations = request.Violations()
                .Concat(PredictiveWeightPlan.Violations(current.Body, merged, readable, significance))
                .Distinct(StringComparer.Ordinal)
                .ToArray(),
            Changes = PredictiveWeightPlan.Differences(current.Body, merged),
            Significance = significance,
            MaxDeviation = PredictiveWeightFields.Value(merged, PredictiveWeightFields.Deviation),
            Version = PredictiveWeightPlan.Version(current),
        };
    }

    /// <summary>Writes the weights, has them simulated, puts the former ones back where they are not good enough, and records it.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">What the caller wants.</param>
    /// <param name="log">Gets progress, warnings and one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>What became of it; a failure beside it where the simulation failed or the accuracy was too low.</returns>
    /// <exception cref="CxValidationException">Rules are broken; all violations together, nothing was written.</exception>
    /// <exception cref="CxConflictException">Somebody else changed the same member, or would not stop.</exception>
    /// <exception cref="CxException">The change is insignificant, cannot be recorded,
    /// or a request failed before the weights were written.</exception>
    public static Task<CxOutcome<PredictiveWeightUpdate>> SetAsync(
        CxConnection connection, PredictiveWeightRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        var setter = Setter(connection, request, log, cancellationToken);
        connection.AuditLog.EnsureWritable(cancellationToken);
        return setter.SetAsync(cancellationToken);
    }

    /// <summary>Reads and checks everything that <see cref="SetAsync"/> reads and checks before its write, and sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">What the caller wants.</param>
    /// <param name="log">Gets warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>What the change would do: <c>Changed</c> with its members, or <c>Unchanged</c>. Only a write can be simulated.</returns>
    /// <exception cref="CxException">What <see cref="SetAsync"/> would refuse before its write.</exception>
    public static Task<PredictiveWeightUpdate> PreviewAsync(
        CxConnection connection, PredictiveWeightRequest request, ICxLog log, CancellationToken cancellationToken)
        => Setter(connection, request, log, cancellationToken).PreviewAsync(cancellationToken);

    private static PredictiveWeightSetter Setter(
        CxConnection connection, PredictiveWeightRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        CxValidationException.ThrowIfAny(request.Violations(), request.CampaignId);
        request.Webhook?.Validate();
        return new PredictiveWeightSetter(connection, request, log, cancellationToken);
    }

    /// <summary>Puts back what a change that stands in the audit log has changed, and nothing that others have changed since.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="record">A record of the change that holds the campaign before and after.</param>
    /// <param name="conflictRetryCount">Further attempts when somebody else changes the campaign meanwhile.</param>
    /// <param name="force">The former value wins where somebody else has set another since.</param>
    /// <param name="log">Gets warnings and one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxConflictException">Somebody else has changed the same member since, or would not stop.</exception>
    /// <exception cref="CxException">The record holds no change of weights on this tenant (<c>AuditRecordNotFound</c>), the restore cannot
    /// be recorded, or a request failed.</exception>
    public static Task<PredictiveWeightUpdate> RestoreAsync(
        CxConnection connection, AuditRecord record, int conflictRetryCount, bool force, ICxLog log, CancellationToken cancellationToken)
        => RunRestoreAsync(connection, record, conflictRetryCount, force, isPreview: false, log, cancellationToken);

    /// <summary>Reads and checks everything that <see cref="RestoreAsync"/> reads and checks, and sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="record">A record of the change that holds the campaign before and after.</param>
    /// <param name="force">The former value wins where another client has set another since.</param>
    /// <param name="log">Gets warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>What the restore would do: <c>Changed</c> with its members, or <c>Unchanged</c>.</returns>
    /// <exception cref="CxException">What <see cref="RestoreAsync"/> would refuse.</exception>
    public static Task<PredictiveWeightUpdate> PreviewRestoreAsync(
        CxConnection connection, AuditRecord record, bool force, ICxLog log, CancellationToken cancellationToken)
        => RunRestoreAsync(connection, record, conflictRetryCount: 0, force, isPreview: true, log, cancellationToken);

    private static async Task<PredictiveWeightUpdate> RunRestoreAsync(
        CxConnection connection,
        AuditRecord record,
        int conflictRetryCount,
        bool force,
        bool isPreview,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(log);
        if (record.Action != PredictiveWeightOperation.SetAction || record.TenantId != connection.TenantId || record.Target is not [var id]
            || record.Outcome == AuditOutcome.RolledBack
            || record is not { Before.ValueKind: JsonValueKind.Object, After.ValueKind: JsonValueKind.Object })
        {
            throw new CxException(
                CxErrors.AuditRecordNotFound,
                $"Audit record {record.AuditId} holds no change of predictive weights on tenant "
                    + $"{connection.TenantId} that could be put back.",
                record.AuditId)
            {
                RecommendedAction = CxHint.FindWeightRecord.ToString(),
            };
        }

        if (!isPreview)
        {
            connection.AuditLog.EnsureWritable(cancellationToken);
        }

        var request = new PredictiveWeightRequest
        {
            CampaignId = id,
            AlgorithmId = string.Empty,
            Weights = new Dictionary<string, double>(),
            ConflictRetryCount = conflictRetryCount,
            Force = force
        };
        return await new PredictiveWeightRestorer(connection, request, log, cancellationToken).RestoreAsync(
            Body(record.After!.Value), Body(record.Before!.Value), isPreview, cancellationToken).ConfigureAwait(false);

        static JsonObject Body(JsonElement state)
            => JsonFields.Parse(JsonSerializer.SerializeToUtf8Bytes(state, CxJson.Default.JsonElement));
    }
}
