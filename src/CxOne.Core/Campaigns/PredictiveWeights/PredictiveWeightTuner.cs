using System.Text.Json;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>
/// Changes the predictive weights of a campaign without losing other clients' changes, has the tenant simulate them, and restores the
/// former ones if the simulation does not reach the minimum accuracy.
/// </summary>
public static class PredictiveWeightTuner
{
    /// <summary>Determines the effect of a change and the rules that it breaks. Sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">The change.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The campaign could not be read.</exception>
    public static async Task<PredictiveWeightCheck> TestAsync(
        CxConnection connection, PredictiveWeightRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        var current = await new CampaignApi(connection.Client, log).GetAsync(request.CampaignId, cancellationToken).ConfigureAwait(false);

        // A weight that is not a finite number cannot be merged into the campaign. It is reported as a violation.
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
            Violations = request.FindViolations()
                .Concat(PredictiveWeightPlan.Violations(current.Body, merged, readable, significance))
                .Distinct(StringComparer.Ordinal)
                .ToArray(),
            Changes = PredictiveWeightPlan.Differences(current.Body, merged),
            Significance = significance,
            MaxDeviation = PredictiveWeightFields.Value(merged, PredictiveWeightFields.Deviation),
            Version = PredictiveWeightPlan.Version(current),
        };
    }

    /// <summary>
    /// Writes the weights, has the tenant simulate them, restores the former ones if the accuracy is too low, and records each step.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">The change.</param>
    /// <param name="log">Receives progress, warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The result, with an error if the simulation failed or the accuracy was too low.</returns>
    /// <exception cref="CxValidationException">The change breaks rules; all violations are reported together, nothing was written.
    /// </exception>
    /// <exception cref="CxConflictException">Another client changed the same member, or the attempts are used up.</exception>
    /// <exception cref="CxUnknownOutcomeException">A write was sent and its outcome is unknown.</exception>
    /// <exception cref="CxException">The change is insignificant, cannot be recorded,
    /// or a request failed before the weights were written.</exception>
    public static async Task<CxOutcome<PredictiveWeightUpdate>> SetAsync(
        CxConnection connection, PredictiveWeightRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        var setter = Setter(connection, request, log, cancellationToken);
        connection.AuditLog.EnsureWritable(cancellationToken);
        var held = await ExclusiveOperation.BeginAsync(
            connection, ExclusiveOperation.Campaign, request.CampaignId, log, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            return await setter.SetAsync(cancellationToken).ConfigureAwait(false);
        }
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
        CxValidationException.ThrowIfAny(request.FindViolations(), request.CampaignId);
        request.Webhook?.Validate();
        return new PredictiveWeightSetter(connection, request, log, cancellationToken);
    }

    /// <summary>Restores the members that a recorded change has changed, and keeps later changes of other members.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="record">A record of the change that holds the campaign before and after.</param>
    /// <param name="conflictRetryCount">The maximum number of further attempts when other clients change the campaign, 0 to 1,000.</param>
    /// <param name="force"><see langword="true"/> to restore a value even if another client has changed it since.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The result.</returns>
    /// <exception cref="CxConflictException">Another client has changed the same member since, or the attempts are used up.</exception>
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
                CampaignMessages.RecordWithoutWeights(record.AuditId, connection.TenantId),
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
            JsonFields.Parse(record.After!.Value),
            JsonFields.Parse(record.Before!.Value),
            isPreview,
            cancellationToken).ConfigureAwait(false);
    }
}
