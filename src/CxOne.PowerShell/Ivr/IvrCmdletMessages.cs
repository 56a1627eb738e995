using System.Globalization;

namespace CxOne.PowerShell.Ivr;

/// <summary>The texts of the IVR cmdlets. A snapshot test holds all of them.</summary>
internal static class IvrCmdletMessages
{
    public const string ExportAction = "Start an export job for deployment metrics";
    public const string RollBackAction = "Roll back IVR deployment";
    public const string DefaultRollbackReason = "Rolled back by an administrator";

    public const string ProductionCaption = "Deploy to production";
    public const string ExpectationWithoutInput = "ExpectEnd and AllowTimeout require TestInput.";

    public static string DeployAction(int count, bool isDryRun)
        => $"{(isDryRun ? "Validate without deploying" : "Deploy")}: {Definitions(count)}";

    public static string ProductionQuestion(IReadOnlyList<string> definitionIds, string environment, string connection)
        => $"Deploy {Definitions(definitionIds.Count)} to {environment}, which callers use "
            + $"({string.Join(", ", definitionIds)}; {connection})?";

    public static string ConfirmationRequired(int count, string environment)
        => $"The deployment of {Definitions(count)} to {environment} must be confirmed, and this session cannot ask. Nothing was sent.";

    public static string DeployPreview(int count, bool isDryRun, int? simulatedCalls)
        => simulatedCalls is { } calls
            ? string.Create(CultureInfo.InvariantCulture, $"{DeployAction(count, isDryRun)} ({calls} simulated calls are valid)")
            : $"{DeployAction(count, isDryRun)} without a simulation";

    public static string RollBackOf(IReadOnlyList<string> definitionIds, string? environment, string status)
        => $"{RollBackAction}: {string.Join(", ", definitionIds)} in {environment ?? "an unknown environment"} ({status})";

    public static string ExportOf(string environment) => $"{ExportAction} of {environment}";

    public static string DeployTarget(IReadOnlyList<string> definitionIds, string environment, string connection)
        => $"{string.Join(", ", definitionIds)} -> {environment} on {connection}";

    public static string NotSimulated(string definition) => $"Definition '{definition}' was not simulated: no test case is for it.";

    public static string JobTarget(string jobId, string connection) => $"{jobId} on {connection}";

    public static string TestCaseNotAnObject(int number) => $"Test case {number} must be a hashtable or an object with properties.";

    private static string Definitions(int count) => count == 1 ? "1 definition" : $"{count} definitions in one job";
}
