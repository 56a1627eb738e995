using System.Globalization;

namespace CxOne.Ivr;

/// <summary>The metrics that the tenant recorded for a deployment.</summary>
public sealed record IvrDeploymentMetric
{
    /// <summary>Gets the id of the deployment job.</summary>
    public required string JobId { get; init; }

    /// <summary>Gets the environment of the deployment.</summary>
    public required string TargetEnvironment { get; init; }

    /// <summary>Gets the id of the export job that returned the metrics.</summary>
    public required string ExportJobId { get; init; }

    /// <summary>Gets the time from submission to completion as measured by the tenant, in milliseconds.</summary>
    public double? DeploymentLatencyMs { get; init; }

    /// <summary>Gets the share of validations that passed, 0 to 1.</summary>
    public double? ValidationSuccessRate { get; init; }

    /// <summary>Gets the share of the tenant's quota of voice units that was used, 0 to 1.</summary>
    public double? TtsResourceUtilization { get; init; }

    /// <summary>Gets the number of rollbacks.</summary>
    public int? RollbackCount { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{DeploymentLatencyMs:0} ms, validation {ValidationSuccessRate:P0}, voice units {TtsResourceUtilization:P1}, "
            + $"rollbacks {RollbackCount}");
}
