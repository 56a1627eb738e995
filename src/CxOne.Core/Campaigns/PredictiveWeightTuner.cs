using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;
using CxOne.Webhooks;

namespace CxOne.Campaigns;

/// <summary>
/// Changes the predictive weights of a campaign without losing anybody's work, has the tenant simulate them, and puts the former ones
/// back where the simulation does not reach the accuracy that is asked for.
/// </summary>
public sealed class PredictiveWeightTuner
{
    private const string SetAction = "PredictiveWeight.Set";
    private readonly CxConnection _connection;
    private readonly PredictiveWeightRequest _request;
    private readonly ICxLog _log;
    private readonly CampaignApi _api;
    private readonly TimeProvider _clock;
    private readonly AuditTrail _trail;

    private PredictiveWeightTuner(CxConnection connection, PredictiveWeightRequest request, ICxLog log, CancellationToken cancellationToken, string action = SetAction)
    {
        _connection = connection;
        _request = request;
        _log = log;
        _api = new CampaignApi(connection.Client, log);
        _clock = connection.Client.Clock;
        _trail = new AuditTrail(connection, action, [request.CampaignId], log, cancellationToken);
    }

    private string? AuditId => _trail.Last?.AuditId;

    private string HowToGoBack => CxHint.RestoreWeights(AuditId ?? "").ToString();

    private string What => $"Campaign '{_request.CampaignId}'";

    /// <summary>Finds out what a change would do and what stands against it; sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">What the caller wants.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxException">The campaign could not be read.</exception>
    public static async Task<PredictiveWeightCheck> TestAsync(CxConnection connection, PredictiveWeightRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        var tuner = new PredictiveWeightTuner(connection, request, log, cancellationToken);
        var current = await tuner._api.GetAsync(request.CampaignId, cancellationToken).ConfigureAwait(false);

        // A number that is none cannot be put into a campaign; it is among the violations all the same.
        var readable = request with { Weights = request.Weights.Where(weight => double.IsFinite(weight.Value) && Math.Abs(weight.Value) <= 1).ToDictionary(StringComparer.Ordinal) };
        var isSettable = new[] { request.ValidationSplit, request.MaxDeviation, request.ConvergenceThreshold }.All(value => value is null || double.IsFinite(value.Value));
        readable = isSettable ? readable : readable with { ValidationSplit = null, MaxDeviation = null, ConvergenceThreshold = null };
        var merged = Merged(current.Body, PredictiveWeightFields.Changes(readable, current.Body));
        var significance = Significance(current.Body, merged, readable);
        return new PredictiveWeightCheck
        {
            CampaignId = request.CampaignId,
            Violations = request.Violations().Concat(Violations(current.Body, merged, readable, significance)).Distinct(StringComparer.Ordinal).ToArray(),
            Changes = Differences(current.Body, merged),
            Significance = significance,
            MaxDeviation = PredictiveWeightFields.Value(merged, PredictiveWeightFields.Deviation),
            Version = Version(current),
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
    /// <exception cref="CxException">The change is insignificant, cannot be recorded, or a request failed before the weights were written.</exception>
    public static Task<CxOutcome<PredictiveWeightUpdate>> SetAsync(CxConnection connection, PredictiveWeightRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        CxValidationException.ThrowIfAny(request.Violations(), request.CampaignId);
        request.Webhook?.Validate();
        connection.AuditLog.EnsureWritable(cancellationToken);
        return new PredictiveWeightTuner(connection, request, log, cancellationToken).SetAsync(cancellationToken);
    }

    /// <summary>Puts back what a change that stands in the audit log has changed, and nothing that others have changed since.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="record">A record of the change that holds the campaign before and after.</param>
    /// <param name="conflictRetryCount">Further attempts when somebody else changes the campaign meanwhile.</param>
    /// <param name="force">The former value wins where somebody else has set another since.</param>
    /// <param name="log">Gets warnings and one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxConflictException">Somebody else has changed the same member since, or would not stop.</exception>
    /// <exception cref="CxException">The record holds no change of weights on this tenant (<c>AuditRecordNotFound</c>), the restore cannot be recorded, or a request failed.</exception>
    public static async Task<PredictiveWeightUpdate> RestoreAsync(
        CxConnection connection, AuditRecord record, int conflictRetryCount, bool force, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(log);
        if (record.Action != SetAction || record.TenantId != connection.TenantId || record.Target is not [var id]
            || record.Outcome == AuditOutcome.RolledBack || record is not { Before.ValueKind: JsonValueKind.Object, After.ValueKind: JsonValueKind.Object })
        {
            throw new CxException(CxErrors.AuditRecordNotFound, $"Audit record {record.AuditId} holds no change of predictive weights on tenant {connection.TenantId} that could be put back.", record.AuditId);
        }

        connection.AuditLog.EnsureWritable(cancellationToken);
        var request = new PredictiveWeightRequest { CampaignId = id, AlgorithmId = string.Empty, Weights = new Dictionary<string, double>(), ConflictRetryCount = conflictRetryCount, Force = force };
        return await new PredictiveWeightTuner(connection, request, log, cancellationToken, "PredictiveWeight.Restore").RestoreAsync(Body(record.After!.Value), Body(record.Before!.Value), cancellationToken).ConfigureAwait(false);

        static JsonObject Body(JsonElement state) => JsonFields.Parse(JsonSerializer.SerializeToUtf8Bytes(state, CxJson.Default.JsonElement));
    }

    private async Task<PredictiveWeightUpdate> RestoreAsync(JsonObject written, JsonObject former, CancellationToken cancellationToken)
    {
        PredictiveWeightUpdate? update = null;
        var result = await PutBack(written, former, _request.Force, (made, error) => Details(made is null ? null : update = Restored(made)) with { RequestId = made?.RequestId, Error = error })
            .RunAsync(new VersionedState(written, null), cancellationToken).ConfigureAwait(false);
        update = (update ?? Restored(result)) with { AuditId = _trail.Failure is null ? AuditId : null };
        _log.WhenStopped(null);
        _trail.ThrowIfUnrecorded($"{What}: {(result.IsChanged ? "the former weights were put back" : "the former weights are in place already; this command changed nothing")}.", update);
        return update;
    }

    private PredictiveWeightUpdate Restored(VersionedUpdateResult result) => new()
    {
        CampaignId = _request.CampaignId,
        Status = result.Status.ToString(),
        AlgorithmId = JsonFields.Get(result.After.Body, PredictiveWeightFields.Algorithm)?.ToString(),
        Before = Weights(result.Before.Body),
        After = Weights(result.After.Body),
        Changes = Differences(result.Before.Body, result.Written),
        Version = Version(result.After),
        Attempts = result.Writes,
    };

    private async Task<CxOutcome<PredictiveWeightUpdate>> SetAsync(CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var baseline = _request.Base is { } given
            ? VersionedState.FromPiped(given.Raw, given.Version?.ToString(CultureInfo.InvariantCulture), _request.CampaignId)
            : await _api.GetAsync(_request.CampaignId, cancellationToken).ConfigureAwait(false);
        var changes = PredictiveWeightFields.Changes(_request, baseline.Body);
        Check(baseline.Body, Merged(baseline.Body, changes));

        // Before the write, so that the receiver is told of this very change, and a tenant that refuses the webhook has changed nothing yet.
        var webhook = _request.Webhook is { } wanted ? (await WebhookRegistrar.RegisterAsync(_connection, wanted, _log, cancellationToken).ConfigureAwait(false))[0] : null;
        PredictiveWeightUpdate? update = null;
        var result = await (Audited(
            Update(changes, _request.ConflictRetryCount, _request.Force) with { BeforeWrite = (current, merged) => RequireVersion(current, merged, Check) },
            (made, error) => Details(made is null ? null : update = Written(made, webhook, started)) with { RequestId = made?.RequestId, Error = error },
            () => $"The weights of campaign '{_request.CampaignId}' were being changed; {CxHint.ShowCampaign(_request.CampaignId)} {HowToGoBack}") with
        {
            MadeOutcome = AuditOutcome.Accepted,
            IsFirstStep = true,
        }).RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        if (!result.IsChanged)
        {
            _log.Verbose($"{What} already holds these weights; there is nothing to do.");
            var unchanged = Written(result, webhook, started) with { AuditId = _trail.Failure is null ? AuditId : null };
            return new CxOutcome<PredictiveWeightUpdate>(unchanged, _trail.Unrecorded($"{What} already holds these weights; this command changed nothing.", unchanged));
        }

        return await ProveAsync(result, update!, cancellationToken).ConfigureAwait(false);
    }

    private PredictiveWeightUpdate Written(VersionedUpdateResult result, Webhook? webhook, long started) => new()
    {
        CampaignId = _request.CampaignId,
        Status = result.Status.ToString(),
        AlgorithmId = _request.AlgorithmId,
        Before = Weights(result.Before.Body),
        After = Weights(result.After.Body),
        MinimumAccuracy = _request.MinimumAccuracy,
        Version = Version(result.After),
        Attempts = result.Writes,
        Webhook = webhook,
        Changes = result.IsChanged ? Differences(result.Before.Body, result.Written) : [],
        Significance = result.IsChanged ? Significance(result.Before.Body, result.Written, _request) : null,
        LatencyMs = result.IsChanged ? Math.Round(_clock.GetElapsedTime(started).TotalMilliseconds, 2) : null,
    };

    /// <summary>The weights are in place; the simulation tells whether they stay.</summary>
    private async Task<CxOutcome<PredictiveWeightUpdate>> ProveAsync(VersionedUpdateResult result, PredictiveWeightUpdate update, CancellationToken cancellationToken)
    {
        try
        {
            _log.WhenStopped($"The new weights of campaign '{_request.CampaignId}' are in place, but not proven by a simulation. {HowToGoBack}");
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

            End(AuditOutcome.Succeeded, Details(update) with { RequestId = result.RequestId, Error = failure?.Message }, result.Before.Body, result.Written);
            update = update with { AuditId = _trail.Failure is null ? AuditId : null };
            return Outcome(update, failure is null ? null : new CxException(failure.Definition, $"{failure.Message} The new weights are in place (version {update.Version}).", update, trouble), "The new weights are in place.");
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
                _log.WhenStopped(null);
            }
        }
    }

    private async Task<PredictiveWeightUpdate> SimulateAsync(PredictiveWeightUpdate update, CancellationToken cancellationToken)
    {
        var job = await _api.StartSimulationAsync(new CampaignSimulationBody { CampaignId = _request.CampaignId, DurationSeconds = _request.SimulationDurationSec }, cancellationToken).ConfigureAwait(false);
        if (!_request.NoWait)
        {
            _log.WhenStopped($"The new weights of campaign '{_request.CampaignId}' are in place, but not proven: simulation {job.Id} was not waited for. {HowToGoBack}");
            job = await new CampaignSimulationWaiter(_api, _clock, _log)
                .WaitAsync(_request.CampaignId, job, TimeSpan.FromSeconds(_request.SimulationDurationSec), cancellationToken).ConfigureAwait(false);
        }

        return update with { SimulationId = job.Id, SimulationStatus = job.FailureReason is null ? job.Status : $"{job.Status}: {job.FailureReason}", Accuracy = Accuracy(job) };
    }

    /// <summary>A number that can be no accuracy, a percentage among them, would pass for a good one.</summary>
    /// <exception cref="CxException">The tenant tells such a number.</exception>
    private double? Accuracy(CampaignSimulation job)
        => job.Status != CampaignSimulation.Completed || job.PredictedAccuracy is not { } accuracy ? null
            : accuracy >= 0 && accuracy <= 1 ? accuracy
            : throw new CxRequestException(CxErrors.ResponseInvalid, string.Create(CultureInfo.InvariantCulture, $"simulation {job.Id} tells the accuracy {accuracy}, which is none from 0 to 1."), _request.CampaignId);

    private CxException? Failure(PredictiveWeightUpdate update, CxException? trouble)
    {
        if (trouble is not null)
        {
            return Problem(CxErrors.WeightSimulationFailed, $"the simulation could not be made or watched: {trouble.OneLine}");
        }

        if (update.Accuracy is { } accuracy)
        {
            return accuracy < _request.MinimumAccuracy
                ? Problem(CxErrors.AccuracyTooLow, string.Create(CultureInfo.InvariantCulture, $"simulation {update.SimulationId} gives an accuracy of {accuracy:0.####}, below the minimum of {_request.MinimumAccuracy}."))
                : null;
        }

        return _request.NoWait ? null : Problem(CxErrors.WeightSimulationFailed, $"simulation {update.SimulationId} gave no accuracy ({update.SimulationStatus ?? "no state"}).");

        CxException Problem(CxErrorDefinition definition, string what) => new(definition, $"{What}: {what}", update, trouble);
    }

    private async Task<CxOutcome<PredictiveWeightUpdate>> RevertAsync(VersionedUpdateResult result, PredictiveWeightUpdate update, CxException failure, CancellationToken cancellationToken)
    {
        var howToGoBack = HowToGoBack;
        try
        {
            var undone = await (PutBack(result.Written, result.Before.Body, force: false, (made, _) => Details(made is null ? update : update = Reverted(update, made)) with { Error = failure.Message }) with
            {
                MadeOutcome = AuditOutcome.RolledBack,
                UnneededOutcome = AuditOutcome.RolledBack,
                IsPartOfOperation = true,
            }).RunAsync(new VersionedState(result.Written, null), cancellationToken).ConfigureAwait(false);
            update = Reverted(update, undone) with { AuditId = _trail.Failure is null ? AuditId : null };
            var message = $"{failure.Message} The former weights and settings were put back (version {update.Version}).";
            return Outcome(update, new CxException(failure.Definition, message, update, failure.InnerException), "The former weights were put back.");
        }
        catch (CxException exception)
        {
            update = update with { Status = nameof(UpdateStatus.RevertFailed) };
            var lost = new CxException(CxErrors.WeightRevertFailed, $"{failure.Message} The former weights could not be put back: {exception.Message} {howToGoBack}", update, exception);
            End(AuditOutcome.Of(lost), Details(update) with { Error = exception.Message }, null, null);
            update = update with { AuditId = _trail.Failure is null ? AuditId : null };
            return Outcome(update, new CxException(lost.Definition, lost.Message, update, exception), "The new weights may be in place.");
        }
    }

    private static PredictiveWeightUpdate Reverted(PredictiveWeightUpdate update, VersionedUpdateResult undone)
        => update with { Status = nameof(UpdateStatus.Reverted), After = Weights(undone.After.Body), Version = Version(undone.After) };

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

    /// <summary>Built on what was written and not on what is there now: what others have changed since stays theirs.</summary>
    private AuditedUpdate<PredictiveWeightAudit> PutBack(JsonObject written, JsonObject former, bool force, Func<VersionedUpdateResult?, string?, PredictiveWeightAudit> details)
    {
        var changes = JsonFields.Difference(written, former, PredictiveWeightFields.Depth).Where(change => change.Path != PredictiveWeightFields.Version).ToList();
        return Audited(
            Update(changes, _request.ConflictRetryCount, force) with { BeforeWrite = (current, merged) => RequireVersion(current, merged, null) },
            details,
            () => $"The former weights of campaign '{_request.CampaignId}' were being put back; {CxHint.ShowRevertedCampaign(_request.CampaignId)}");
    }

    private AuditedUpdate<PredictiveWeightAudit> Audited(VersionedUpdate update, Func<VersionedUpdateResult?, string?, PredictiveWeightAudit> details, Func<string> note) => new()
    {
        Update = update,
        Trail = _trail,
        Details = details,
        DetailsType = CampaignJson.Default.PredictiveWeightAudit,
        StoppedNote = note,
    };

    private VersionedUpdate Update(IReadOnlyList<FieldChange> changes, int conflictRetryCount, bool force) => new()
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

    /// <summary>A write without a version would be refused by a careful tenant and undo somebody's work at a careless one.</summary>
    private void RequireVersion(VersionedState current, JsonObject merged, Action<JsonObject, JsonObject>? check)
    {
        _ = current.ETag ?? throw current.Invalid("it has no version of the campaign; without one nothing is written.", _request.CampaignId);
        check?.Invoke(current.Body, merged);
    }

    /// <exception cref="CxException">Something stands against the change.</exception>
    private void Check(JsonObject current, JsonObject merged)
    {
        var significance = Significance(current, merged, _request);
        var violations = DeviationViolations(current, merged).ToList();
        CxValidationException.ThrowIfAny(violations, _request.CampaignId);
        if (IsInsignificant(current, merged, significance) && !_request.Force)
        {
            throw new CxException(CxErrors.WeightChangeInsignificant, $"{What}: {Insignificance(significance)}", _request.CampaignId);
        }
    }

    private static IEnumerable<string> Violations(JsonObject current, JsonObject merged, PredictiveWeightRequest request, WeightSignificance significance)
        => IsInsignificant(current, merged, significance) && !request.Force
            ? DeviationViolations(current, merged).Append(Insignificance(significance))
            : DeviationViolations(current, merged);

    private static IEnumerable<string> DeviationViolations(JsonObject current, JsonObject merged)
        => JsonFields.AreEqual(current, merged)
            ? []
            : PredictiveWeightRules.DeviationViolations(PredictiveWeightRules.Weights(current), PredictiveWeightRules.Weights(merged), PredictiveWeightFields.Value(merged, PredictiveWeightFields.Deviation));

    /// <summary>Only a change of weights can be insignificant; one of settings alone is what it is.</summary>
    private static bool IsInsignificant(JsonObject current, JsonObject merged, WeightSignificance significance)
        => !significance.IsSignificant && !JsonFields.AreEqual(JsonFields.Get(current, PredictiveWeightFields.Weights), JsonFields.Get(merged, PredictiveWeightFields.Weights));

    private static string Insignificance(WeightSignificance significance) => significance.ComparedWeights == 0
        ? $"None of these weights is there now, so that nothing can be compared; such a change needs {CxHint.Option("Force")}."
        : string.Create(CultureInfo.InvariantCulture, $"The change is insignificant: its score is {significance.Score:0.####}, and {significance.Threshold} is the convergence threshold; such a change needs {CxHint.Option("Force")}.");

    private static WeightSignificance Significance(JsonObject current, JsonObject merged, PredictiveWeightRequest request)
    {
        var proposal = PredictiveWeightRules.Weights(merged).Where(weight => request.Weights.ContainsKey(weight.Key)).ToDictionary(StringComparer.Ordinal);
        return WeightSignificance.Of(PredictiveWeightRules.Weights(current), proposal, PredictiveWeightFields.Value(merged, PredictiveWeightFields.Convergence));
    }

    private static JsonObject Merged(JsonObject current, IReadOnlyList<FieldChange> changes)
    {
        var merged = (JsonObject)current.DeepClone();
        foreach (var change in changes.Where(change => !JsonFields.AreEqual(JsonFields.Get(merged, change.Path), change.Value)))
        {
            JsonFields.Apply(merged, change);
        }

        return merged;
    }

    private static CxFieldDifference[] Differences(JsonObject before, JsonObject after)
        => [.. JsonFields.Difference(before, after, PredictiveWeightFields.Depth).Select(field => CxFieldDifference.Of(field.Path, JsonFields.Get(before, field.Path), field.Value))];

    private static Dictionary<string, double> Weights(JsonObject campaign) => PredictiveWeightRules.Weights(campaign).ToDictionary(weight => weight.Key, weight => (double)weight.Value, StringComparer.Ordinal);

    private static long? Version(VersionedState state)
        => CampaignApi.VersionOf(state.Body) is { } version ? long.Parse(version, CultureInfo.InvariantCulture) : null;

    private PredictiveWeightAudit Details(PredictiveWeightUpdate? update = null) => new()
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

    private void End(string outcome, PredictiveWeightAudit details, JsonObject? before, JsonObject? after) => _trail.End(
        outcome,
        details,
        CampaignJson.Default.PredictiveWeightAudit,
        before is null ? null : JsonFields.ToElement(before),
        after is null ? null : JsonFields.ToElement(after));
}
