namespace CxOne.Ivr;

/// <summary>States of a deployment job. They are text, because a tenant may use others as well.</summary>
public static class IvrDeploymentStatus
{
    /// <summary>The job is waiting to start.</summary>
    public const string Queued = "QUEUED";

    /// <summary>The tenant is validating the definitions.</summary>
    public const string Validating = "VALIDATING";

    /// <summary>The definitions are being deployed.</summary>
    public const string Deploying = "DEPLOYING";

    /// <summary>The definitions are live, or a dry run passed.</summary>
    public const string Completed = "COMPLETED";

    /// <summary>The job failed. The tenant does not roll it back by itself.</summary>
    public const string Failed = "FAILED";

    /// <summary>The previous version is being restored.</summary>
    public const string RollingBack = "ROLLING_BACK";

    /// <summary>The previous version is live.</summary>
    public const string RolledBack = "ROLLED_BACK";

    /// <summary>Set by the module: a simulation failed, so nothing was submitted.</summary>
    public const string NotSubmitted = "NOT_SUBMITTED";

    /// <summary>Set by the module: the tenant rejected the submission with 400 and created no job.</summary>
    public const string Rejected = "REJECTED";

    /// <summary>Returns whether a state is final.</summary>
    /// <param name="status">The state.</param>
    public static bool IsFinal(string status) => status is Completed or Failed or RolledBack;
}
