using System.Globalization;
using CxOne.Errors;

namespace CxOne.Published;

/// <summary>The texts of writes of scripts.</summary>
internal static class ScriptWriteMessages
{
    public const string FindingWithoutText = "a finding without a text";

    public const string NotThere = "The tenant has no script of this name.";

    public const string LookUpAdvice = "Read the script to see whether it was saved. Saving the same script again does no harm.";

    public const string LockLookUpAdvice = "Read the script to see who holds its lock.";

    public static string Subject(string name) => $"Script '{name}'";

    public static string NameInvalid(string name)
        => $"'{name}' is not a valid script name: folders and name are separated by a backslash, and each has 1 to 100 characters: "
            + "letters, digits, spaces, dots, dashes and underscores.";

    public static string Finding(int? actionId, string actionType, string caption, string key)
    {
        var shown = caption.Length == 0 ? null : $" '{caption}'";
        var place = actionId is { } id ? string.Create(CultureInfo.InvariantCulture, $"Action {id} {actionType}{shown}: ") : null;
        return $"{place}{key}";
    }

    public static string Refused(string name, IReadOnlyList<string> findings, string? reason)
        => findings.Count switch
        {
            0 => $"The tenant refused the script '{name}'; nothing was saved. {reason}",
            1 => $"The tenant refused the script '{name}' because of an error; nothing was saved. {findings[0]}",
            _ => $"The tenant refused the script '{name}' because of {findings.Count} errors; nothing was saved.",
        };

    public static string SavedWith(string name, string finding) => $"The tenant saved '{name}' and warns: {finding}";

    public static string Locked(string name, string? holder, string said)
        => $"The script '{name}' is locked{(holder is null ? null : $" by {holder}")}; nothing was changed. The tenant's answer: {said}";

    public static string NotKicked(string name, string said)
        => $"The lock of '{name}' could not be taken away. The tenant's answer: {said}";

    public static string NotReleasedInTime(TimeSpan time) => FormattableString.Invariant($"no answer within {time.TotalSeconds:0} s");

    public static string LockLeft(string name, string reason)
        => $"The lock of the script '{name}' could not be released: {reason} {CxHint.UnlockScript(name)}";

    public static string ConflictAdvice(string name) => $"{CxHint.MergeScript(name)}";

    public static string ChangedMeanwhile(string name)
        => $"The script '{name}' was changed by another user after it was read; nothing was saved.";

    public static string ChangedSinceExport(string name, string? user, DateTimeOffset? time, string what)
    {
        var by = user is null ? null : $" by {user}";
        var when = time is { } moment
            ? string.Create(CultureInfo.InvariantCulture, $" on {moment.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")
            : null;
        return $"The script '{name}' was changed on the tenant{by}{when}, after {what}; nothing was saved.";
    }

    public static string DeletedSinceExport(string name, string what)
        => $"The script '{name}' was deleted on the tenant after {what}; nothing was saved.";

    public static string BaseUnknown(string name)
        => $"The tenant has a script '{name}', and nothing says which version of it the file is based on; nothing was saved.";

    public static string Replaced(string name) => $"The script '{name}' was changed by another user; that version is replaced.";

    public static string OtherForm(string name) => $"The tenant holds '{name}' in its own form; what the script does is equal.";

    public static string WaitingForSave(string name) => $"the tenant to show the saved script '{name}'";

    public static string OfLockFile(string path) => $"the export that {path} records";

    public static string OfPublication(string file, string path) => $"the publication of {file} that {path} records";

    public static string LockFileNotWritten(string path, string name, string reason)
        => $"'{name}' was published, but {path} could not be updated: {reason}";

    public static string Saved(string name) => $"The script '{name}' was saved. You do not need to save it again.";

    public static string Unlocked(string name) => $"The lock of the script '{name}' was released.";

    public static string LintFailed(string name, int count)
        => FormattableString.Invariant($"The linter finds {count} {(count == 1 ? "error" : "errors")} in '{name}'; nothing was saved.");

    public static string TestsFailed(string name, int failed, int count)
        => FormattableString.Invariant($"{failed} of {count} test cases fail on '{name}'; nothing was saved.");

    public static string RolledBack(string name, bool wasNew, string cause)
        => wasNew
            ? $"The script '{name}' was saved, and was deleted again because a later step failed: {cause}"
            : $"The script '{name}' was saved, and its former version is in place again because a later step failed: {cause}";

    public static string NotReverted(string name, string cause, IReadOnlyList<string> failures)
        => $"The script '{name}' was saved, a later step failed, and not everything could be put back. The step: {cause} "
            + $"Not put back: {string.Join(' ', failures)}";

    public static string KeptForPoints(string name)
        => $"The new version of '{name}' stays, because a point of contact may still lead to it.";

    public static string ChangedByOthers(string name) => $"Another user has changed '{name}' since; that version is not replaced.";

    public static string StillThere(string name) => $"The tenant confirmed that '{name}' was deleted, but still has it.";

    public static string StoppedBeforeSave(string name) => $"The script '{name}' was not saved; the same command can be run again.";

    public static string LockNotTaken(string name, string cause)
        => $"The lock of the script '{name}' could not be taken; nothing was saved. {cause}";

    public static string StoppedDuringSave(string name)
        => $"The script '{name}' may have been saved; no point of contact was changed. {CxHint.ShowScript(name)}";

    public static string StoppedDuringCutOver(string name)
        => $"The script '{name}' was saved; the points of contact may lead to it or to their former scripts. {CxHint.ShowScript(name)}";

    public static string StoppedDuringRevert(string name)
        => $"The script '{name}' was being put back when the operation was stopped. {CxHint.ShowScript(name)}";

    public static string LockLeftShort(string name) => $"The lock of the script '{name}' was not released. {CxHint.UnlockScript(name)}";

    public static string NotLocked(string name) => $"The script '{name}' is not locked.";

    public static string LockedByOther(string name, string? holder)
        => $"The script '{name}' is locked by {holder ?? "another user"}. Nothing was changed.";

    public static string LockUnknown(string name, string cause)
        => $"It is not known whether the lock of the script '{name}' was released, because the script could not be "
            + $"read afterwards. {cause}";

    public static string StillLocked(string name, string? holder)
        => $"The tenant confirmed the release, but the script '{name}' is still locked{(holder is null ? null : $" by {holder}")}.";

    public static string LockedAgain(string name, string? former, string holder)
        => $"The lock of the script '{name}' was taken from {former ?? "its holder"}, and {holder} holds it now.";

    public static string LockKept(string name)
        => $"The script '{name}' was already locked before this run, and its lock was kept. {CxHint.UnlockScript(name)}";

    public static string PointKept(string id, string? script)
        => $"Point of contact {id} leads to {(string.IsNullOrEmpty(script) ? "no script" : $"'{script}'")} now; "
            + "another user has changed it, and it was not set back.";

    public static string PointWithoutFormer(string id, string name)
        => $"Point of contact {id} led to no script before, which cannot be set back; it leads to '{name}'.";

    public static string NotShownYet(string name)
        => $"The tenant confirmed a new version of the script '{name}', and does not return it yet. It may show it later.";

    public static string Forced(string conflict)
        => $"{conflict.Replace("; nothing was saved", string.Empty, StringComparison.Ordinal)} It is replaced.";

    public static string NothingToRestore(string name) => $"The tenant has no earlier version of the script '{name}'.";

    public static string StoppedDuringUnlock(string name)
        => $"The lock of the script '{name}' may have been released. {LockLookUpAdvice}";

    public static string VersionOfOther(int scriptId, string name, string other)
        => string.Create(CultureInfo.InvariantCulture, $"Version {scriptId} is a version of '{other}', not of '{name}'.");

    public static string PointsUnreadable(string name, string reason)
        => $"The points of contact that lead to '{name}' could not be read: {reason}";

    public static string SkillsUnreadable(string name, string reason)
        => $"The outbound skills that run '{name}' could not be read: {reason}";
}
