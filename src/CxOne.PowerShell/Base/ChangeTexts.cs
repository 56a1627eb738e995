using CxOne.Audit;
using CxOne.Merge;

namespace CxOne.PowerShell.Base;

/// <summary>The texts of changes, member by member with old and new values, for -WhatIf, prompts and the line after a restore.</summary>
internal static class ChangeTexts
{
    /// <param name="verb">What is done, such as <c>Set</c>.</param>
    /// <param name="changes">The members with their old and new values.</param>
    public static string Of(string verb, IReadOnlyList<CxFieldDifference> changes) => BaseCmdletMessages.Changes(verb, List(changes));

    /// <param name="name">The object.</param>
    /// <param name="record">The record whose change was taken back; <see langword="null"/> if a copy was restored.</param>
    /// <param name="changes">The members that the restore changed.</param>
    public static string Restored(string name, AuditRecord? record, IReadOnlyList<CxFieldDifference> changes)
        => record is null
            ? BaseCmdletMessages.RestoredCopy(name, List(changes))
            : BaseCmdletMessages.Restored(name, Named(record), List(changes));

    public static string NothingLeftToRestore(string id, AuditRecord restore)
        => BaseCmdletMessages.NothingLeftToRestore(id, Named(restore), restore.Action.Split('.')[0]);

    private static string? List(IReadOnlyList<CxFieldDifference> changes) => changes.Count == 0 ? null : string.Join("; ", changes);

    private static string Named(AuditRecord record)
        => BaseCmdletMessages.Record(
            record.Sequence, record.Action, record.ActorId ?? record.User ?? "an unknown client", record.Timestamp.UtcDateTime);
}
