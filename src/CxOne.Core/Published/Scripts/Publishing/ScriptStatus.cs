namespace CxOne.Published;

/// <summary>The values of <see cref="ScriptPublishResult.Status"/>.</summary>
internal static class ScriptStatus
{
    public const string Published = "Published";
    public const string Restored = "Restored";
    public const string Unchanged = "Unchanged";
    public const string Refused = "Refused";
    public const string RolledBack = "RolledBack";
    public const string NotReverted = "NotReverted";
    public const string Unknown = "Unknown";
}
