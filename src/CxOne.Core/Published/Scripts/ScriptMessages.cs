namespace CxOne.Published;

/// <summary>The texts about scripts of the tenant.</summary>
internal static class ScriptMessages
{
    public static string NotFound(string name) => $"The tenant has no script '{name}'.";

    public static string DesktopOnly(string name)
        => $"The tenant cannot return the script '{name}' as JSON. It fails in this way on scripts that only Desktop Studio has saved.";
}
