using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Merge;
using CxOne.Pacing;
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
    /// <exception cref="CxValidationException">The change breaks a rule. All rules are reported together, before anything is sent.</exception>
    /// <exception cref="CxConflictException">Another client changed the same member, or the attempts are used up.</exception>
    /// <exception cref="CxUnknownOutcomeException">Neither the answer nor a read shows whether a write was made.</exception>
    /// <exception cref="CxException">A later block was not written (<c>SkillPartlyChanged</c>), the tenant does not hold the values after
    /// the write (<c>WriteNotApplied</c>), or a request failed.</exception>
    public static async Task<SkillDialerUpdate> SetAsync(
        CxConnection connection, SkillDialerChange change, ICxLog log, CancellationToken cancellationToken)
    {
        var clock = Required(connection, change, log).Client.Clock;
        var started = clock.GetTimestamp();
        var prepared = await PrepareAsync(connection, change, log, cancellationToken).ConfigureAwait(false);
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
        return (await PrepareAsync(connection, change, log, cancellationToken).ConfigureAwait(false)).Check;
    }

    /// <summary>Determines what restoring recorded states would change. Sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the skill.</param>
    /// <param name="records">The audit log, oldest record first.</param>
    /// <param name="auditId">The id of a record of the block to take back; <see langword="null"/> for all blocks of the newest change.</param>
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

    private static async Task<Prepared> PrepareAsync(
        CxConnection connection, SkillDialerChange change, ICxLog log, CancellationToken cancellationToken)
    {
        var plan = SkillDialerPlan.Of(change);
        List<string> violations = [.. plan.Violations];
        if (change.Reason is not null && string.IsNullOrWhiteSpace(change.Reason))
        {
            violations.Add(SkillMessages.ReasonEmpty);
        }

        var skill = await SkillReader.GetAsync(connection, change.Id, log, cancellationToken).ConfigureAwait(false);
        if (skill.IsOutbound == false)
        {
            violations.Add(SkillMessages.NotOutbound(skill.ToString()));
            return new Prepared(Check(skill, change, violations, [], [], null), []);
        }

        var client = new PublishedClient(connection, log);
        var isGuarded = change.RuleSet != DialerRuleSet.None;
        var calls = isGuarded ? await SkillGuard.CountAsync(connection, skill, log, cancellationToken).ConfigureAwait(false) : null;
        List<Block> blocks = [];
        foreach (var block in SkillBlocks.All)
        {
            var changes = plan.Blocks.FirstOrDefault(entry => entry.Block == block).Changes ?? [];
            if (changes.Count > 0 || (isGuarded && (block == SkillBlocks.General || block == SkillBlocks.Cpa)))
            {
                var current = await SkillBlockReader.ReadAsync(client, change.Id, block, cancellationToken).ConfigureAwait(false);
                if (block == SkillBlocks.General && change is { MaximumStep: { } step, MaximumRatio: { } wanted })
                {
                    changes = Limited(changes, (JsonObject)current.Body[block.Key]!, wanted, step, calls?.Rate, change.RuleSet);
                }

                blocks.Add(new Block(block, changes, current, JsonFields.With(current.Body, changes)));
            }
        }

        var warnings = Warnings(blocks).ToList();
        if (blocks.Find(block => block.Kind == SkillBlocks.Schedule) is { Changes.Count: > 0, IsChanged: true } schedule)
        {
            violations.AddRange(SkillSchedule.Violations(schedule.Merged));
        }

        SkillGuardResult? guard = null;
        if (calls is not null)
        {
            guard = Evaluate(skill, change, calls, blocks);
            Judge(guard, change, violations, warnings);
        }

        List<CxFieldDifference> differences =
            [.. blocks.SelectMany(block => JsonFields.Compare(block.Current.Body, block.Root))];
        return new Prepared(
            Check(skill, change, violations, warnings, differences, guard), [.. blocks.Where(block => block.Changes.Count > 0)]);
    }

    private static SkillGuardResult Evaluate(Skill skill, SkillDialerChange change, SkillCalls calls, List<Block> blocks)
    {
        var general = blocks.Find(block => block.Kind == SkillBlocks.General)!;
        var cpa = blocks.Find(block => block.Kind == SkillBlocks.Cpa)!;
        return SkillGuard.Evaluate(
            skill,
            change.RuleSet,
            calls,
            new SkillGuardSettings(general.Former, cpa.Former),
            new SkillGuardSettings(general.Merged, cpa.Merged),
            general.Changes.Concat(cpa.Changes).Select(entry => entry.Path.Name).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The changes with a ratio that is at most one step away from the present one.</summary>
    private static List<FieldChange> Limited(
        IReadOnlyList<FieldChange> changes, JsonObject general, double wanted, double step, double? rate, DialerRuleSet ruleSet)
    {
        var path = SkillBlocks.General.Path("maximumRatio");
        if (SkillRules.Number(general, path.Name) is not { } present || !double.IsFinite(wanted) || !(step > 0))
        {
            return [.. changes];
        }

        var next = SkillRatioStep.Next(present, wanted, step, rate, DialerRuleSets.AbandonmentLimit(ruleSet));
        return [.. changes.Select(change => change.Path == path ? FieldChange.Set(path, next) : change)];
    }

    /// <summary>A finding that the change causes needs force and a reason; one that was there before is a warning.</summary>
    private static void Judge(SkillGuardResult guard, SkillDialerChange change, List<string> violations, List<string> warnings)
    {
        var isForced = change.Force && !string.IsNullOrWhiteSpace(change.Reason);
        foreach (var finding in guard.Findings)
        {
            if (!guard.Refusals.Contains(finding))
            {
                warnings.Add(SkillMessages.FindingKept(finding));
            }
            else if (isForced)
            {
                warnings.Add(SkillMessages.FindingForced(finding));
            }
            else
            {
                violations.Add(SkillMessages.NeedsReason(finding));
            }
        }

        if (guard.Remark is { } remark)
        {
            warnings.Add(SkillMessages.Inconclusive(remark));
        }
    }

    private static IEnumerable<string> Warnings(List<Block> blocks)
    {
        string[] overridden = ["abandonRateCutoff", "abandonRateThreshold", "beginDampenPercentage"];
        if (blocks.Find(block => block.Kind == SkillBlocks.General) is { } general
            && general.Changes.Any(change => overridden.Contains(change.Path.Name, StringComparer.Ordinal))
            && MemberTable.Text(general.Merged, "overrideBusinessUnitAbandonRate") == "false")
        {
            yield return SkillMessages.AbandonRateWithoutEffect;
        }

        if (blocks.Find(block => block.Kind == SkillBlocks.Schedule) is { Changes.Count: > 0 } schedule
            && schedule.Changes.All(change => change.Path.Name != "isScheduled")
            && MemberTable.Text(schedule.Merged, "isScheduled") == "false")
        {
            yield return SkillMessages.ScheduleWithoutEffect;
        }
    }

    private static SkillDialerCheck Check(
        Skill skill,
        SkillDialerChange change,
        IReadOnlyList<string> violations,
        IReadOnlyList<string> warnings,
        IReadOnlyList<CxFieldDifference> differences,
        SkillGuardResult? guard) => new()
    {
        Id = skill.Id,
        Name = skill.Name,
        Violations = violations,
        Warnings = warnings,
        Changes = differences,
        RuleSet = change.RuleSet,
        Guard = guard,
    };

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

    private sealed record Prepared(SkillDialerCheck Check, IReadOnlyList<Block> Blocks);

    private sealed record Step(SkillBlock Block, IReadOnlyList<FieldChange> Changes, VersionedState Current, string? RestoredFrom);

    /// <summary>A block as it is and as it would be.</summary>
    private sealed record Block(SkillBlock Kind, IReadOnlyList<FieldChange> Changes, VersionedState Current, JsonObject Root)
    {
        public JsonObject Former => (JsonObject)Current.Body[Kind.Key]!;

        public JsonObject Merged => (JsonObject)Root[Kind.Key]!;

        public bool IsChanged => !JsonNode.DeepEquals(Current.Body, Root);
    }
}
