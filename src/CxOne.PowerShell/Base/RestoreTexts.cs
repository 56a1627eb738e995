using System.Globalization;
using CxOne.Audit;
using CxOne.Merge;

namespace CxOne.PowerShell.Base;

/// <summary>What the Restore- cmdlets tell the user: what was restored, from which record, or that nothing was left to restore.</summary>
internal static class RestoreTexts
{
    /// <param name="name">The object.</param>
    /// <param name="record">The record whose change was taken back.</param>
    /// <param name="changes">What was changed by that.</param>
    public static string Done(string name, AuditRecord record, IReadOnlyList<CxFieldDifference> changes)
        => changes.Count == 0
            ? $"{name}: nothing was left to restore; the state before {Named(record)} is already in place."
            : $"{name}: restored the state before {Named(record)}: {ChangeTexts.Of(changes)}";

    /// <param name="id">The object.</param>
    /// <param name="record">The restore that is its newest change.</param>
    public static string NothingLeft(string id, AuditRecord record)
        => $"{id}: nothing is left to restore; its newest change in the audit log is {Named(record)}, a restore. To go back further, or to "
            + $"take the restore back, name a record: Get-CxAuditRecord DialerConfig.* -Target {id}, then pipe one to "
            + $"Restore-CxDialerConfig {id}.";

    private static string Named(AuditRecord record)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"audit record {record.Sequence} ({record.Action} by {record.ActorId ?? record.User ?? "an unknown client"}, "
                + $"{record.Timestamp.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z)");
}
