using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Campaigns;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>
/// Changes dialer configurations without losing anybody's work: only what the caller names changes, everything else is written
/// back as it was read, and where somebody else has been at work meanwhile the two are merged member by member.
/// </summary>
public sealed class DialerConfigEditor
{
    private readonly CxConnection _connection;
    private readonly ICxLog _log;
    private readonly DialerConfigApi _api;
    private readonly TimeProvider _clock;

    private DialerConfigEditor(CxConnection connection, ICxLog log)
    {
        _connection = connection;
        _log = log;
        _api = new DialerConfigApi(connection.Client, log);
        _clock = connection.Client.Clock;
    }

    /// <summary>Finds out what a change would do and what stands against it; sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="change">What the caller wants.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxException">The configuration or the campaign could not be read.</exception>
    public static async Task<DialerConfigCheck> TestAsync(
        CxConnection connection, DialerConfigChange change, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(change);
        var editor = new DialerConfigEditor(connection, log);
        var campaign = await editor.ReadCampaignAsync(change, cancellationToken).ConfigureAwait(false);
        var current = await editor._api.GetAsync(change.Id, cancellationToken).ConfigureAwait(false);
        var changes = change.Changes();
        var merged = Merged(current.Body, [.. changes, .. Repairs(change, current.Body, changes)]);
        return new DialerConfigCheck
        {
            Id = change.Id,
            Violations = Stale(change, current)
                .Concat(change.Violations())
                .Concat(Violations(merged, campaign, Existing(changes)))
                .Distinct(StringComparer.Ordinal)
                .ToArray(),
            Warnings = DialerRuleSets.Warnings(merged, change.RuleSet).ToArray(),
            Changes = CxFieldDifference.Between(current.Body, merged),
            RuleSet = change.RuleSet,
            CampaignId = campaign?.Id,
            AgentCount = campaign?.AgentCount,
            MaximumDialRate = campaign?.AgentCount * DialerRules.Number(merged, "agentRatio"),
        };
    }

    /// <summary>Makes a change, exports the event, and records it.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="change">What the caller wants.</param>
    /// <param name="log">Gets warnings and one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxValidationException">Rules are broken; all violations together, nothing was written.</exception>
    /// <exception cref="CxConflictException">Somebody else changed the same member, or would not stop.</exception>
    /// <exception cref="CxException">The change cannot be recorded, the campaign has no agents, or a request failed.</exception>
    public static Task<DialerConfigUpdate> SetAsync(
        CxConnection connection, DialerConfigChange change, ICxLog log, CancellationToken cancellationToken)
        => RunSetAsync(connection, change, isPreview: false, log, cancellationToken);

    /// <summary>Reads and checks everything that <see cref="SetAsync"/> reads and checks, and sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="change">What the caller wants.</param>
    /// <param name="log">Gets warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>What the change would do: <c>Changed</c> with its members, or <c>Unchanged</c>.</returns>
    /// <exception cref="CxException">What <see cref="SetAsync"/> would refuse.</exception>
    public static Task<DialerConfigUpdate> PreviewAsync(
        CxConnection connection, DialerConfigChange change, ICxLog log, CancellationToken cancellationToken)
        => RunSetAsync(connection, change, isPreview: true, log, cancellationToken);

    private static async Task<DialerConfigUpdate> RunSetAsync(
        CxConnection connection, DialerConfigChange change, bool isPreview, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(log);
        var editor = new DialerConfigEditor(connection, log);
        var violations = change.Violations(mustChange: true);
        var campaign = await editor.CheckAsync(change, violations, cancellationToken).ConfigureAwait(false);
        editor.EnsureRecordable(isPreview, cancellationToken);
        if (change.Base is null && change.ETag is not null)
        {
            await editor.RequireVersionAsync(change, cancellationToken).ConfigureAwait(false);
        }

        var baseline = change.Base is { } given ? VersionedState.FromPiped(given.Raw, given.ETag, change.Id) : null;
        var changes = change.Changes();
        IReadOnlyList<FieldChange> repairs = [];
        if (change.RepairExisting)
        {
            // What is out of range is known only from what is there: that becomes the base of the change.
            baseline ??= await editor._api.GetAsync(change.Id, cancellationToken).ConfigureAwait(false);
            repairs = Repairs(change, baseline.Body, changes);
        }

        var write = new DialerConfigWrite("DialerConfig.Set", change, [.. changes, .. repairs], baseline, campaign)
        {
            Repairs = repairs, Existing = Existing(changes), IsPreview = isPreview
        };
        return await editor.WriteAsync(write, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds out what a restore would change; sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The configuration.</param>
    /// <param name="record">The audit record that holds the state to bring back.</param>
    /// <param name="target">The state to bring back.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxException">The record holds no configuration or one with a hidden
    /// secret (<c>AuditRecordNotFound</c>), or a request failed.</exception>
    public static async Task<DialerRestorePlan> PlanRestoreAsync(
        CxConnection connection, string id, AuditRecord record, JsonElement target, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(record);
        if (target.ValueKind != JsonValueKind.Object)
        {
            throw new CxException(CxErrors.AuditRecordNotFound, $"Audit record {record.AuditId} holds no state of '{id}'.", id);
        }

        var current = await new DialerConfigApi(connection.Client, log).GetAsync(id, cancellationToken).ConfigureAwait(false);
        var wanted = JsonFields.Parse(JsonSerializer.SerializeToUtf8Bytes(target, CxJson.Default.JsonElement));
        var changes = JsonFields.Difference(current.Body, wanted);

        // What was hidden when the record was written is not the value: written back it would replace a secret by three asterisks.
        if (changes.FirstOrDefault(change => change.Value?.GetRawText().Contains("***", StringComparison.Ordinal) == true) is { } hidden)
        {
            throw new CxException(
                CxErrors.AuditRecordNotFound,
                $"Audit record {record.AuditId} holds '{hidden.Path}' of '{id}' with a secret hidden "
                    + $"as '***'; it cannot be restored from there.",
                id);
        }

        return new DialerRestorePlan(id, record, wanted, current, changes, CxFieldDifference.Between(current.Body, wanted));
    }

    /// <summary>Brings back what a plan says, through the same merge and checks as a change.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="plan">What to bring back.</param>
    /// <param name="options">Rule set, campaign, retry count and force; its values are not used.</param>
    /// <param name="log">Gets warnings and one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxException">As for a change.</exception>
    public static Task<DialerConfigUpdate> RestoreAsync(
        CxConnection connection, DialerRestorePlan plan, DialerConfigChange options, ICxLog log, CancellationToken cancellationToken)
        => RunRestoreAsync(connection, plan, options, isPreview: false, log, cancellationToken);

    /// <summary>Reads and checks everything that <see cref="RestoreAsync"/> reads and checks, and sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="plan">What to bring back.</param>
    /// <param name="options">Rule set, campaign and force; its values are not used.</param>
    /// <param name="log">Gets warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>What the restore would do: <c>Changed</c> with its members, or <c>Unchanged</c>.</returns>
    /// <exception cref="CxException">What <see cref="RestoreAsync"/> would refuse.</exception>
    public static Task<DialerConfigUpdate> PreviewRestoreAsync(
        CxConnection connection, DialerRestorePlan plan, DialerConfigChange options, ICxLog log, CancellationToken cancellationToken)
        => RunRestoreAsync(connection, plan, options, isPreview: true, log, cancellationToken);

    private static async Task<DialerConfigUpdate> RunRestoreAsync(
        CxConnection connection,
        DialerRestorePlan plan,
        DialerConfigChange options,
        bool isPreview,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        var editor = new DialerConfigEditor(connection, log);
        var isRatioRaised = plan.FieldChanges.Any(field => field.Path.ToString() == "agentRatio")
            && DialerRules.Number(plan.Target, "agentRatio") > DialerRules.HighestRatioWithoutForce;
        CxValidationException.ThrowIfAny(
            isRatioRaised && !options.Force
                ? [$"The state to restore has an agentRatio above 3.0; bringing that back needs {CxHint.Option("Force")}."]
                : [],
            options.Id);
        var campaign = await editor.ReadCampaignAsync(options, cancellationToken).ConfigureAwait(false);
        editor.EnsureRecordable(isPreview, cancellationToken);
        var write = new DialerConfigWrite(DialerHistory.RestoreAction, options, plan.FieldChanges, plan.Current, campaign)
        {
            // Where the result is the state that was recorded, it is written as it was recorded: order and spelling of numbers as well.
            Finish = merged => JsonFields.AreEqual(merged, plan.Target) ? (JsonObject)plan.Target.DeepClone() : merged,
            RestoredFrom = plan.Record.AuditId,
            IsPreview = isPreview,
        };
        return await editor.WriteAsync(write, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Found out before the change, because after it would be too late to refuse it. A preview leaves no trace in the log.</summary>
    private void EnsureRecordable(bool isPreview, CancellationToken cancellationToken)
    {
        if (!isPreview)
        {
            _connection.AuditLog.EnsureWritable(cancellationToken);
        }
    }

    /// <summary>
    /// A copy of an object that was read carries its version but not its members as they were:
    /// what others changed since cannot be told apart, only found out.
    /// </summary>
    private async Task RequireVersionAsync(DialerConfigChange change, CancellationToken cancellationToken)
    {
        var current = await _api.GetAsync(change.Id, cancellationToken).ConfigureAwait(false);
        foreach (var violation in Stale(change, current))
        {
            throw new CxConflictException(
                CxErrors.EditConflict, $"{violation} Nothing was written. {CxHint.PassConfigurationAsRead}", [], change.Id);
        }
    }

    private static IEnumerable<string> Stale(DialerConfigChange change, VersionedState current)
        => change.Base is null && change.ETag is not null && current.ETag != change.ETag && !change.Force
            ? [$"Dialer configuration '{change.Id}' has changed since your copy of it was read "
                + $"(version {change.ETag}, now {current.ETag})."]
            : [];

    private async Task<Campaign?> CheckAsync(
        DialerConfigChange change, IReadOnlyList<string> violations, CancellationToken cancellationToken)
    {
        if (change.CampaignId is null)
        {
            CxValidationException.ThrowIfAny(violations, change.Id);
            return null;
        }

        var campaign = await ReadCampaignAsync(change, cancellationToken).ConfigureAwait(false);
        if (violations.Count > 0)
        {
            // What the campaign says is reported together with what is wrong already.
            var current = await _api.GetAsync(change.Id, cancellationToken).ConfigureAwait(false);
            var changes = change.Changes();
            var merged = Merged(current.Body, [.. changes, .. Repairs(change, current.Body, changes)]);
            throw new CxValidationException(
                [.. violations.Concat(Violations(merged, campaign, Existing(changes))).Distinct(StringComparer.Ordinal)], change.Id);
        }

        return campaign;
    }

    private async Task<Campaign?> ReadCampaignAsync(DialerConfigChange change, CancellationToken cancellationToken)
    {
        if (change.CampaignId is null)
        {
            return null;
        }

        var campaign = await CampaignReader.GetAsync(_connection, change.CampaignId, _log, cancellationToken).ConfigureAwait(false);
        return campaign.AgentCount is > 0
            ? campaign
            : throw new CxException(
                CxErrors.CampaignWithoutAgents,
                $"Campaign '{campaign.Id}'{(campaign.Name is null ? null : $" ({campaign.Name})")} "
                    + $"has no agents; a dialer cannot run on it.",
                change.Id);
    }

    private async Task<DialerConfigUpdate> WriteAsync(DialerConfigWrite write, CancellationToken cancellationToken)
    {
        var (action, change, changes, baseline, campaign) = write;
        var started = _clock.GetTimestamp();
        var trail = new AuditTrail(_connection, action, [change.Id], _log, cancellationToken);
        double? latency = null;
        string? hash = null;
        var update = new AuditedUpdate<DialerConfigAudit>
        {
            Trail = trail,
            DetailsType = DialerJson.Default.DialerConfigAudit,
            StoppedNote = () => $"Dialer configuration '{change.Id}' was being changed; {CxHint.ShowDialerConfig(change.Id)}",
            Update = new VersionedUpdate
            {
                What = $"Dialer configuration '{change.Id}'",
                Item = change.Id,
                Id = change.Id,
                Changes = changes,
                ReadAsync = async token =>
                {
                    // One that cannot be shown is not written: the error would come after the change, and hide it.
                    var state = await _api.GetAsync(change.Id, token).ConfigureAwait(false);
                    _ = DialerConfigApi.ToConfig(state);
                    return state;
                },
                Finish = write.Finish,
                WriteAsync = (current, body, token) => _api.PutAsync(change.Id, current.ETag!, body, token),
                Check = merged => CxValidationException.ThrowIfAny(
                    [.. Violations(merged, campaign, write.Existing), .. DialerRules.NameViolations(merged, changes)], change.Id),

                // A write without a version would be unconditional and could undo somebody's work.
                BeforeWrite = (current, merged) => _ = current.ETag
                    ?? throw current.Invalid("it has no version (ETag) of the configuration; without one nothing is written.", change.Id),
                ConflictRetryCount = change.ConflictRetryCount,
                Force = change.Force,
                IsPreview = write.IsPreview,
                Clock = _clock,
                Jitter = _connection.Client.Jitter,
                Log = _log,
            },
            Details = (made, error) =>
            {
                if (made is not null)
                {
                    latency = Math.Round(_clock.GetElapsedTime(started).TotalMilliseconds, 2);
                    hash = CanonicalJson.Hash(JsonFields.ToElement(made.Written));
                }

                return new DialerConfigAudit
                {
                    ConfigId = change.Id,
                    Changes = [.. changes.Select(field => $"{field.Path} = {field.Value?.GetRawText() ?? "(removed)"}")],
                    Repaired = write.Repairs.Count == 0 ? null : [.. write.Repairs.Select(repair => repair.Path.ToString())],
                    CampaignId = change.CampaignId,
                    RuleSet = change.RuleSet.ToString(),
                    Forced = change.Force,
                    Attempts = made?.Writes,
                    LatencyMs = latency,
                    PayloadHash = hash,
                    RequestId = made?.RequestId,
                    RestoredFrom = write.RestoredFrom,
                    Error = error,
                };
            },
        };
        var result = await update.RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        var warnings = DialerRuleSets.Warnings(result.Written, change.RuleSet).ToList();
        warnings.ForEach(warning => _log.Warning($"{change.Id}: {warning}"));
        if (write.IsPreview)
        {
            return new DialerConfigUpdate
            {
                Id = change.Id,
                Status = result.Status.ToString(),
                Changes = CxFieldDifference.Between(result.Before.Body, result.Written),
                Config = DialerConfigApi.ToConfig(result.Before),
                ETag = result.Before.ETag,
                Warnings = warnings,
            };
        }

        if (!result.IsChanged)
        {
            var unchanged = new DialerConfigUpdate
            {
                AuditId = trail.Last?.AuditId,
                Id = change.Id,
                Status = nameof(UpdateStatus.Unchanged),
                Config = DialerConfigApi.ToConfig(result.After),
                ETag = result.After.ETag,
                Warnings = warnings
            };
            trail.ThrowIfUnrecorded(
                $"Dialer configuration '{change.Id}' already holds what was wanted; this command changed nothing.", unchanged);
            return unchanged;
        }

        _log.SetInterruptionNotice(null);
        var exportId = await ExportAsync(change, result, latency!.Value, hash!, warnings, cancellationToken).ConfigureAwait(false);
        var changed = new DialerConfigUpdate
        {
            Id = change.Id,
            Status = result.Status.ToString(),
            Changes = CxFieldDifference.Between(result.Before.Body, result.Written),
            Config = DialerConfigApi.ToConfig(result.After),
            ETag = result.After.ETag,
            Attempts = result.Writes,
            LatencyMs = latency,
            PayloadHash = hash,
            RequestId = result.RequestId,
            EventExportId = exportId,
            AuditId = trail.Failure is null ? trail.Last?.AuditId : null,
            Warnings = warnings,
        };
        trail.ThrowIfUnrecorded($"Dialer configuration '{change.Id}' was changed.", changed);
        return changed;
    }

    /// <summary>Tells the event stream. The change stands whatever becomes of that.</summary>
    private async Task<string?> ExportAsync(
        DialerConfigChange change,
        VersionedUpdateResult result,
        double latency,
        string hash,
        List<string> warnings,
        CancellationToken cancellationToken)
    {
        try
        {
            return await _api.ExportEventAsync(
                new DialerEventBody
                {
                    ResourceId = change.Id,
                    PayloadHash = hash,
                    Timestamp = TenantAudit.WireTime(_clock.GetUtcNow()),
                    LatencyMs = latency,
                    AuditTrail = new DialerEventTrail
                    {
                        ComplianceCheck = warnings.Count == 0 ? "PASSED" : "WARNING",
                        RequestId = result.RequestId ?? Guid.NewGuid().ToString("D")
                    },
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            var warning = $"{change.Id} was changed, but the event could not be exported: {exception.OneLine}";
            warnings.Add(warning);
            _log.Warning(warning);
            return null;
        }
    }

    private static IEnumerable<string> Violations(JsonObject merged, Campaign? campaign, Func<string, string?>? existing = null)
        => campaign is null
            ? DialerRules.Violations(merged, existing)
            : DialerRules.Violations(merged, existing).Concat(DialerRules.CapacityViolations(merged, campaign));

    /// <summary>What to do about a value out of range that is there already: the caller has not named it and does not expect it.</summary>
    private static Func<string, string?> Existing(IReadOnlyList<FieldChange> changes) => name =>
    {
        if (DialerRules.IsNamed(changes, name))
        {
            return null;
        }

        var option = CxHint.Option(char.ToUpperInvariant(name[0]) + name[1..]);
        return $"This is its present value: set it with {option}, or to the nearest allowed value with {CxHint.Option("RepairExisting")}.";
    };

    private static IReadOnlyList<FieldChange> Repairs(DialerConfigChange change, JsonObject current, IReadOnlyList<FieldChange> changes)
        => change.RepairExisting ? DialerRules.Repairs(current, changes) : [];

    private static JsonObject Merged(JsonObject current, IReadOnlyList<FieldChange> changes)
    {
        var merged = (JsonObject)current.DeepClone();
        foreach (var field in changes)
        {
            JsonFields.Apply(merged, field);
        }

        return merged;
    }

    /// <summary>One write as it was prepared.</summary>
    private sealed record DialerConfigWrite(
        string Action, DialerConfigChange Change, IReadOnlyList<FieldChange> Changes, VersionedState? Baseline, Campaign? Campaign)
    {
        public IReadOnlyList<FieldChange> Repairs { get; init; } = [];

        public Func<string, string?>? Existing { get; init; }

        public Func<JsonObject, JsonObject>? Finish { get; init; }

        public string? RestoredFrom { get; init; }

        public bool IsPreview { get; init; }
    }
}
