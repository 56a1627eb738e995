using System.Text.Json;
using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>Finds states of one kind of objects in the audit log.</summary>
internal sealed class RecordedStates
{
    private readonly string _actionPrefix;
    private readonly string _restoreAction;
    private readonly string _kind;

    /// <param name="actionPrefix">The beginning of the actions that change such an object, e.g. <c>DialerConfig.</c>.</param>
    /// <param name="restoreAction">The action of a restore.</param>
    /// <param name="kind">The kind in messages, e.g. <c>dialer configuration</c>.</param>
    public RecordedStates(string actionPrefix, string restoreAction, string kind)
    {
        _actionPrefix = actionPrefix;
        _restoreAction = restoreAction;
        _kind = kind;
    }

    /// <summary>
    /// Finds the state to restore: the state before the change of a given record, the state at a given time, or the state before the
    /// newest change. A newest change that is itself a restore is not taken back, because a second run would undo the first one.
    /// </summary>
    /// <param name="records">The log, oldest record first.</param>
    /// <param name="tenantId">The tenant; records of other tenants are ignored.</param>
    /// <param name="id">The id of the object.</param>
    /// <param name="auditId">The id of a record of the change to take back, or <see langword="null"/>.</param>
    /// <param name="at">A time, or <see langword="null"/>; ignored with <paramref name="auditId"/>.</param>
    /// <exception cref="CxException">The log holds no such state (<c>AuditRecordNotFound</c>).</exception>
    public RestorePoint Find(IEnumerable<AuditRecord> records, string tenantId, string id, string? auditId, DateTimeOffset? at)
    {
        ArgumentNullException.ThrowIfNull(records);
        var operations = records
            .Where(record => record.TenantId == tenantId
                && record.Action.StartsWith(_actionPrefix, StringComparison.Ordinal)
                && record.Target.Contains(id, StringComparer.Ordinal))
            .GroupBy(record => record.OperationId ?? record.AuditId, StringComparer.Ordinal)
            .Select(Change)
            .OfType<RecordedChange>()
            .ToList();
        if (auditId is not null)
        {
            return operations.Find(change => change.Ids.Contains(auditId, StringComparer.Ordinal)) is { } named
                ? new RestorePoint(named.Record, named.Before)
                : throw Missing(AuditMessages.RecordIsNoChange(auditId, _kind, id, tenantId));
        }

        if (operations.Count == 0)
        {
            throw Missing(AuditMessages.NoChangeRecorded(_kind, id, tenantId));
        }

        var newest = operations[^1];
        if (at is not { } time)
        {
            return newest.Record.Action != _restoreAction || newest.Record.After is not { } restored
                ? new RestorePoint(newest.Record, newest.Before)

                // A restore that may not have been made is repeated; one that was made leaves nothing to restore.
                : new RestorePoint(newest.Record, restored) { IsRestored = newest.After is not null };
        }

        // The state that the first change after that time was based on existed at that time, no matter which client had written it.
        return operations.Find(change => change.Record.Timestamp >= time) is { } next
            ? new RestorePoint(next.Record, next.Before)
            : new RestorePoint(
                newest.Record, newest.After ?? throw Missing(AuditMessages.NewestOutcomeUnknown(id, newest.Record.Sequence)));

        CxException Missing(string message) => new(CxErrors.AuditRecordNotFound, message, id);
    }

    /// <summary>
    /// The change of one operation: certain if it succeeded, possible if its outcome is unknown, it was interrupted or its process died.
    /// A possible change counts too, because restoring the state before it does no harm if it was never made.
    /// </summary>
    private static RecordedChange? Change(IEnumerable<AuditRecord> operation)
    {
        var records = operation.ToList();
        var ids = records.Select(record => record.AuditId).ToArray();
        if (records.Find(record => record is { Outcome: AuditOutcome.Succeeded, Before: not null }) is { } made)
        {
            return new RecordedChange(made, made.Before!.Value, made.After, ids);
        }

        // The record of the outcome holds the state that the last attempt was based on; other clients may have written since the start.
        return records[^1].Outcome is AuditOutcome.Started or AuditOutcome.Unknown or AuditOutcome.Interrupted
            && records.FindLast(record => record.Before is not null) is { } possible
            ? new RecordedChange(possible, possible.Before!.Value, null, ids)
            : null;
    }

    /// <param name="Record">The record that holds the states.</param>
    /// <param name="Before">The state before the change.</param>
    /// <param name="After">The state after the change; <see langword="null"/> if the change may not have been made.</param>
    /// <param name="Ids">The ids of all records of the operation.</param>
    private sealed record RecordedChange(AuditRecord Record, JsonElement Before, JsonElement? After, string[] Ids);
}
