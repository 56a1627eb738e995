namespace CxOne.PowerShell.Ivr;

/// <summary>The texts of the IVR cmdlets. A snapshot test holds all of them.</summary>
internal static class IvrCmdletMessages
{
    public const string ExportAction = "Start an export job for deployment metrics";
    public const string RollBackAction = "Roll back IVR deployment";
    public const string DefaultRollbackReason = "Rolled back by an administrator";

    public static string DeployAction(bool isDryRun) => isDryRun ? "Validate without deploying" : "Deploy IVR definitions";

    public static string DeployTarget(IReadOnlyList<string> definitionIds, string environment, string connection)
        => $"{string.Join(", ", definitionIds)} -> {environment} on {connection}";

    public static string JobTarget(string jobId, string connection) => $"{jobId} on {connection}";

    public static string TestCaseNotAnObject(int number) => $"Test case {number} must be a hashtable or an object with properties.";
}
