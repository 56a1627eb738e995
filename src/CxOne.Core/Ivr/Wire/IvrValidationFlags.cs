namespace CxOne.Ivr;

internal sealed record IvrValidationFlags
{
    public required bool CheckTtsResourceLimits { get; init; }

    public required bool CheckRoutingCompatibility { get; init; }

    public required bool ValidateTimeoutBehaviors { get; init; }
}
