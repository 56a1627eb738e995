using System.Globalization;

namespace CxOne.PowerShell.Base;

/// <summary>The texts that all cmdlets share. A snapshot test holds all of them.</summary>
internal static class BaseCmdletMessages
{
    public const string NotConnected = "This session has no connection to a CXone tenant.";

    public const string PathHasNull = "without a null character.";

    // These follow the name of a member: "Details.size is not a finite number, which JSON cannot represent."
    public const string JsonNotFinite = "is not a finite number, which JSON cannot represent";

    public const string JsonHalfPair = "has half a surrogate pair, which is not a character";

    public static string JsonTooDeep(int levels) => $"is nested more than {levels} levels deep, or contains itself";

    public static string JsonObjectsTooDeep(int levels) => $"contains .NET objects nested more than {levels} levels deep";

    public static string JsonMemberUnreadable(string member, string exceptionType)
        => $"{member} is left out because it cannot be read ({exceptionType}).";

    public static string JsonSecret(string member) => $"{member} is a SecureString, whose text is not read.";

    public static string JsonRefused(string member, string reason) => $"{member} {reason}.";

    public static string JsonAsText(string member, string reason) => $"{member} {reason}; it is written as text.";

    public static string NameNotFound(string name, string tenantId) => $"Tenant {tenantId} has no object with the name '{name}'.";

    public static string NotFound(string text, string tenantId, IReadOnlyList<string> similar)
        => $"Tenant {tenantId} has no object with the id or the name '{text}'."
            + (similar.Count == 0 ? null : $" Did you mean {string.Join(" or ", similar.Select(name => $"'{name}'"))}?");

    public static string SeveralMeant(string text, string tenantId, IReadOnlyList<string> objects)
        => $"'{text}' is the id or the name of {objects.Count} objects on tenant {tenantId}: "
            + string.Join(", ", objects) + ".";

    public static string ChoiceInvalid(string value, IReadOnlyList<string> choices)
        => $"'{value}' is not one of the possible values: {string.Join(", ", choices)}.";

    public static string PathInvalid(string parameter, string reason) => $"{parameter} must be a path of the file system {reason}";

    public static string PathOfOtherProvider(string path, string provider) => $"(was '{path}', a path of the provider {provider}).";

    public static string PathNotResolved(string path, string cause) => $"(was '{path}'): {cause}";

    public static string ObjectWithoutText(string type, IReadOnlyList<string> members)
        => $"An object must have the member {string.Join(" or ", members)} (was of type {type}). Pass text, or an object with this member.";

    public static string NotANumber(string text, bool isWhole)
        => $"'{text}' is not a number with a point before its decimals, such as {(isWhole ? "50" : "0.5")}.";

    public static string NotWhole(double number)
        => string.Create(CultureInfo.InvariantCulture, $"{number} is not a whole number.");

    public static string DecimalComma(string text, string number)
        => $"'{text}' is not a number with a point before its decimals; write {number}.";

    public static string PercentForAShare(string text, string percent, decimal share)
        => string.Create(CultureInfo.InvariantCulture, $"'{text}' is a percentage; for {percent} % write {share:0.############}.");

    public static string CommaMadeAList(string whole, string decimals)
        => $"PowerShell reads a comma as a list. Write a point before the decimals: {whole}.{decimals} (or {whole}.0{decimals} for "
            + $"{whole},0{decimals}).";

    public static string ListForANumber(IReadOnlyList<string> items) => $"One number is required (was a list of {items.Count}).";

    private static string? Requests(int count) => count == 1 ? null : $" ({count} requests)";

    public static string RowFailed(string row, string cause) => $"{row}: {cause}";

    public static string WaitLeft(TimeSpan left, int count, string reason)
        => $"{Math.Ceiling(left.TotalSeconds)} s to wait{Requests(count)}: {reason}";

    public static string WaitSince(TimeSpan elapsed, int count, string reason)
        => $"waiting for {Math.Floor(elapsed.TotalSeconds)} s{Requests(count)}: {reason}";

    public static string Running(TimeSpan elapsed) => $"running for {Math.Floor(elapsed.TotalSeconds)} s";

    public static string Processed(int done, int? total) => total is null ? $"{done} done" : $"{done} of {total}";

    public static string Stopped(string cmdlet, int done, int? total, int failed)
        => $"{cmdlet} was stopped after {done} {(total is { } all ? $"of {all} {Objects(all)}" : $"{Objects(done)} from the pipe")}"
            + $"{(failed == 0 ? null : $" ({failed} with an error)")}.";

    private static string Objects(int count) => count == 1 ? "object" : "objects";

    public static string Unexpected(string type, string message) => $"{type}: {message}";

    public static string Changes(string verb, string? changes)
        => changes is null ? $"{verb} nothing: all values are already in place" : $"{verb} {changes}";

    public static string Restored(string name, string record, string? changes)
        => changes is null
            ? $"{name}: nothing was left to restore; the state before {record} is already in place."
            : $"{name}: restored the state before {record}: {changes}";

    public static string RestoredCopy(string name, string? changes)
        => changes is null
            ? $"{name}: nothing was left to restore; the configuration already has the values of the copy."
            : $"{name}: restored the state of the copy: {changes}";

    public static string NothingLeftToRestore(string id, string record, string kind)
        => $"{id}: nothing is left to restore, because the newest change in the audit log is a restore: {record}. To go back further, or "
            + $"to take the restore back, choose a record with Get-CxAuditRecord {kind}.* -Target {id} and pipe it to "
            + $"Restore-Cx{kind} {id}.";

    public static string Record(long sequence, string action, string actor, DateTime time)
        => string.Create(
            CultureInfo.InvariantCulture, $"audit record {sequence} ({action} by {actor}, {time:yyyy-MM-dd HH:mm:ss}Z)");

    public static string ItemError(string item, string message, bool isList)
        => $"{item}:{(isList ? Environment.NewLine : " ")}{message}";
}
