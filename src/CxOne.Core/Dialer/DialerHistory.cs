using System.Text.Json;
using CxOne.Audit;
using CxOne.Errors;

namespace CxOne.Dialer;

/// <summary>Finds states of a dialer configuration in the local audit log.</summary>
public static class DialerHistory
{
    internal const string RestoreAction = "DialerConfig.Restore";
    private const string ActionPrefix = "DialerConfig.";

    /// <summary>
    /// The state to bring back: of a named record, what stood before its change; of a time, what stood at that time; else what stood
    /// before the newest change. A newest change that is itself a restore is not taken back: a second run would undo the first one.
    /// </summary>
    /// <param name="records">The log, oldest record first.</param>
    /// <param name="tenantId">The tenant; records of other tenants are passed over.</param>
    /// <param name="id">The configuration.</param>
    /// <param name="auditId">A named record.</param>
    /// <param name="at">A time.</param>
    /// <exception cref="CxException">The log holds no such state (<c>AuditRecordNotFound</c>).</exception>
    public static DialerRestorePoint Find(
        IEnumerable<AuditRecord> records, string tenantId, string id, string? auditId, DateTimeOffset? at)
    {
        ArgumentNullException.ThrowIfNull(records);
        var operations = records
            .Where(record => record.TenantId == tenantId
                && record.Action.StartsWith(ActionPrefix, StringComparison.Ordinal)
                && record.Target.Contains(id, StringComparer.Ordinal))
            .GroupBy(record => record.OperationId ?? record.AuditId, StringComparer.Ordinal)
            .Select(Change)
            .OfType<RecordedChange>()
            .ToList();
        if (auditId is not null)
        {
            return operations.Find(change => change.Ids.Contains(auditId, StringComparer.Ordinal)) is { } named
                ? new DialerRestorePoint(named.Record, named.Before)
                : throw Missing($"Audit record {auditId} is no change of dialer configuration '{id}' on tenant {tenantId}.");
        }

        if (operations.Count == 0)
        {
            throw Missing($"The audit log holds no change of dialer configuration '{id}' on tenant {tenantId}.");
        }

        var newest = operations[^1];
        if (at is not { } time)
        {
            return newest.Record.Action != RestoreAction || newest.Record.After is not { } restored
                ? new DialerRestorePoint(newest.Record, newest.Before)

                // A restore that may not have been made is made again; one that was made leaves nothing to do.
                : new DialerRestorePoint(newest.Record, restored) { IsRestored = newest.After is not null };
        }

        // What the first change after that time found is what stood at that time, whoever had set it.
        return operations.Find(change => change.Record.Timestamp >= time) is { } next
            ? new DialerRestorePoint(next.Record, next.Before)
            : new DialerRestorePoint(
                newest.Record,
                newest.After
                    ?? throw Missing(
                        $"What became of the newest change of '{id}' (audit record {newest.Record.Sequence}) is not known; "
                            + $"name a record with {CxHint.Option("AuditRecord")}."));

        CxException Missing(string message) => new(CxErrors.AuditRecordNotFound, message, id);
    }

    /// <summary>
    /// One change of the log: certain where it succeeded; possible where its outcome is unknown, it was interrupted, or its process died.
    /// A possible one counts too, since going back to before it does no harm where it was never made.
    /// </summary>
    private static RecordedChange? Change(IEnumerable<AuditRecord> operation)
    {
        var records = operation.ToList();
        var ids = records.Select(record => record.AuditId).ToArray();
        if (records.Find(record => record is { Outcome: AuditOutcome.Succeeded, Before: not null }) is { } made)
        {
            return new RecordedChange(made, made.Before!.Value, made.After, ids);
        }

        // The end holds what the last attempt was built on: others may have changed the configuration since the start.
        return records[^1].Outcome is AuditOutcome.Started or AuditOutcome.Unknown or AuditOutcome.Interrupted
            && records.FindLast(record => record.Before is not null) is { } possible
            ? new RecordedChange(possible, possible.Before!.Value, null, ids)
            : null;
    }

    /// <param name="Record">The record that holds the states.</param>
    /// <param name="Before">The state before the change.</param>
    /// <param name="After">The state after it; nothing where the change may not have been made.</param>
    /// <param name="Ids">All records of the operation.</param>
    private sealed record RecordedChange(AuditRecord Record, JsonElement Before, JsonElement? After, string[] Ids);
}
