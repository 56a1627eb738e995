namespace CxOne.Ivr;

internal sealed record IvrDeploymentFlags
{
    public required bool DryRun { get; init; }

    public required bool RollbackOnFailure { get; init; }

    public required bool ConcurrentDeployment { get; init; }
}
