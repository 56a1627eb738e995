using CxOne.Audit;
using CxOne.Errors;

namespace CxOne.Dialer;

/// <summary>Finds states of a dialer configuration in the local audit log.</summary>
public static class DialerHistory
{
    internal const string RestoreAction = "DialerConfig.Restore";

    /// <summary>
    /// Finds the state to restore: the state before the change of a given record, the state at a given time, or the state before the
    /// newest change. A newest change that is itself a restore is not taken back, because a second run would undo the first one.
    /// </summary>
    /// <param name="records">The log, oldest record first.</param>
    /// <param name="tenantId">The tenant; records of other tenants are ignored.</param>
    /// <param name="id">The id of the configuration.</param>
    /// <param name="auditId">The id of a record of the change to take back, or <see langword="null"/>.</param>
    /// <param name="at">A time, or <see langword="null"/>; ignored with <paramref name="auditId"/>.</param>
    /// <returns>The record that holds the state, and the state.</returns>
    /// <exception cref="CxException">The log holds no such state (<c>AuditRecordNotFound</c>).</exception>
    public static DialerRestorePoint Find(
        IEnumerable<AuditRecord> records, string tenantId, string id, string? auditId, DateTimeOffset? at)
    {
        var found = new RecordedStates("DialerConfig.", RestoreAction, DialerMessages.Kind).Find(records, tenantId, id, auditId, at);
        return new DialerRestorePoint(found.Record, found.State) { IsRestored = found.IsRestored };
    }
}
