using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>
/// Changes dialer configurations without losing other clients' changes: only the named members change, all others are written back as
/// they were read, and concurrent changes are merged member by member. The class has more than 300 lines because each operation has a
/// documented preview that shares its preparation.
/// </summary>
public static class DialerConfigEditor
{
    /// <summary>Determines the effect of a change and the rules that it breaks. Sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="change">The change.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The configuration or the campaign could not be read, or the campaign has no agents.</exception>
    public static async Task<DialerConfigCheck> TestAsync(
        CxConnection connection, DialerConfigChange change, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(change);
        var changes = change.Changes();
        var campaign = await ReadCampaignAsync(connection, change, log, cancellationToken).ConfigureAwait(false);
        var current = await new DialerConfigApi(connection.Client, log).GetAsync(change.Id, cancellationToken).ConfigureAwait(false);
        List<string> copied = [];
        var merged = Merged(current.Body, change, changes, copied);
        return new DialerConfigCheck
        {
            Id = change.Id,
            Violations = Stale(change, current)
                .Concat(change.Violations(changes))
                .Concat(copied)
                .Concat(DialerConfigWriter.Violations(merged, campaign, PresentValueHint(changes)))
                .Distinct(StringComparer.Ordinal)
                .ToArray(),
            Warnings = DialerRuleSets.Warnings(merged, change.RuleSet).ToArray(),
            Changes = JsonFields.Compare(current.Body, merged),
            RuleSet = change.RuleSet,
            CampaignId = campaign?.Id,
            AgentCount = campaign?.AgentCount,
            MaximumDialRate = campaign?.AgentCount * DialerRules.Number(merged, "agentRatio"),
        };
    }

    /// <summary>Makes a change, exports an event about it, and records it in the audit log.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="change">The change.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxValidationException">The change breaks rules; all violations are reported together, nothing was written.
    /// </exception>
    /// <exception cref="CxConflictException">Another client changed the same member, or the attempts are used up.</exception>
    /// <exception cref="CxUnknownOutcomeException">A write was sent and its outcome is unknown.</exception>
    /// <exception cref="CxException">The change cannot be recorded, the campaign has no agents, or a request failed.</exception>
    public static async Task<DialerConfigUpdate> SetAsync(
        CxConnection connection, DialerConfigChange change, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var (writer, baseline) = await PrepareAsync(connection, change, isPreview: false, log, cancellationToken).ConfigureAwait(false);
        return await writer.WriteAsync(baseline, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes every read and check of <see cref="SetAsync"/> and sends no write. Nothing is recorded.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="change">The change.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The effect of the change: <c>Changed</c> with its members, or <c>Unchanged</c>.</returns>
    /// <exception cref="CxException">What <see cref="SetAsync"/> would refuse.</exception>
    public static async Task<DialerConfigUpdate> PreviewAsync(
        CxConnection connection, DialerConfigChange change, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var (writer, baseline) = await PrepareAsync(connection, change, isPreview: true, log, cancellationToken).ConfigureAwait(false);
        return await writer.PreviewAsync(baseline, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<(DialerConfigWriter Writer, VersionedState? Baseline)> PrepareAsync(
        CxConnection connection, DialerConfigChange change, bool isPreview, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(log);
        var changes = change.Changes();
        var campaign = await CheckAsync(connection, change, changes, log, cancellationToken).ConfigureAwait(false);
        if (!isPreview)
        {
            connection.AuditLog.EnsureWritable(cancellationToken);
        }

        if (change.Base is null && change.ETag is not null)
        {
            await RequireVersionAsync(connection, change, log, cancellationToken).ConfigureAwait(false);
        }

        var baseline = change.Base is { } given ? VersionedState.FromPiped(given.Raw, given.ETag, change.Id) : null;
        if (change.Copy is not null)
        {
            // The difference to the copy is determined now; later changes of other clients are merged or detected.
            baseline = await new DialerConfigApi(connection.Client, log).GetAsync(change.Id, cancellationToken).ConfigureAwait(false);
            List<string> copied = [];
            changes = JsonFields.Difference(baseline.Body, Merged(baseline.Body, change, changes, copied));
            CxValidationException.ThrowIfAny(copied, change.Id);
        }

        var named = changes;
        IReadOnlyList<FieldChange> repairs = [];
        if (change.RepairExisting)
        {
            // Which values are out of range depends on the configuration: the state that is read becomes the base of the change.
            baseline ??= await new DialerConfigApi(connection.Client, log).GetAsync(change.Id, cancellationToken).ConfigureAwait(false);
            repairs = DialerRules.Repairs(baseline.Body, named);
            changes = [.. named, .. repairs];
        }

        var writer = new DialerConfigWriter(connection, change, changes, campaign, "DialerConfig.Set", log, cancellationToken)
        {
            Repairs = repairs,
            Hint = PresentValueHint(named),
        };
        return (writer, baseline);
    }

    /// <summary>Determines what a restore would change. Sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the configuration.</param>
    /// <param name="record">The audit record that holds the state to restore.</param>
    /// <param name="target">The state to restore.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The record holds no configuration, or one with a hidden
    /// secret (<c>AuditRecordNotFound</c>), or a request failed.</exception>
    public static async Task<DialerRestorePlan> PlanRestoreAsync(
        CxConnection connection, string id, AuditRecord record, JsonElement target, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(record);
        if (target.ValueKind != JsonValueKind.Object)
        {
            throw new CxException(CxErrors.AuditRecordNotFound, DialerMessages.RecordWithoutState(record.AuditId, id), id);
        }

        var current = await new DialerConfigApi(connection.Client, log).GetAsync(id, cancellationToken).ConfigureAwait(false);
        return Plan(id, record, current, JsonFields.Parse(target));
    }

    /// <summary>Determines what restoring a copy would change. Sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="copy">The state to restore. Members that it does not contain stay unchanged.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxValidationException">The copy has values that a configuration cannot have.</exception>
    /// <exception cref="CxException">The copy has a hidden secret (<c>AuditRecordNotFound</c>), or a request failed.</exception>
    public static async Task<DialerRestorePlan> PlanRestoreAsync(
        CxConnection connection, DialerConfigCopy copy, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(copy);
        var current = await new DialerConfigApi(connection.Client, log).GetAsync(copy.Id, cancellationToken).ConfigureAwait(false);
        List<string> violations = [];
        var wanted = copy.ApplyTo(current.Body, isWhole: true, violations);
        CxValidationException.ThrowIfAny(violations, copy.Id);
        return Plan(copy.Id, null, current, wanted);
    }

    private static DialerRestorePlan Plan(string id, AuditRecord? record, VersionedState current, JsonObject wanted)
    {
        var changes = JsonFields.Difference(current.Body, wanted);

        // The audit log replaces secrets by asterisks: writing them back would destroy the secret.
        if (changes.FirstOrDefault(change => change.Value.Json?.Contains("***", StringComparison.Ordinal) == true) is { } hidden)
        {
            throw new CxException(
                CxErrors.AuditRecordNotFound, DialerMessages.SecretHidden(record?.AuditId, hidden.Path.ToString(), id), id);
        }

        return new DialerRestorePlan(id, record, wanted, current, changes, JsonFields.Compare(current.Body, wanted));
    }

    /// <summary>Restores what a plan says, with the same merge and checks as a change.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="options">Rule set, campaign, retry count and force; other properties are not used.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">As for <see cref="SetAsync"/>.</exception>
    public static async Task<DialerConfigUpdate> RestoreAsync(
        CxConnection connection, DialerRestorePlan plan, DialerConfigChange options, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var writer = await PrepareRestoreAsync(connection, plan, options, log, cancellationToken).ConfigureAwait(false);
        connection.AuditLog.EnsureWritable(cancellationToken);
        return await writer.WriteAsync(plan.Current, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes every read and check of <see cref="RestoreAsync"/> and sends no write. Nothing is recorded.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="options">Rule set, campaign and force; other properties are not used.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The effect of the restore: <c>Changed</c> with its members, or <c>Unchanged</c>.</returns>
    /// <exception cref="CxException">What <see cref="RestoreAsync"/> would refuse.</exception>
    public static async Task<DialerConfigUpdate> PreviewRestoreAsync(
        CxConnection connection, DialerRestorePlan plan, DialerConfigChange options, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var writer = await PrepareRestoreAsync(connection, plan, options, log, cancellationToken).ConfigureAwait(false);
        return await writer.PreviewAsync(plan.Current, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<DialerConfigWriter> PrepareRestoreAsync(
        CxConnection connection, DialerRestorePlan plan, DialerConfigChange options, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        var isRatioRaised = plan.FieldChanges.Any(field => field.Path.ToString() == "agentRatio")
            && DialerRules.Number(plan.Target, "agentRatio") > DialerRules.HighestRatioWithoutForce;
        CxValidationException.ThrowIfAny(isRatioRaised && !options.Force ? [DialerMessages.RestoreRatioNeedsForce] : [], options.Id);
        var campaign = await ReadCampaignAsync(connection, options, log, cancellationToken).ConfigureAwait(false);
        return new DialerConfigWriter(
            connection, options, plan.FieldChanges, campaign, DialerHistory.RestoreAction, log, cancellationToken)
        {
            RestoredFrom = plan.Record?.AuditId,

            // A result that equals the recorded state is written as it was recorded, with its order and spelling of numbers.
            Finish = merged => JsonNode.DeepEquals(merged, plan.Target) ? (JsonObject)plan.Target.DeepClone() : merged,
        };
    }

    /// <summary>
    /// A copy carries the version of the configuration and not the JSON that was read. Changes since can be detected but not merged.
    /// </summary>
    private static async Task RequireVersionAsync(
        CxConnection connection, DialerConfigChange change, ICxLog log, CancellationToken cancellationToken)
    {
        var current = await new DialerConfigApi(connection.Client, log).GetAsync(change.Id, cancellationToken).ConfigureAwait(false);
        foreach (var violation in Stale(change, current))
        {
            throw new CxConflictException(CxErrors.EditConflict, DialerMessages.CopyNotWritten(violation), [], change.Id);
        }
    }

    private static IEnumerable<string> Stale(DialerConfigChange change, VersionedState current)
        => change.Base is null && change.ETag is not null && current.ETag != change.ETag && !change.Force
            ? [DialerMessages.CopyIsStale(change.Id, change.ETag, current.ETag)]
            : [];

    private static async Task<Campaign?> CheckAsync(
        CxConnection connection,
        DialerConfigChange change,
        IReadOnlyList<FieldChange> changes,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        var violations = change.Violations(changes, mustChange: true);
        if (change.CampaignId is null)
        {
            CxValidationException.ThrowIfAny(violations, change.Id);
            return null;
        }

        var campaign = await ReadCampaignAsync(connection, change, log, cancellationToken).ConfigureAwait(false);
        if (violations.Count > 0)
        {
            // Report the violations of the campaign's capacity together with those of the values.
            var current = await new DialerConfigApi(connection.Client, log).GetAsync(change.Id, cancellationToken).ConfigureAwait(false);
            var merged = Merged(current.Body, change, changes, []);
            throw new CxValidationException(
                [
                    .. violations
                        .Concat(DialerConfigWriter.Violations(merged, campaign, PresentValueHint(changes)))
                        .Distinct(StringComparer.Ordinal)
                ],
                change.Id);
        }

        return campaign;
    }

    /// <summary>A value out of range that the caller has not named was there before: the caller needs to know how to correct it.</summary>
    private static Func<string, string?> PresentValueHint(IReadOnlyList<FieldChange> changes)
        => name => DialerRules.IsNamed(changes, name) ? null : DialerMessages.PresentValue(name);

    private static JsonObject Merged(
        JsonObject current, DialerConfigChange change, IReadOnlyList<FieldChange> changes, List<string> violations)
    {
        var repairs = change.RepairExisting ? DialerRules.Repairs(current, changes) : [];
        if (change.Copy is null)
        {
            return JsonFields.With(current, [.. changes, .. repairs]);
        }

        var merged = JsonFields.With(change.Copy.ApplyTo(current, isWhole: false, violations), changes);
        if (!change.Force
            && change.AgentRatio is null
            && DialerRules.Number(merged, "agentRatio") is > DialerRules.HighestRatioWithoutForce and { } ratio
            && ratio != DialerRules.Number(current, "agentRatio"))
        {
            violations.Add(DialerMessages.RatioNeedsForce(ratio));
        }

        return merged;
    }

    private static async Task<Campaign?> ReadCampaignAsync(
        CxConnection connection, DialerConfigChange change, ICxLog log, CancellationToken cancellationToken)
    {
        if (change.CampaignId is null)
        {
            return null;
        }

        var campaign = await CampaignReader.GetAsync(connection, change.CampaignId, log, cancellationToken).ConfigureAwait(false);
        return campaign.AgentCount is > 0
            ? campaign
            : throw new CxException(
                CxErrors.CampaignWithoutAgents, DialerMessages.CampaignWithoutAgents(campaign.Id, campaign.Name), change.Id);
    }
}
