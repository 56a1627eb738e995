namespace CxOne.Ivr;

internal sealed record IvrDeploymentBody
{
    public required IReadOnlyList<string> IvrDefinitionIds { get; init; }

    public required string TargetEnvironment { get; init; }

    public required IvrValidationFlags ValidationFlags { get; init; }

    public required IvrDeploymentFlags DeploymentOptions { get; init; }
}
