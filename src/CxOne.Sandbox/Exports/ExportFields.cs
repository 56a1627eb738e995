namespace CxOne.Sandbox.Exports;

/// <summary>The metrics and filters of an export of deployments.</summary>
internal static class ExportFields
{
    public const string Latency = "deploymentLatencyMs";
    public const string SuccessRate = "validationSuccessRate";
    public const string Utilization = "ttsResourceUtilization";
    public const string Rollbacks = "rollbackCount";
    public const string JobId = "jobId";
    public const string Environment = "targetEnvironment";
    public const string Status = "status";
    public const string Definition = "ivrDefinitionId";

    public static IReadOnlyList<string> Metrics { get; } = [Latency, SuccessRate, Utilization, Rollbacks];

    public static IReadOnlyList<string> Filters { get; } = [JobId, Environment, Status, Definition];
}
