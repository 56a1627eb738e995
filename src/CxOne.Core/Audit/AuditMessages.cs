using System.Globalization;
using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>
/// The messages of the local audit log. Members that end in <c>Reason</c> are clauses that follow a colon in another message.
/// </summary>
internal static class AuditMessages
{
    public const string OpenFile = "an open file";

    public static string WaitingForLock(string path) => $"lock of {path}";

    public const string ReadAction
        = "Give this user read access to the file and its folder. If a process that no longer responds holds audit.lock, end it.";
    public const string ExpectedHashMissingReason
        = "no record has the expected hash, so the record with this hash or an earlier one was changed, or the last records were removed";
    public const string FirstLineReason = "it is the first line but contains the hash of an earlier line, so lines before it were removed";
    public const string ChangedReason
        = "it was changed (its hash of the previous line does not match, and the next line does not contain its hash)";
    public const string ChangedByNextReason = "it was changed (the next line contains a different hash of it)";
    public const string NoFileReason = "the file does not exist, so nothing was verified";
    public const string NoRecordReason = "the file contains no record, so nothing was verified";
    public const string NullReason = "it is not a record (the JSON value is null)";
    public const string ReplacedSinceStartReason = "it was replaced by another file after the first record of the operation was written";
    public const string ReplacedWhileOpenedReason = "the file was replaced while it was being opened";
    public const string IncompleteReason = "the file is incomplete";
    public const string LinkReason = "the file is a link";
    public const string NotRegularReason = "the file is not a regular file";
    public const string LinkCountReason = "the file has more than one hard link";
    public const string OtherOwnerReason = "the file belongs to another user";
    public const string WritableReason = "other users can write to the file";
    public const string NoOperationReason = "the log does not contain its operation";
    public const string OutcomeKnownReason = "the log already contains the outcome of its operation";
    public const string OperationDiffersReason = "its action, tenant, client or targets differ from those of its operation in the log";
    public const string StorePreviousReason
        = "its hash of the previous record does not match, so records were changed, removed or added";
    public const string StoreChangedReason = "it was changed (its hash does not match its content)";
    public const string StoreHeadReason = "the last record was changed (the store's end of the chain contains a different hash of it)";
    public const string StoreEmptyReason = "the log in the store contains no record, so nothing was verified";
    public const string AnchorReason = "the sequence number must be at least 1, and the hash must have 64 hexadecimal digits";
    private const string FolderAction = "Use a folder that only this user can access.";

    public static string WriteFailed(string path, string cause) => $"The audit log {path} could not be written: {cause}";

    public static string ReadFailed(string path, string cause) => $"The audit log {path} could not be read: {cause}";

    public static string LockFileFailed(string path, string cause) => $"The lock file {path} could not be used: {cause}";

    public static string NoFolder(string variable)
        => $"The folder of the audit log is unknown, because this account has no home folder. Set {variable} or pass "
            + $"{CxHint.Option("AuditPath")}.";

    public static string OutcomeKept(string failure, string record, string spool, bool isTakenUp)
        => $"{failure} {record} was saved to {spool}. "
            + (isTakenUp ? "The next change adds it to the log." : "It will not be added, because the log does not contain its operation.");

    public static string OutcomeLost(string failure, string record, string cause)
        => $"{failure} {record} could not be saved to a separate file either: {cause}";

    public static string OutcomeRecord(string action, string outcome, string auditId)
        => $"The outcome record ({action}, {outcome}, audit id {auditId})";

    public static string FileReplaced(string path) => $"The file {path} was replaced while it was being opened.";

    public static string FileInUse(string path, TimeSpan patience)
        => string.Create(CultureInfo.InvariantCulture, $"The file {path} was still in use after {patience.TotalSeconds:0.###} s.");

    public static string FileIsLink(string path) => $"The file {path} of the audit log is a link.";

    public static string FileIsNotRegular(string path) => $"The file {path} of the audit log is not a regular file.";

    public static string FileIsWritable(string path) => $"Other users can write to the file {path} of the audit log.";

    public static string FilePropertiesUnreadable(string file, string cause) => $"The properties of {file} could not be read: {cause}.";

    public static string FolderIsLink(string folder)
        => $"The audit log folder {folder} is a link. Anyone who can change the link controls which log is used. {FolderAction}";

    public static string FolderIsWritable(string folder)
        => $"Other users can write to the audit log folder {folder} and replace the log. {FolderAction}";

    public static string FolderIsReadable(string folder) => $"Other users can read the audit log folder {folder}. {FolderAction}";

    public static string IncompleteLineMoved(long bytes, string path)
        => $"The audit log ended in an incomplete line of {Bytes(bytes)}, because a process was killed or the disk was full. "
            + $"The line was moved to {path}.";

    public static string FileClosed(string path) => $"The file of the audit log has reached its size; it was renamed to {path}.";

    public static string LineSkipped(long line, string path, string reason)
        => string.Create(CultureInfo.InvariantCulture, $"Line {line} of {path} was skipped: {reason}. {CxHint.VerifyAuditLog}");

    public static string NotARecordReason(string cause) => $"it is not a record ({cause.TrimEnd('.')})";

    public static string SequenceReason(long actual, long expected)
        => string.Create(CultureInfo.InvariantCulture, $"its sequence number must be {expected} (was {actual})");

    public static string MovedReason(long actual, long expected)
        => $"{SequenceReason(actual, expected)} and its hash of the previous line does not match, so lines were removed, added or moved";

    public static string AnchorDiffersReason(long sequence, string hash, string expected)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"record {sequence} has the hash {hash}, and its anchor has {expected}, so the log was rewritten after "
            + $"the anchor was exported");

    public static string AnchorMissingReason(long sequence, long last)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"an anchor is about record {sequence} and the log ends at record {last}, so the last records were removed");

    public static string AnchorInvalid(string source, string reason) => $"{source} is not an anchor of an audit log: {reason}.";

    public static string StoreEndReason(long sequence, long last)
        => string.Create(
            CultureInfo.InvariantCulture, $"the log ends at record {sequence} and must end at record {last}, so records were removed");

    public static string WaitingForStore(string name) => $"store {name} cannot be reached";

    public static string StoreNotWritten(string name, string? cause)
        => cause is null
            ? $"The wait for the audit log in the store {name} was stopped."
            : $"The audit log in the store {name} could not be written: {cause.TrimEnd('.')}.";

    public static string RecordTooLarge(string action, string outcome, long bytes, long maxBytes)
        => $"The record ({action}, {outcome}) must have at most {Bytes(maxBytes)} (was {Bytes(bytes)}).";

    public static string RecordTooLargeReason(long bytes, long maxBytes)
        => $"the record must have at most {Bytes(maxBytes)} (was {Bytes(bytes)})";

    public static string OutcomeTooLarge(string failure, string record)
        => $"{failure} {record} was not saved to a separate file, because the store would not accept it later either.";

    public static string OutcomeKeptForStore(string failure, string record, string spool)
        => $"{failure} {record} was saved to {spool}. The next connection to this store adds it to the log.";

    public static string NotVerified(string path, long? line, string reason)
        => line is null
            ? $"The audit log {path} failed verification: {reason}."
            : string.Create(CultureInfo.InvariantCulture, $"The audit log {path} failed verification at line {line}: {reason}.");

    public static string RecordIsNoChange(string auditId, string kind, string id, string tenantId)
        => $"Audit record {auditId} is not a change of {kind} '{id}' on tenant {tenantId}.";

    public static string NoChangeRecorded(string kind, string id, string tenantId)
        => $"The audit log has no change of {kind} '{id}' on tenant {tenantId}.";

    public static string NewestOutcomeUnknown(string id, long sequence)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"The outcome of the newest change of '{id}' (audit record {sequence}) is unknown. Choose a record with "
                + $"{CxHint.Option("AuditRecord")}.");

    public static string NotFound(string path) => $"The audit log {path} does not exist.";

    public static string NoRecord(string path) => $"The audit log {path} contains no record.";

    public static string PartsOutOfOrder(string path, long sequence, string before, long last)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"The records of {path} do not follow those of {before}: the first one is record {sequence}, and the last one before it is "
                + $"record {last}. Name each part of a log once, the oldest first.");

    public static string NotHeld(string path, string auditId) => $"The audit log {path} no longer contains record {auditId}.";

    public static string NotUsed(string failure) => $"{failure} Its values were not used, and nothing was changed.";

    public static string UsedAnyway(string failure) => $"{failure} Its values are used anyway.";

    public static string SpoolFolderUnreadable(string folder, string cause)
        => $"The folder {folder} could not be searched for records that are not in the audit log yet: {cause}";

    public static string SpoolSkipped(string path, string reason)
        => $"The record in {path} was not added to the audit log: {reason}. The file was left unchanged.";

    public static string SpoolAdded(string auditId, string action, string outcome, string path, long sequence)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"The record {auditId} ({action}, {outcome}) in {path} was added to the audit log as record {sequence}.");

    public static string SpoolNotDeleted(string path, string cause)
        => $"The record in {path} is now in the audit log, but the file could not be deleted: {cause}";

    public static string TooLongReason(long maxBytes) => $"the file is longer than {Bytes(maxBytes)}";

    public static string UnreadableReason(string cause) => $"the file cannot be read: {cause.TrimEnd('.')}";

    private static string Bytes(long count)
        => count == 1 ? "1 byte" : string.Create(CultureInfo.InvariantCulture, $"{count} bytes");
}
