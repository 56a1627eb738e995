namespace CxOne.Ivr;

/// <summary>What the tenant measured of a deployment.</summary>
public sealed record IvrDeploymentMetric
{
    /// <summary>The deployment job.</summary>
    public required string JobId { get; init; }

    /// <summary>Where it deployed to.</summary>
    public required string TargetEnvironment { get; init; }

    /// <summary>The export job that brought the figures.</summary>
    public required string ExportJobId { get; init; }

    /// <summary>From submission to the end, in milliseconds, as the tenant measured it.</summary>
    public double? DeploymentLatencyMs { get; init; }

    /// <summary>Share of validations that passed, 0 to 1.</summary>
    public double? ValidationSuccessRate { get; init; }

    /// <summary>Voice units used, as a share of the tenant's quota, 0 to 1.</summary>
    public double? TtsResourceUtilization { get; init; }

    /// <summary>Roll-backs.</summary>
    public int? RollbackCount { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{DeploymentLatencyMs:0} ms, validation {ValidationSuccessRate:P0}, voice units {TtsResourceUtilization:P1}, roll-backs {RollbackCount}");
}
