using System.Globalization;

namespace CxOne.Merge;

/// <summary>The texts of versioned writes.</summary>
internal static class MergeMessages
{
    public const string Absent = "(absent)";

    public const string Removed = "(removed)";

    public const string NotAnObject = "The JSON must be an object.";

    public const string NameOccursTwice = "an object in it has two members of the same name.";

    public const string NotReadFromTenant =
        "The object was not read from the tenant, or is a copy without its original JSON. "
            + "Pass the object as the tenant returned it, or its id.";

    /// <summary>The audit record of an update that started to write and then found nothing left to change.</summary>
    public const string MadeByOthers = "Another client made the same change first; this write was refused and is no longer needed.";

    public static string WaitingAfterConflict(string what) => $"another client is changing {what}";

    public static string WaitingAfterRefusal(string what, int? status)
        => $"{what}: status {status}, it is read again before the next write";

    public static string RefusedForNow(string what, int? status, TimeSpan wait)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"The write of {what} was refused with {status}; it is read again and written in {wait.TotalSeconds:0.###} s.");

    public const string LookupAdvice =
        "Read the object again when the tenant can be reached. Running the same command again is safe.";

    public static string ObjectInvalid(string reason) => $"The object could not be read: {reason}";

    public static string OtherObject(string id) => $"it is not the object '{id}'.";

    public static string ReadingAgain(string what, int? status, int attempt, int attempts)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{what} was changed by another client{(status is null ? null : $" (status {status})")}; reading it again and merging "
                + $"(attempt {attempt} of {attempts}).");

    public static string OtherForm(string what)
        => $"{what} was written, but the tenant stores some values in another form. Check the values that it holds now.";

    public static string NotReadBack(string what, string errorId)
        => $"{what} was written, but could not be read back ({errorId}). The result shows the tenant's answer to the write.";

    public static string Replaced(string what, string? written, string? current)
        => $"{what}: the tenant confirmed the change (version {written ?? "unknown"}), but now holds version {current ?? "unknown"} "
            + "without it. Another client may have overwritten it.";

    /// <summary>A member that the write did not change, and whose value differs when it is read back.</summary>
    public static string ChangedBeside(string what, string difference)
        => $"{what}: a member that you did not change differs after the write. Another client changed it, or the tenant did. {difference}";

    public static string Exhausted(string what, int attempts)
        => attempts == 1
            ? $"{what} was not changed: another client changed it during the attempt."
            : string.Create(
                CultureInfo.InvariantCulture, $"{what} was not changed: another client changed it during each of {attempts} attempts.");

    /// <summary>The line above the list of conflicts.</summary>
    public static string Conflict(string what, int members, bool mayBeMade)
    {
        var cause = $"another client changed the same member{(members == 1 ? null : "s")}.";
        return mayBeMade
            ? $"{what}: {cause} An earlier attempt, whose answer was lost, may have been applied before that."
            : $"{what} was not changed: {cause}";
    }

    public static string Overridden(string what, string conflict) => $"{what}: your value replaces another client's value. {conflict}";
}
