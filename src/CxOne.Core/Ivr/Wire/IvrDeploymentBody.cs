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
