namespace CxOne.Ivr;

internal sealed record IvrDeploymentBody
{
    public required IReadOnlyList<string> IvrDefinitionIds { get; init; }

    public required string TargetEnvironment { get; init; }

    public required IvrValidationFlags ValidationFlags { get; init; }

    public required IvrDeploymentFlags DeploymentOptions { get; init; }

    public static IvrDeploymentBody Of(IvrDeploymentRequest request) => new()
    {
        IvrDefinitionIds = request.IvrDefinitionId,
        TargetEnvironment = request.TargetEnvironment,
        ValidationFlags = new IvrValidationFlags
        {
            CheckTtsResourceLimits = !request.SkipValidation.Contains(IvrValidationCheck.TtsResourceLimits),
            CheckRoutingCompatibility = !request.SkipValidation.Contains(IvrValidationCheck.RoutingCompatibility),
            ValidateTimeoutBehaviors = !request.SkipValidation.Contains(IvrValidationCheck.TimeoutBehaviors),
        },
        DeploymentOptions = new IvrDeploymentFlags
        {
            DryRun = request.DryRun,
            RollbackOnFailure = request.RollbackOnFailure,
            ConcurrentDeployment = request.Concurrent,
        },
    };
}

internal sealed record IvrValidationFlags
{
    public required bool CheckTtsResourceLimits { get; init; }

    public required bool CheckRoutingCompatibility { get; init; }

    public required bool ValidateTimeoutBehaviors { get; init; }
}

internal sealed record IvrDeploymentFlags
{
    public required bool DryRun { get; init; }

    public required bool RollbackOnFailure { get; init; }

    public required bool ConcurrentDeployment { get; init; }
}

internal sealed record IvrRollbackBody
{
    public required string Reason { get; init; }
}
