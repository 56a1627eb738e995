using System.Globalization;

namespace CxOne.PowerShell.Published;

/// <summary>The texts of cmdlets for published objects that name a parameter or ask for confirmation.</summary>
internal static class PublishedCmdletMessages
{
    public const string StartAction = "Start the dialer, which places calls";

    public const string StopAction = "Stop the dialer; active calls are completed";

    public const string StopForced = "Stop the dialer and end its active calls at once";

    public const string CatalogAction = "Write the tenant's action types";

    public const string FileExistsAction = "Choose another path, or pass -Force to overwrite the file.";

    public static string Target(string name, string connection) => $"{name} on {connection}";

    public static string Set(string changes) => $"Set {changes}";

    public static string WithSkill(string skill, string? others) => $"skill {skill}{(others is null ? null : ", " + others)}";

    public static string Restore(long sequence)
        => string.Create(CultureInfo.InvariantCulture, $"Restore the state of audit record {sequence}:");

    /// <summary>Changes with old and new values, and those of members whose old values the tenant does not return.</summary>
    public static string Changes(string changes, IReadOnlyList<string> hidden)
        => hidden.Count == 0 ? changes : $"{changes}; {string.Join(", ", hidden)} (the present value cannot be read)";

    /// <summary>A change with the comparison with the rule set.</summary>
    public static string Guarded(string changes, string? guard) => guard is null ? changes : $"{changes}; {guard}";

    public static string Run(string action, bool? isRunning)
        => $"{action} (it is {(isRunning == true ? "running" : "not running")} now)";

    public static string SettingNotJson(string reason) => $"Setting cannot be converted to JSON: {reason}";

    public static string SettingNotTable(string block) => $"Setting must have a table of members for '{block}'.";

    public static string ScriptNotFound(string name, IReadOnlyList<string> similar)
        => $"The tenant has no script '{name}'."
            + (similar.Count == 0 ? null : $" Did you mean {string.Join(", ", similar.Select(other => $"'{other}'"))}?");

    public static string FolderNotFound(string folder, string tenantId) => $"Tenant {tenantId} has no script in a folder '{folder}'.";

    public static string Exported(int done, int total)
        => string.Create(CultureInfo.InvariantCulture, $"{done} of {total} scripts exported");

    public static string ExportAction(string name, bool isNew) => $"{(isNew ? "Create" : "Update")} the file of '{name}'";

    public static string ExportDone(string name, string status, string path) => $"{name}: {status}, {path}";

    public static string FileExists(string path) => $"'{path}' already exists.";

    public static string CatalogDone(int count, string path)
        => string.Create(CultureInfo.InvariantCulture, $"{count} action types were written to {path}.");

    public static string ActionNotOffered(string script, string action)
        => $"The tenant does not describe the type of the action {action} of the script '{script}'.";

    public const string InUseCaption = "Change a script that contacts run now";

    public const string BaseRead = "it was read";

    public const string BaseInvalid
        = "Base must be a script or a version of the tenant with its body (Get-CxScript -Body, Get-CxScriptHistory -Body), or the path "
            + "of a file of that version.";

    public static string BaseFile(string path) => $"the file {path} was written";

    public static string BaseVersion(int scriptId) => string.Create(CultureInfo.InvariantCulture, $"version {scriptId} was saved");

    public static string OneScriptOnly(string parameter, int count)
        => string.Create(CultureInfo.InvariantCulture, $"{parameter} requires one script (was {count}).");

    public static string SameScript(string name, IReadOnlyList<string> files)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{files.Count} files hold the script '{name}', and one of them would replace the other: {string.Join(", ", files)}.");

    public static string NoTestOf(string name, int count)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"No test case of the {count} that were read is about '{name}'. Add one, or omit -TestPath and -TestCase to publish ")
            + "without tests.";

    public static string PublishAction(bool isNew, bool isUnchanged, IReadOnlyList<string> cutOver)
    {
        var save = isUnchanged ? null : isNew ? "Save as a new script" : "Save a new version";
        var connect = cutOver.Count == 0 ? null : $"connect {string.Join(", ", cutOver)}";
        return connect is null ? save ?? string.Empty : save is null ? $"C{connect[1..]}" : $"{save}, then {connect}";
    }

    public static string RestoreVersion(int scriptId)
        => string.Create(CultureInfo.InvariantCulture, $"Save version {scriptId} again as the current one");

    public static string InUseQuestion(string name, int points, int skills, IReadOnlyList<string> shown)
    {
        var hidden = points + skills - shown.Count;
        var more = hidden > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {hidden} more") : null;
        return $"Contacts of {Users(points, skills)} run '{name}' from the next contact on: {string.Join(", ", shown)}{more}. Continue?";
    }

    public static string InUseRefusal(string name, int points, int skills)
        => $"{Users(points, skills)} would run '{name}' from the next contact on, but this session cannot prompt for confirmation. "
            + "Pass -Confirm:$false to publish without a prompt.";

    public static string OfSkill(string skill) => $"skill {skill}";

    private static string Users(int points, int skills)
    {
        string?[] parts =
        [
            points == 0
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{points} active {(points == 1 ? "point" : "points")} of contact"),
            skills == 0
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{skills} active outbound {(skills == 1 ? "skill" : "skills")}"),
        ];
        return string.Join(" and ", parts.Where(part => part is not null));
    }

    public static string RunsIt(string point) => $"runs it now: {point}";

    public static string NewFinding(string finding) => $"new finding: {finding}";

    public static string RefusedBecause(string name, string finding)
        => $"The tenant refused the script '{name}'; nothing was saved. {finding}";

    public const string UnlockAction = "Release the lock";

    public static string TakeAwayAction(string? holder)
        => $"Take the lock away from {holder ?? "the user who holds it"}; work that is not saved may be lost";
}
