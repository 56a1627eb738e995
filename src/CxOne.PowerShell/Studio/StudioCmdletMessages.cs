using System.Globalization;

namespace CxOne.PowerShell.Studio;

/// <summary>The texts of the cmdlets for Studio scripts. A snapshot test holds all of them.</summary>
internal static class StudioCmdletMessages
{
    public const string NoErrors = "the linter finds no error";

    public const string ReportAction =
        "Check that the folder exists, that you have write permission and that the disk is not full. "
        + "Choose another path if the file is read-only.";

    public const string ScriptFiles = "script (.json or .xml)";

    public const string TestFiles = "file of test cases (.tests.yaml, .tests.yml or .tests.json)";

    public const string ProfileFiles = "hours profile (.hours.json)";

    public static string NoFiles(string parameter, string path, string kind) => $"{parameter} '{path}' leads to no {kind}.";

    public static string FolderGiven(string parameter, string path) => $"{parameter} must be a file (was the folder '{path}').";

    public static string PathMissing(string parameter, string path) => $"{parameter} '{path}' does not exist.";

    public static string PathNotOfFileSystem(string parameter, string path, string? reason)
        => $"{parameter} must be a path of the file system (was '{path}').{(reason is null ? null : " " + reason)}";

    public static string FileTooLarge(string path, long length, int max)
        => string.Create(CultureInfo.InvariantCulture, $"'{path}' has {length} bytes; at most {max} are read.");

    public static string FileUnreadable(string path, string reason) => $"'{path}' cannot be read: {reason}";

    public static string ReportUnwritable(string path, string reason) => $"'{path}' could not be written: {reason}";

    public static string FileWritten(string path) => $"{path} is written.";

    public static string Note(string file, int? actionId, string text)
        => actionId is { } id ? string.Create(CultureInfo.InvariantCulture, $"{file}: action {id}: {text}") : $"{file}: {text}";

    public static string ScriptMissing(string name, string test)
        => $"The script '{name}' of the test case '{test}' is not among the files.";

    public static string ValueNotJson(string parameter, string reason) => $"{parameter} cannot be read: {reason}";

    public static string TimeWithoutOffset(string text)
        => $"'{text}' is not ISO 8601 with an offset. Write a time such as 2026-03-02T10:15:00-05:00.";

    public static string TimeOfOtherType(string type)
        => $"A time must be a DateTimeOffset, a DateTime or ISO 8601 text with an offset (was of type {type}).";

    public static string RuleSkipped(string script, string rule, string reason) => $"{script}: {rule} is not checked: {reason}";

    public static string DependsOn(IReadOnlyList<string> assumptions) => $"Depends on: {string.Join(", ", assumptions)}";

    public static string HostCannotAsk(string reason)
        => $"Interactive needs a host that can ask for keys; give them as TestInput instead. {reason}";

    public static string Heard(string prompt) => $"  “{prompt}”";

    public static string AskForKeys(string caption, string keys) => keys.Length > 0 ? $"{caption} ({keys}) > " : $"{caption} > ";

    public static string ScriptWithoutBody(string name)
        => $"The object of '{name}' must have the script itself. Read it with Get-CxScript -Body.";
}
