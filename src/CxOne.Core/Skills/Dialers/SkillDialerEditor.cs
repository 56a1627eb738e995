using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Merge;
using CxOne.Published;

namespace CxOne.Skills;

/// <summary>Changes the dialers of skills.</summary>
public static class SkillDialerEditor
{
    internal const string SetAction = "SkillDialer.Set";
    internal const string RestoreAction = "SkillDialer.Restore";

    /// <summary>
    /// Changes exactly the named members, block by block in a fixed order: the message of abandoned contacts first, the ratio last. Each
    /// block is read, merged, read again directly before its write, written as a whole, read back, and recorded.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="change">The change.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxValidationException">The change breaks a rule.
    /// All rules are reported together, before anything is sent.</exception>
    /// <exception cref="CxConflictException">Another client changed the same member, or the attempts are used up.</exception>
    /// <exception cref="CxUnknownOutcomeException">Neither the answer nor a read shows whether a write was made.</exception>
    /// <exception cref="CxException">A later block was not written (<c>SkillPartlyChanged</c>), the tenant does not hold the values after
    /// the write (<c>WriteNotApplied</c>), or a request failed.</exception>
    public static async Task<SkillDialerUpdate> SetAsync(
        CxConnection connection, SkillDialerChange change, ICxLog log, CancellationToken cancellationToken)
    {
        var clock = Required(connection, change, log).Client.Clock;
        var started = clock.GetTimestamp();
        var prepared = await SkillDialerPreparation.RunAsync(connection, change, log, cancellationToken).ConfigureAwait(false);
        CxValidationException.ThrowIfAny(prepared.Check.Violations, change.Id);
        Warn(prepared.Check, log);
        connection.AuditLog.EnsureWritable(cancellationToken);
        var steps = prepared.Blocks.Select(block => new Step(block.Kind, block.Changes, block.Current, null)).ToList();
        var update = await WriteAsync(connection, change, steps, prepared.Check.Guard, SetAction, log, cancellationToken)
            .ConfigureAwait(false);
        return update with
        {
            Name = prepared.Check.Name,
            Warnings = prepared.Check.Warnings,
            LatencyMs = Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 2),
        };
    }

    /// <summary>Makes every read and check of <see cref="SetAsync"/> and sends no write. Nothing is recorded.</summary>
    /// <inheritdoc cref="SetAsync"/>
    public static async Task<SkillDialerCheck> PreviewAsync(
        CxConnection connection, SkillDialerChange change, ICxLog log, CancellationToken cancellationToken)
    {
        var check = await TestAsync(connection, change, log, cancellationToken).ConfigureAwait(false);
        CxValidationException.ThrowIfAny(check.Violations, change.Id);
        Warn(check, log);
        return check;
    }

    /// <summary>Returns what a change would find: the members that change, the rules that it breaks. Sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="change">The change.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The tenant has no such skill (<c>ObjectNotFound</c>), or a request failed.</exception>
    public static async Task<SkillDialerCheck> TestAsync(
        CxConnection connection, SkillDialerChange change, ICxLog log, CancellationToken cancellationToken)
    {
        Required(connection, change, log);
        return (await SkillDialerPreparation.RunAsync(connection, change, log, cancellationToken).ConfigureAwait(false)).Check;
    }

    /// <summary>Determines what restoring recorded states would change. Sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the skill.</param>
    /// <param name="records">The audit log, oldest record first.</param>
    /// <param name="auditId">The id of a record of the block to take back;
    /// <see langword="null"/> for all blocks of the newest change.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The plan. <see cref="SkillDialerRestorePlan.IsRestored"/> tells whether the newest change is itself a restore.</returns>
    /// <exception cref="CxException">The log holds no such state (<c>AuditRecordNotFound</c>), or a request failed.</exception>
    public static async Task<SkillDialerRestorePlan> PlanRestoreAsync(
        CxConnection connection,
        string id,
        IEnumerable<AuditRecord> records,
        string? auditId,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        PublishedId.Require(id);
        var all = records.ToList();
        var states = new RecordedStates("SkillDialer.", RestoreAction, SkillMessages.Kind);
        var newest = states.Find(all, connection.TenantId, id, auditId, null);
        List<RestorePoint> points = [newest];
        if (auditId is null && !newest.IsRestored && ChangeIdOf(newest.Record) is { } changeId)
        {
            points =
            [
                .. all.Where(record => ChangeIdOf(record) == changeId && record.Target.Contains(id, StringComparer.Ordinal))
                    .GroupBy(record => record.OperationId ?? record.AuditId, StringComparer.Ordinal)
                    .Select(operation => TryFind(states, all, connection.TenantId, id, operation.First().AuditId))
                    .OfType<RestorePoint>(),
            ];
        }

        var client = new PublishedClient(connection, log);
        List<SkillDialerRestorePlan.Step> steps = [];
        foreach (var point in points)
        {
            var (block, target) = StateOf(point, id);
            var current = await SkillBlockReader.ReadAsync(client, id, block, cancellationToken).ConfigureAwait(false);
            steps.Add(new SkillDialerRestorePlan.Step(block, point.Record, JsonFields.Difference(current.Body, target), current));
        }

        return new SkillDialerRestorePlan(
            id, [.. steps.OrderBy(step => SkillBlocks.All.ToList().IndexOf(step.Block))], newest.IsRestored);
    }

    /// <summary>Returns the id of the skill that an audit record is about.</summary>
    /// <param name="records">The audit log.</param>
    /// <param name="auditId">The id of a record.</param>
    /// <exception cref="CxException">The log holds no such record of a dialer of a skill (<c>AuditRecordNotFound</c>).</exception>
    public static string TargetOf(IEnumerable<AuditRecord> records, string auditId)
    {
        ArgumentNullException.ThrowIfNull(records);
        var record = records.FirstOrDefault(candidate => candidate.AuditId == auditId);
        return record is { Target: [var id], Action: SetAction or RestoreAction }
            ? id
            : throw new CxException(CxErrors.AuditRecordNotFound, SkillMessages.OtherRecord(auditId), auditId);
    }

    /// <summary>Restores what a plan says, with the same merge and checks as a change, except those of the rule set.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="options">Retry count, force and reason; other properties are not used.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">As for <see cref="SetAsync"/>.</exception>
    public static async Task<SkillDialerUpdate> RestoreAsync(
        CxConnection connection, SkillDialerRestorePlan plan, SkillDialerChange options, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var clock = Required(connection, options, log).Client.Clock;
        var started = clock.GetTimestamp();
        connection.AuditLog.EnsureWritable(cancellationToken);
        var change = options with { Id = plan.Id, RuleSet = DialerRuleSet.None };
        var steps = plan.Steps.Select(step => new Step(step.Block, step.Changes, step.Current, step.Record.AuditId)).ToList();
        var update = await WriteAsync(connection, change, steps, null, RestoreAction, log, cancellationToken).ConfigureAwait(false);
        return update with { LatencyMs = Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 2) };
    }

    private static CxConnection Required(CxConnection connection, SkillDialerChange change, ICxLog log)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(log);
        PublishedId.Require(change.Id);
        return connection;
    }

    private static void Warn(SkillDialerCheck check, ICxLog log)
    {
        foreach (var warning in check.Warnings)
        {
            log.Warning(warning);
        }
    }

    private static async Task<SkillDialerUpdate> WriteAsync(
        CxConnection connection,
        SkillDialerChange change,
        List<Step> steps,
        SkillGuardResult? guard,
        string action,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        var changeId = Guid.NewGuid().ToString("D");
        List<SkillBlockUpdate> written = [];
        List<CxFieldDifference> differences = [];
        foreach (var step in steps)
        {
            var writer = new SkillBlockWriter(connection, change, step.Block, step.Changes, action, log, cancellationToken)
            {
                ChangeId = changeId,
                RestoredFrom = step.RestoredFrom,
                Guard = guard,
            };
            try
            {
                var (update, changes) = await writer.WriteAsync(step.Current, cancellationToken).ConfigureAwait(false);
                written.Add(update);
                differences.AddRange(changes);
            }
            catch (CxException exception) when (written.Exists(IsChanged))
            {
                var changed = written.FindAll(IsChanged);
                throw new CxException(
                    CxErrors.SkillPartlyChanged,
                    SkillMessages.PartlyChanged(
                        change.Id,
                        step.Block.Key,
                        [.. changed.Select(block => block.Block)],
                        [.. changed.Select(block => block.AuditId).OfType<string>()],
                        exception.OneLine),
                    change.Id,
                    exception);
            }
        }

        return new SkillDialerUpdate
        {
            Id = PublishedId.Of(change.Id)!.Value,
            Status = StatusOf(written),
            Changes = differences,
            RuleSet = change.RuleSet,
            Guard = guard,
            Blocks = written,
        };
    }

    private static bool IsChanged(SkillBlockUpdate update) => update.Status != nameof(UpdateStatus.Unchanged);

    private static string StatusOf(List<SkillBlockUpdate> written)
        => written.Exists(block => block.Status == nameof(UpdateStatus.Recognised)) ? nameof(UpdateStatus.Recognised)
            : written.Exists(IsChanged) ? nameof(UpdateStatus.Changed) : nameof(UpdateStatus.Unchanged);

    private static RestorePoint? TryFind(RecordedStates states, List<AuditRecord> records, string tenantId, string id, string auditId)
    {
        try
        {
            return states.Find(records, tenantId, id, auditId, null);
        }
        catch (CxException exception) when (exception.Definition == CxErrors.AuditRecordNotFound)
        {
            // A block of the same change whose write failed.
            return null;
        }
    }

    private static string? ChangeIdOf(AuditRecord record)
        => record.Action is SetAction or RestoreAction
            && record.Details is { ValueKind: JsonValueKind.Object } details
            && details.TryGetProperty("changeId", out var id)
            && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;

    private static (SkillBlock Block, JsonObject State) StateOf(RestorePoint point, string id)
    {
        if (point.State.ValueKind == JsonValueKind.Object
            && JsonFields.Parse(point.State) is { Count: 1 } state
            && SkillBlocks.Find(state.Single().Key) is { } block
            && state[block.Key] is JsonObject)
        {
            return (block, state);
        }

        throw new CxException(CxErrors.AuditRecordNotFound, SkillMessages.RecordWithoutState(point.Record.AuditId, id), id);
    }

    private sealed record Step(SkillBlock Block, IReadOnlyList<FieldChange> Changes, VersionedState Current, string? RestoredFrom);
}
