namespace CxOne.Ivr;

/// <summary>The result of a deployment.</summary>
public sealed record IvrDeploymentResult
{
    /// <summary>Gets the id of the newest job; <see langword="null"/> if the tenant created none.</summary>
    public string? JobId { get; init; }

    /// <summary>Gets the state: a constant of <see cref="IvrDeploymentStatus"/>, or another state of the tenant.</summary>
    public required string Status { get; init; }

    /// <summary>Gets the environment of the deployment.</summary>
    public required string TargetEnvironment { get; init; }

    /// <summary>Gets the ids of the definitions.</summary>
    public required IReadOnlyList<string> IvrDefinitionId { get; init; }

    /// <summary>Gets why the deployment failed.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Gets the time from the first submission to the final state as measured by the client, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Gets the number of submissions.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets whether a rollback was requested.</summary>
    public bool RollbackTriggered { get; init; }

    /// <summary>Gets whether the tenant only validated the deployment.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Gets the results of the simulations before the submission.</summary>
    public IReadOnlyList<IvrSimulationResult> Simulations { get; init; } = [];

    /// <summary>Gets the metrics that the tenant recorded.</summary>
    public IvrDeploymentMetric? Metrics { get; init; }

    /// <summary>Gets the id of the record in the tenant's audit log.</summary>
    public string? AuditLogId { get; init; }

    /// <summary>Gets the id of the record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <summary>Gets the states of the jobs over time.</summary>
    public IReadOnlyList<IvrStateChange> StateHistory { get; init; } = [];

    /// <summary>Gets the failures that did not affect the deployment itself, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{JobId ?? "no job"}: {Status} in {TargetEnvironment}";
}
