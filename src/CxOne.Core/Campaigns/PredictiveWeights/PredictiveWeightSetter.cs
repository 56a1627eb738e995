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
/// Writes predictive weights, has the tenant simulate them, and puts the former ones back where the simulation does not prove them.
/// </summary>
internal sealed class PredictiveWeightSetter : PredictiveWeightOperation
{
    public PredictiveWeightSetter(CxConnection connection, PredictiveWeightRequest request, ICxLog log, CancellationToken cancellationToken)
        : base(connection, request, log, SetAction, cancellationToken)
    {
    }

    private string HowToGoBack => CxHint.RestoreWeights(AuditId ?? "").ToString();

    public async Task<CxOutcome<PredictiveWeightUpdate>> SetAsync(CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var (baseline, changes) = await PrepareAsync(cancellationToken).ConfigureAwait(false);

        // Before the write, so that the receiver is told of this very change, and
        // a tenant that refuses the webhook has changed nothing yet.
        var webhook = _request.Webhook is { } wanted
            ? (await WebhookRegistrar.RegisterAsync(_connection, wanted, _log, cancellationToken).ConfigureAwait(false))[0]
            : null;
        PredictiveWeightUpdate? update = null;
        var result = await (Audited(
            Checked(changes),
            (made, error) =>
                Details(made is null ? null : update = Written(made, webhook, started)) with { RequestId = made?.RequestId, Error = error },
            () =>
                $"The weights of campaign '{_request.CampaignId}' were being changed; "
                    + $"{CxHint.ShowCampaign(_request.CampaignId)} {HowToGoBack}") with
        {
            MadeOutcome = AuditOutcome.Accepted,
            IsFirstStep = true,
        }).RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        if (!result.IsChanged)
        {
            _log.Verbose($"{What} already holds these weights; there is nothing to do.");
            var unchanged = Written(result, webhook, started) with { AuditId = _trail.Failure is null ? AuditId : null };
            return new CxOutcome<PredictiveWeightUpdate>(
                unchanged, _trail.Unrecorded($"{What} already holds these weights; this command changed nothing.", unchanged));
        }

        return await ProveAsync(result, update!, cancellationToken).ConfigureAwait(false);
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

    /// <summary>The weights are in place; the simulation tells whether they stay.</summary>
    private async Task<CxOutcome<PredictiveWeightUpdate>> ProveAsync(
        VersionedUpdateResult result, PredictiveWeightUpdate update, CancellationToken cancellationToken)
    {
        try
        {
            _log.SetInterruptionNotice(
                $"The new weights of campaign '{_request.CampaignId}' are in place, but not proven by a simulation. {HowToGoBack}");
            CxException? trouble = null;
            try
            {
                update = await SimulateAsync(update, cancellationToken).ConfigureAwait(false);
            }
            catch (CxException exception)
            {
                trouble = exception;
            }

            var failure = Failure(update, trouble);
            var isProven = _request.MinimumAccuracy is not { } minimum || update.Accuracy >= minimum;
            if (!isProven)
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
                        failure.Definition, $"{failure.Message} The new weights are in place (version {update.Version}).", update, trouble),
                "The new weights are in place.");
        }
        catch (Exception exception) when (_trail.IsOpen)
        {
            // The change is in place: its record holds both states, so that it can be put back.
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
            _log.SetInterruptionNotice(
                $"The new weights of campaign '{_request.CampaignId}' are in place, but not proven: "
                    + $"simulation {job.Id} was not waited for. {HowToGoBack}");
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

    /// <summary>A number that can be no accuracy, a percentage among them, would pass for a good one.</summary>
    /// <exception cref="CxException">The tenant tells such a number.</exception>
    private double? Accuracy(CampaignSimulation job)
        => job.Status != CampaignSimulation.Completed || job.PredictedAccuracy is not { } accuracy ? null
            : accuracy >= 0 && accuracy <= 1 ? accuracy
            : throw new CxRequestException(
                CxErrors.ResponseInvalid,
                string.Create(
                    CultureInfo.InvariantCulture, $"simulation {job.Id} tells the accuracy {accuracy}, which is none from 0 to 1."),
                _request.CampaignId);

    private CxException? Failure(PredictiveWeightUpdate update, CxException? trouble)
    {
        if (trouble is not null)
        {
            return Problem(CxErrors.WeightSimulationFailed, $"the simulation could not be made or watched: {trouble.OneLine}");
        }

        if (update.Accuracy is { } accuracy)
        {
            return accuracy < _request.MinimumAccuracy
                ? Problem(
                    CxErrors.AccuracyTooLow,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"simulation {update.SimulationId} gives an accuracy of {accuracy:0.####}, "
                            + $"below the minimum of {_request.MinimumAccuracy}."))
                : null;
        }

        return _request.NoWait
            ? null
            : Problem(
                CxErrors.WeightSimulationFailed,
                $"simulation {update.SimulationId} gave no accuracy ({update.SimulationStatus ?? "no state"}).");

        CxException Problem(CxErrorDefinition definition, string what) => new(definition, $"{What}: {what}", update, trouble);
    }

    private async Task<CxOutcome<PredictiveWeightUpdate>> RevertAsync(
        VersionedUpdateResult result, PredictiveWeightUpdate update, CxException failure, CancellationToken cancellationToken)
    {
        var howToGoBack = HowToGoBack;
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
            var message = $"{failure.Message} The former weights and settings were put back (version {update.Version}).";
            return Outcome(
                update, new CxException(failure.Definition, message, update, failure.InnerException), "The former weights were put back.");
        }
        catch (CxException exception)
        {
            update = update with { Status = nameof(UpdateStatus.RevertFailed) };
            var lost = new CxException(
                CxErrors.WeightRevertFailed,
                $"{failure.Message} The former weights could not be put back: {exception.Message} {howToGoBack}",
                update,
                exception);

            // This is the record that the result names: it holds both states, so that the former weights can be put back from it.
            End(AuditOutcome.Of(lost), Details(update) with { Error = exception.Message }, result.Before.Body, result.Written);
            update = update with { AuditId = _trail.Failure is null ? AuditId : null };
            return Outcome(update, new CxException(lost.Definition, lost.Message, update, exception), "The new weights may be in place.");
        }
    }

    private static PredictiveWeightUpdate Reverted(PredictiveWeightUpdate update, VersionedUpdateResult undone)
        => update with
        {
            Status = nameof(UpdateStatus.Reverted),
            After = PredictiveWeightPlan.Weights(undone.After.Body),
            Version = PredictiveWeightPlan.Version(undone.After)
        };

    /// <summary>The result with its failure; where its end could not be recorded, with both.</summary>
    private CxOutcome<PredictiveWeightUpdate> Outcome(PredictiveWeightUpdate update, CxException? failure, string made)
    {
        if (_trail.Unrecorded($"{What}: {failure?.Message ?? made}", update) is not { } unrecorded)
        {
            return new CxOutcome<PredictiveWeightUpdate>(update, failure);
        }

        // The failure says more about the tenant than the log does; the log's is said beside it.
        if (failure is not null)
        {
            _log.Warning(unrecorded.Message);
        }

        return new CxOutcome<PredictiveWeightUpdate>(update, failure ?? unrecorded);
    }

    /// <exception cref="CxException">Something stands against the change.</exception>
    private void Check(JsonObject current, JsonObject merged)
    {
        var significance = PredictiveWeightPlan.Significance(current, merged, _request);
        var violations = PredictiveWeightPlan.DeviationViolations(current, merged).ToList();
        CxValidationException.ThrowIfAny(violations, _request.CampaignId);
        if (PredictiveWeightPlan.IsInsignificant(current, merged, significance) && !_request.Force)
        {
            throw new CxException(
                CxErrors.WeightChangeInsignificant, $"{What}: {PredictiveWeightPlan.Insignificance(significance)}", _request.CampaignId);
        }
    }

    private void End(string outcome, PredictiveWeightAudit details, JsonObject before, JsonObject after) => _trail.End(
        outcome, details, CampaignJson.Default.PredictiveWeightAudit, JsonFields.ToElement(before), JsonFields.ToElement(after));
}
