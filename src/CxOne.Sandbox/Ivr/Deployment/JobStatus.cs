namespace CxOne.Sandbox.Ivr;

/// <summary>The states of a deployment job.</summary>
internal static class JobStatus
{
    public const string Queued = "QUEUED";
    public const string Validating = "VALIDATING";
    public const string Deploying = "DEPLOYING";
    public const string Completed = "COMPLETED";
    public const string Failed = "FAILED";
    public const string RollingBack = "ROLLING_BACK";
    public const string RolledBack = "ROLLED_BACK";

    public static IReadOnlyList<string> All { get; } =
        [Queued, Validating, Deploying, Completed, Failed, RollingBack, RolledBack];

    public static bool IsFinal(string status) => status is Completed or Failed or RolledBack;
}
