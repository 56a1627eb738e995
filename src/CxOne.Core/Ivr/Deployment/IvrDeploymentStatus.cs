namespace CxOne.Ivr;

/// <summary>States of a deployment job. Text, because a tenant may know more of them.</summary>
public static class IvrDeploymentStatus
{
    /// <summary>Waits for its turn.</summary>
    public const string Queued = "QUEUED";

    /// <summary>Its dependencies are checked.</summary>
    public const string Validating = "VALIDATING";

    /// <summary>It is being deployed.</summary>
    public const string Deploying = "DEPLOYING";

    /// <summary>It is live, or a dry run passed.</summary>
    public const string Completed = "COMPLETED";

    /// <summary>It failed; a roll-back is up to the caller.</summary>
    public const string Failed = "FAILED";

    /// <summary>The former version is being brought back.</summary>
    public const string RollingBack = "ROLLING_BACK";

    /// <summary>The former version is live.</summary>
    public const string RolledBack = "ROLLED_BACK";

    /// <summary>Of the module: nothing was submitted, because a simulation failed.</summary>
    public const string NotSubmitted = "NOT_SUBMITTED";

    /// <summary>Of the module: the tenant refused the deployment with 400 and made no job.</summary>
    public const string Rejected = "REJECTED";

    /// <summary>The job changes no more by itself.</summary>
    /// <param name="status">A state.</param>
    public static bool IsFinal(string status) => status is Completed or Failed or RolledBack;
}
