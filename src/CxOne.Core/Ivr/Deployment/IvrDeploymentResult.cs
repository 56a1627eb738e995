namespace CxOne.Ivr;

/// <summary>What became of a deployment.</summary>
public sealed record IvrDeploymentResult
{
    /// <summary>The newest job; nothing where none was made.</summary>
    public string? JobId { get; init; }

    /// <summary>One of <see cref="IvrDeploymentStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Where it deployed to.</summary>
    public required string TargetEnvironment { get; init; }

    /// <summary>What it deployed.</summary>
    public required IReadOnlyList<string> IvrDefinitionId { get; init; }

    /// <summary>Why it failed.</summary>
    public string? FailureReason { get; init; }

    /// <summary>From the first submission to the final state as this side saw it, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>How often it was submitted.</summary>
    public int Attempts { get; init; }

    /// <summary>A roll-back was asked for.</summary>
    public bool RollbackTriggered { get; init; }

    /// <summary>The tenant validated only; nothing was deployed.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The simulations before the submission.</summary>
    public IReadOnlyList<IvrSimulationResult> Simulations { get; init; } = [];

    /// <summary>What the tenant measured.</summary>
    public IvrDeploymentMetric? Metrics { get; init; }

    /// <summary>The tenant's id of the record in its audit log.</summary>
    public string? AuditLogId { get; init; }

    /// <summary>Id of the record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <summary>States over time.</summary>
    public IReadOnlyList<IvrStateChange> StateHistory { get; init; } = [];

    /// <summary>What went wrong beside the deployment itself, each a sentence.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{JobId ?? "no job"}: {Status} in {TargetEnvironment}";
}
