namespace CxOne.Published;

/// <summary>The texts about scripts of the tenant.</summary>
internal static class ScriptMessages
{
    public static string NotFound(string name) => $"The tenant has no script '{name}'.";

    public static string DesktopOnly(string name)
        => $"The tenant cannot return the script '{name}' as JSON. It fails in this way on scripts that only Desktop Studio has saved.";

    public static string LockFileInvalid(string source, string reason) => $"The lock file '{source}' cannot be read: {reason}";

    public static string LockFormatUnknown(string format) => $"Its member 'format' must be '{format}'.";

    public static string LockSectionNoObject(string section) => $"Its member '{section}' must be an object.";

    public static string LockEntryTwice(string name) => $"It has two entries for '{name}'.";

    public static string LockEntryIncomplete(string name) => $"The entry of '{name}' must have 'file' and 'hash'.";
}
