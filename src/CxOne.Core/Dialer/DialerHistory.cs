using System.Text.Json;
using CxOne.Audit;
using CxOne.Errors;

namespace CxOne.Dialer;

/// <summary>Finds states of a dialer configuration in the local audit log.</summary>
public static class DialerHistory
{
    private const string ActionPrefix = "DialerConfig.";

    /// <summary>
    /// The state to bring back: of a named record, what stood before its change; of a time, what stood at that time; else what stood
    /// before the newest change.
    /// </summary>
    /// <param name="records">The log, oldest record first.</param>
    /// <param name="tenantId">The tenant; records of other tenants are passed over.</param>
    /// <param name="id">The configuration.</param>
    /// <param name="auditId">A named record.</param>
    /// <param name="at">A time.</param>
    /// <exception cref="CxException">The log holds no such state (<c>AuditRecordNotFound</c>).</exception>
    public static (AuditRecord Record, JsonElement State) Find(IEnumerable<AuditRecord> records, string tenantId, string id, string? auditId, DateTimeOffset? at)
    {
        ArgumentNullException.ThrowIfNull(records);
        var changes = records
            .Where(record => record.TenantId == tenantId
                && record.Action.StartsWith(ActionPrefix, StringComparison.Ordinal)
                && record.Outcome == AuditOutcome.Succeeded
                && record.Target.Contains(id, StringComparer.Ordinal)
                && record is { Before: not null, After: not null })
            .ToList();
        if (auditId is not null)
        {
            return changes.Find(record => record.AuditId == auditId) is { } named
                ? (named, named.Before!.Value)
                : throw Missing($"Audit record {auditId} is no change of dialer configuration '{id}' on tenant {tenantId}.");
        }

        if (at is not { } time)
        {
            return changes is [.., var newest] ? (newest, newest.Before!.Value) : throw Missing($"The audit log holds no change of dialer configuration '{id}' on tenant {tenantId}.");
        }

        // What the first change after that time found is what stood at that time, whoever had set it.
        return changes.Find(record => record.Timestamp >= time) is { } next
            ? (next, next.Before!.Value)
            : changes is [.., var last]
                ? (last, last.After!.Value)
                : throw Missing($"The audit log holds no change of dialer configuration '{id}' on tenant {tenantId}.");

        CxException Missing(string message) => new(CxErrors.AuditRecordNotFound, message, id);
    }
}
