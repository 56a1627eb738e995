namespace CxOne.Sandbox.Exports;

/// <summary>What an export of deployments can be asked for.</summary>
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
