namespace CxOne.Sandbox.Ivr;

/// <summary>The body of a deployment, checked.</summary>
internal sealed record DeploymentRequest(
    IReadOnlyList<StoredDefinition> Definitions,
    string TargetEnvironment,
    bool DryRun,
    bool RollbackOnFailure,
    bool ConcurrentDeployment);
