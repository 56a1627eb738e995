using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>Changes points of contact.</summary>
public static class PointOfContactEditor
{
    internal const string SetAction = "PointOfContact.Set";
    internal const string RestoreAction = "PointOfContact.Restore";

    /// <summary>
    /// Changes exactly the named members: reads the point of contact, merges, reads it again directly before the write, writes all
    /// required members, and reads it back. The tenant checks no version, so that a write of another client between the second read and
    /// the write is overwritten.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="change">The change.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxValidationException">The change breaks a rule, or names a script or skill that does not exist.</exception>
    /// <exception cref="CxConflictException">Another client changed the same member, or the attempts are used up.</exception>
    /// <exception cref="CxUnknownOutcomeException">Neither the answer nor a read shows whether the write was made.</exception>
    /// <exception cref="CxException">The tenant does not hold the values after the write (<c>WriteNotApplied</c>), or a request failed.
    /// </exception>
    public static async Task<PointOfContactUpdate> SetAsync(
        CxConnection connection, PointOfContactChange change, ICxLog log, CancellationToken cancellationToken)
    {
        var (writer, baseline) = await PrepareAsync(connection, change, log, cancellationToken).ConfigureAwait(false);
        connection.AuditLog.EnsureWritable(cancellationToken);
        return await writer.WriteAsync(baseline, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Connects a point of contact to a script that the caller has just read: the list of scripts may not contain a new one yet.
    /// </summary>
    /// <inheritdoc cref="SetAsync"/>
    internal static async Task<PointOfContactUpdate> ConnectAsync(
        CxConnection connection, PointOfContactChange change, ICxLog log, CancellationToken cancellationToken)
    {
        PublishedId.Require(change.Id);
        connection.AuditLog.EnsureWritable(cancellationToken);
        return await new PointOfContactWriter(connection, change, change.Changes(), SetAction, log, cancellationToken)
            .WriteAsync(null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes every read and check of <see cref="SetAsync"/> and sends no write. Nothing is recorded.</summary>
    /// <inheritdoc cref="SetAsync"/>
    public static async Task<PointOfContactUpdate> PreviewAsync(
        CxConnection connection, PointOfContactChange change, ICxLog log, CancellationToken cancellationToken)
    {
        var (writer, baseline) = await PrepareAsync(connection, change, log, cancellationToken).ConfigureAwait(false);
        return await writer.PreviewAsync(baseline, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Determines what restoring a recorded state would change. Sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the point of contact.</param>
    /// <param name="records">The audit log, oldest record first.</param>
    /// <param name="auditId">The id of a record of the change to take back; <see langword="null"/> for the newest change.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The plan. <see cref="PointOfContactRestorePlan.IsRestored"/> tells whether the newest change is itself a restore.</returns>
    /// <exception cref="CxException">The log holds no such state (<c>AuditRecordNotFound</c>), or a request failed.</exception>
    public static async Task<PointOfContactRestorePlan> PlanRestoreAsync(
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
        var point = new RecordedStates("PointOfContact.", RestoreAction, PointOfContactMessages.Kind)
            .Find(records, connection.TenantId, id, auditId, null);
        if (point.State.ValueKind != JsonValueKind.Object)
        {
            throw new CxException(
                CxErrors.AuditRecordNotFound, PointOfContactMessages.RecordWithoutState(point.Record.AuditId, id), id);
        }

        var current = await PointOfContactReader.ReadAsync(new PublishedClient(connection, log), id, cancellationToken)
            .ConfigureAwait(false);
        var target = JsonFields.Parse(point.State);
        var restorable = Restored(current.Body, target);
        foreach (var other in JsonFields.Compare(JsonFields.With(current.Body, restorable), target))
        {
            log.Warning(PointOfContactMessages.NotRestorable(id, other.ToString()));
        }

        return new PointOfContactRestorePlan(id, point.Record, restorable, current, point.IsRestored);
    }

    /// <summary>Returns the id of the point of contact that an audit record is about.</summary>
    /// <param name="records">The audit log.</param>
    /// <param name="auditId">The id of a record.</param>
    /// <exception cref="CxException">The log holds no such record of a point of contact (<c>AuditRecordNotFound</c>).</exception>
    public static string TargetOf(IEnumerable<AuditRecord> records, string auditId)
    {
        ArgumentNullException.ThrowIfNull(records);
        var record = records.FirstOrDefault(candidate => candidate.AuditId == auditId);
        return record is { Target: [var id], Action: SetAction or RestoreAction }
            ? id
            : throw new CxException(CxErrors.AuditRecordNotFound, PointOfContactMessages.OtherRecord(auditId), auditId);
    }

    /// <summary>Restores what a plan says, with the same merge and checks as a change.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="options">Values that cannot be read, retry count and force; other properties are not used.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">As for <see cref="SetAsync"/>.</exception>
    public static async Task<PointOfContactUpdate> RestoreAsync(
        CxConnection connection,
        PointOfContactRestorePlan plan,
        PointOfContactChange options,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        await RequireTargetsAsync(connection, plan.FieldChanges, plan.Id, log, cancellationToken).ConfigureAwait(false);
        connection.AuditLog.EnsureWritable(cancellationToken);
        var writer = new PointOfContactWriter(connection, options, plan.FieldChanges, RestoreAction, log, cancellationToken)
        {
            RestoredFrom = plan.Record.AuditId,
        };
        return await writer.WriteAsync(plan.Current, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<(PointOfContactWriter Writer, VersionedState? Baseline)> PrepareAsync(
        CxConnection connection, PointOfContactChange change, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(log);
        PublishedId.Require(change.Id);
        CxValidationException.ThrowIfAny(change.Violations(), change.Id);
        var changes = change.Changes();
        var names = await RequireTargetsAsync(connection, changes, change.Id, log, cancellationToken).ConfigureAwait(false);
        var baseline = change.Base is null ? null : VersionedState.FromPiped(change.Base.Raw, null, change.Id);
        return (new PointOfContactWriter(connection, change, names, SetAction, log, cancellationToken), baseline);
    }

    /// <summary>
    /// Requires that the script and the skill of a change exist, and returns the change with the tenant's spelling of the script: a point
    /// of contact without a script cuts off its callers.
    /// </summary>
    private static async Task<IReadOnlyList<FieldChange>> RequireTargetsAsync(
        CxConnection connection, IReadOnlyList<FieldChange> changes, string id, ICxLog log, CancellationToken cancellationToken)
    {
        List<string> violations = [];
        List<FieldChange> named = [];
        foreach (var change in changes)
        {
            named.Add(change);
            if (change.Path == PointOfContactShape.ScriptName)
            {
                var name = change.Value.Text!;
                var (found, similar) = await ScriptDirectory.FindAsync(connection, name, log, cancellationToken).ConfigureAwait(false);
                if (found is null)
                {
                    violations.Add(PointOfContactMessages.ScriptMissing(name, connection.TenantId, similar));
                }
                else
                {
                    named[^1] = FieldChange.Set(change.Path, found);
                }
            }
            else if (change.Path == PointOfContactShape.SkillId)
            {
                var skill = change.Value.Text!;
                try
                {
                    _ = await SkillReader.GetAsync(connection, skill, log, cancellationToken).ConfigureAwait(false);
                }
                catch (CxException exception) when (exception.Definition == CxErrors.ObjectNotFound)
                {
                    violations.Add(PointOfContactMessages.SkillMissing(skill, connection.TenantId));
                }
            }
        }

        CxValidationException.ThrowIfAny(violations, id);
        return named;
    }

    private static List<FieldChange> Restored(JsonObject current, JsonObject target)
        => [.. PointOfContactShape.Writable
            .Select(path => new FieldChange(path, JsonFields.Get(target, path)))
            .Where(change => change.Value.IsPresent && !JsonFields.Get(current, change.Path).HasSameValue(change.Value))];
}
