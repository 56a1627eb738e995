using System.Globalization;

namespace CxOne.Published;

/// <summary>The texts about scripts of the tenant.</summary>
internal static class ScriptMessages
{
    public const string Skills = "skills";

    public const string Profiles = "hours of operation";

    public const string Prompts = "prompt files";

    public const string PromptWithoutContent = "it has no content in base64.";

    public static string NameMissing => "The name of the script is missing.";

    public static string NotFound(string name) => $"The tenant has no script '{name}'.";

    public static string NotFoundByOther(string name, string cause)
        => $"It is not known whether the tenant has the script '{name}', because the answer did not come from the tenant. {cause}";

    public static string DesktopOnly(string name)
        => $"The tenant cannot return the script '{name}' as JSON. It fails in this way on scripts that only Desktop Studio has saved.";

    public static string LockFileInvalid(string source, string reason) => $"The lock file '{source}' cannot be read: {reason}";

    public static string LockFormatUnknown(string format) => $"Its member 'format' must be '{format}'.";

    public static string LockSectionNoObject(string section) => $"Its member '{section}' must be an object.";

    public static string LockEntryTwice(string name) => $"It has two entries for '{name}'.";

    public static string LockEntryIncomplete(string name) => $"The entry of '{name}' must have 'file' and 'hash'.";

    public static string LockEntryNoVersions(string name)
        => $"The member 'publishedFrom' of '{name}' must be an object in which each file appears once and has 'hash'.";

    public static string NotFoundSimilar(string name, IReadOnlyList<string> similar)
        => $"The tenant has no script '{name}'."
            + (similar.Count == 0 ? null : $" Did you mean {string.Join(", ", similar.Select(other => $"'{other}'"))}?");

    public static string WithoutVersions(string name) => $"The tenant has no saved version of the script '{name}'.";

    public static string LocksUnreadable(string errorId)
        => $"Locks and sizes of scripts could not be read ({errorId}); these members are empty.";

    public static string PathLeadsOut(string path, string folder) => $"'{path}' leads out of the folder '{folder}'.";

    public static string PathIsLink(string path, string link)
        => $"'{path}' leads through the symbolic link '{link}', which is not followed.";

    public static string FileTooLarge(long length, int max)
        => string.Create(CultureInfo.InvariantCulture, $"It has {length} bytes; at most {max} are read.");

    public static string FileFailed(string path, string reason) => $"'{path}' could not be written: {reason}";

    public static string HoldsSecret(string name, IReadOnlyList<string> actions)
        => $"The script '{name}' holds what looks like a key, a token or a password in {string.Join(", ", actions)}, and was not exported.";

    public static string FileEdited(string file, string name, bool wasExported)
        => wasExported
            ? $"'{file}' was edited after '{name}' was exported to it, and was not overwritten."
            : $"'{file}' exists, differs from '{name}' and was not written by an export; it was not overwritten.";

    public static string PromptMissing(string name) => $"A script plays '{name}', but the tenant has no such file.";

    public static string PromptExported(string name, ScriptExportStatus status) => $"{name}: {status}";

    public static string LintDataRefused(string part, string errorId)
        => $"The tenant's {part} could not be read ({errorId}); the rules that need them are not checked.";
}
