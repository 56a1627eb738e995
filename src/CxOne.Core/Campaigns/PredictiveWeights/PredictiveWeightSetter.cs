using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;
using CxOne.Webhooks;

namespace CxOne.Campaigns;

/// <summary>
/// Writes predictive weights, has the tenant simulate them, and restores the former ones if the simulation does not confirm them.
/// </summary>
internal sealed class PredictiveWeightSetter : PredictiveWeightOperation
{
    public PredictiveWeightSetter(CxConnection connection, PredictiveWeightRequest request, ICxLog log, CancellationToken cancellationToken)
        : base(connection, request, log, SetAction, cancellationToken)
    {
    }

    public async Task<CxOutcome<PredictiveWeightUpdate>> SetAsync(CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var (baseline, changes) = await PrepareAsync(cancellationToken).ConfigureAwait(false);

        // Before the write, so that the webhook is notified of this change, and a refused webhook leaves the weights unchanged.
        var webhook = _request.Webhook is { } wanted
            ? (await WebhookRegistrar.RegisterAsync(_connection, wanted, _log, cancellationToken).ConfigureAwait(false))[0]
            : null;
        PredictiveWeightUpdate? update = null;
        var result = await (Audited(
            Checked(changes),
            (made, error) =>
                Details(made is null ? null : update = Written(made, webhook, started)) with { RequestId = made?.RequestId, Error = error },
            () => CampaignMessages.WeightsStopped(_request.CampaignId, AuditId ?? "")) with
        {
            MadeOutcome = AuditOutcome.Accepted,
            IsFirstStep = true,
        }).RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        if (!result.IsChanged)
        {
            _log.Verbose(CampaignMessages.WeightsHeld(_request.CampaignId));
            var unchanged = Written(result, webhook, started) with { AuditId = _trail.Failure is null ? AuditId : null };
            return new CxOutcome<PredictiveWeightUpdate>(
                unchanged, _trail.Unrecorded(CampaignMessages.WeightsHeld(_request.CampaignId), unchanged));
        }

        return await ConfirmAsync(result, update!, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What <see cref="SetAsync"/> would write; nothing is written, so that nothing can be simulated.</summary>
    public async Task<PredictiveWeightUpdate> PreviewAsync(CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var (baseline, changes) = await PrepareAsync(cancellationToken).ConfigureAwait(false);
        var result = await (Checked(changes) with { IsPreview = true }).RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        return Written(result, null, started) with { LatencyMs = null };
    }

    private async Task<(VersionedState Baseline, IReadOnlyList<FieldChange> Changes)> PrepareAsync(CancellationToken cancellationToken)
    {
        var baseline = _request.Base is { } given
            ? VersionedState.FromPiped(given.Raw, given.Version?.ToString(CultureInfo.InvariantCulture), _request.CampaignId)
            : await _api.GetAsync(_request.CampaignId, cancellationToken).ConfigureAwait(false);
        var changes = PredictiveWeightFields.Changes(_request, baseline.Body);
        Check(baseline.Body, PredictiveWeightPlan.Merged(baseline.Body, changes));
        return (baseline, changes);
    }

    private VersionedUpdate Checked(IReadOnlyList<FieldChange> changes)
        => Update(changes, _request.ConflictRetryCount, _request.Force) with
        {
            BeforeWrite = (current, merged) => RequireVersion(current, merged, Check)
        };

    private PredictiveWeightUpdate Written(VersionedUpdateResult result, Webhook? webhook, long started) => new()
    {
        CampaignId = _request.CampaignId,
        Status = result.Status.ToString(),
        AlgorithmId = _request.AlgorithmId,
        Before = PredictiveWeightPlan.Weights(result.Before.Body),
        After = PredictiveWeightPlan.Weights(result.After.Body),
        MinimumAccuracy = _request.MinimumAccuracy,
        Version = PredictiveWeightPlan.Version(result.After),
        Attempts = result.Writes,
        Webhook = webhook,
        Changes = result.IsChanged ? PredictiveWeightPlan.Differences(result.Before.Body, result.Written) : [],
        Significance = result.IsChanged ? PredictiveWeightPlan.Significance(result.Before.Body, result.Written, _request) : null,
        LatencyMs = result.IsChanged ? Math.Round(_clock.GetElapsedTime(started).TotalMilliseconds, 2) : null,
    };

    /// <summary>The weights are in place. The simulation decides whether they are kept.</summary>
    private async Task<CxOutcome<PredictiveWeightUpdate>> ConfirmAsync(
        VersionedUpdateResult result, PredictiveWeightUpdate update, CancellationToken cancellationToken)
    {
        try
        {
            _log.SetInterruptionNotice(CampaignMessages.WeightsNotSimulated(_request.CampaignId, AuditId ?? ""));
            CxException? error = null;
            try
            {
                update = await SimulateAsync(update, cancellationToken).ConfigureAwait(false);
            }
            catch (CxException exception)
            {
                error = exception;
            }

            var failure = Failure(update, error);
            var isConfirmed = _request.MinimumAccuracy is not { } minimum || update.Accuracy >= minimum;
            if (!isConfirmed)
            {
                return await RevertAsync(result, update, failure!, cancellationToken).ConfigureAwait(false);
            }

            End(
                AuditOutcome.Succeeded,
                Details(update) with { RequestId = result.RequestId, Error = failure?.Message },
                result.Before.Body,
                result.Written);
            update = update with { AuditId = _trail.Failure is null ? AuditId : null };
            return Outcome(
                update,
                failure is null
                    ? null
                    : new CxException(
                        failure.Definition, CampaignMessages.FailedInPlace(failure.Message, update.Version), update, error),
                CampaignMessages.WeightsInPlace);
        }
        catch (Exception exception) when (_trail.IsOpen)
        {
            // The change is in place. Its record holds both states, so that it can be reverted.
            _trail.Fail(
                exception,
                Details(update) with { Error = exception.Message },
                CampaignJson.Default.PredictiveWeightAudit,
                JsonFields.ToElement(result.Before.Body),
                JsonFields.ToElement(result.Written));
            throw;
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                _log.SetInterruptionNotice(null);
            }
        }
    }

    private async Task<PredictiveWeightUpdate> SimulateAsync(PredictiveWeightUpdate update, CancellationToken cancellationToken)
    {
        var job = await _api.StartSimulationAsync(
            new CampaignSimulationBody { CampaignId = _request.CampaignId, DurationSeconds = _request.SimulationDurationSec },
            cancellationToken).ConfigureAwait(false);
        if (!_request.NoWait)
        {
            _log.SetInterruptionNotice(CampaignMessages.SimulationNotAwaited(_request.CampaignId, job.Id, AuditId ?? ""));
            job = await new CampaignSimulationWaiter(_api, _clock, _log)
                .WaitAsync(
                    _request.CampaignId,
                    job,
                    TimeSpan.FromSeconds(_request.SimulationDurationSec),
                    cancellationToken).ConfigureAwait(false);
        }

        return update with
        {
            SimulationId = job.Id,
            SimulationStatus = job.FailureReason is null ? job.Status : $"{job.Status}: {job.FailureReason}",
            Accuracy = Accuracy(job)
        };
    }

    /// <summary>The accuracy of a finished job. A number outside 0 to 1, e.g. a percentage, would pass every minimum.</summary>
    /// <exception cref="CxRequestException">The accuracy is outside 0 to 1 (<c>ResponseInvalid</c>).</exception>
    private double? Accuracy(CampaignSimulation job)
        => job.Status != CampaignSimulation.Completed || job.PredictedAccuracy is not { } accuracy ? null
            : accuracy >= 0 && accuracy <= 1 ? accuracy
            : throw new CxRequestException(
                CxErrors.ResponseInvalid, CampaignMessages.AccuracyInvalid(job.Id, accuracy), _request.CampaignId);

    private CxException? Failure(PredictiveWeightUpdate update, CxException? error)
    {
        if (error is not null)
        {
            return Failed(CxErrors.WeightSimulationFailed, CampaignMessages.SimulationNotRun(error.OneLine));
        }

        if (update.Accuracy is { } accuracy)
        {
            return _request.MinimumAccuracy is { } minimum && accuracy < minimum
                ? Failed(CxErrors.AccuracyTooLow, CampaignMessages.AccuracyTooLow(update.SimulationId!, accuracy, minimum))
                : null;
        }

        return _request.NoWait
            ? null
            : Failed(
                CxErrors.WeightSimulationFailed,
                CampaignMessages.SimulationWithoutAccuracy(update.SimulationId!, update.SimulationStatus));

        CxException Failed(CxErrorDefinition definition, string reason)
            => new(definition, CampaignMessages.About(_request.CampaignId, reason), update, error);
    }

    private async Task<CxOutcome<PredictiveWeightUpdate>> RevertAsync(
        VersionedUpdateResult result, PredictiveWeightUpdate update, CxException failure, CancellationToken cancellationToken)
    {
        var auditId = AuditId ?? "";
        try
        {
            var undone = await (PutBack(
                result.Written,
                result.Before.Body,
                force: false,
                (made, _) => Details(made is null ? update : update = Reverted(update, made)) with { Error = failure.Message }) with
            {
                MadeOutcome = AuditOutcome.RolledBack,
                UnneededOutcome = AuditOutcome.RolledBack,
                IsPartOfOperation = true,
            }).RunAsync(new VersionedState(result.Written, null), cancellationToken).ConfigureAwait(false);
            update = Reverted(update, undone) with { AuditId = _trail.Failure is null ? AuditId : null };
            var message = CampaignMessages.FailedReverted(failure.Message, update.Version);
            return Outcome(
                update, new CxException(failure.Definition, message, update, failure.InnerException), CampaignMessages.WeightsPutBack);
        }
        catch (CxException exception)
        {
            update = update with { Status = nameof(UpdateStatus.RevertFailed) };
            var lost = new CxException(
                CxErrors.WeightRevertFailed,
                CampaignMessages.RevertFailed(failure.Message, exception.Message, auditId),
                update,
                exception);

            // The result names this record. It holds both states, so that the former weights can be restored from it.
            End(AuditOutcome.Of(lost), Details(update) with { Error = exception.Message }, result.Before.Body, result.Written);
            update = update with { AuditId = _trail.Failure is null ? AuditId : null };
            return Outcome(
                update, new CxException(lost.Definition, lost.Message, update, exception), CampaignMessages.WeightsMayBeInPlace);
        }
    }

    private static PredictiveWeightUpdate Reverted(PredictiveWeightUpdate update, VersionedUpdateResult undone)
        => update with
        {
            Status = nameof(UpdateStatus.Reverted),
            After = PredictiveWeightPlan.Weights(undone.After.Body),
            Version = PredictiveWeightPlan.Version(undone.After)
        };

    /// <summary>The result with its failure, or with the failure to record it.</summary>
    private CxOutcome<PredictiveWeightUpdate> Outcome(PredictiveWeightUpdate update, CxException? failure, string made)
    {
        if (_trail.Unrecorded(CampaignMessages.About(_request.CampaignId, failure?.Message ?? made), update) is not { } unrecorded)
        {
            return new CxOutcome<PredictiveWeightUpdate>(update, failure);
        }

        // The failure concerns the tenant and is the error; the failure to record it becomes a warning.
        if (failure is not null)
        {
            _log.Warning(unrecorded.Message);
        }

        return new CxOutcome<PredictiveWeightUpdate>(update, failure ?? unrecorded);
    }

    /// <exception cref="CxException">The change breaks a rule or is insignificant.</exception>
    private void Check(JsonObject current, JsonObject merged)
    {
        var significance = PredictiveWeightPlan.Significance(current, merged, _request);
        var violations = PredictiveWeightPlan.DeviationViolations(current, merged).ToList();
        CxValidationException.ThrowIfAny(violations, _request.CampaignId);
        if (PredictiveWeightPlan.IsInsignificant(current, merged, significance) && !_request.Force)
        {
            throw new CxException(
                CxErrors.WeightChangeInsignificant,
                CampaignMessages.About(_request.CampaignId, PredictiveWeightPlan.Insignificance(significance)),
                _request.CampaignId);
        }
    }

    private void End(string outcome, PredictiveWeightAudit details, JsonObject before, JsonObject after) => _trail.End(
        outcome, details, CampaignJson.Default.PredictiveWeightAudit, JsonFields.ToElement(before), JsonFields.ToElement(after));
}
