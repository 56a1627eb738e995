namespace CxOne.Ivr;

/// <summary>The details of a deployment in the audit logs. The tenant's log contains the first six members.</summary>
internal sealed record IvrDeploymentAudit
{
    public string? JobId { get; init; }

    public required string TargetEnvironment { get; init; }

    public required IReadOnlyList<string> IvrDefinitionIds { get; init; }

    public bool? ValidationPassed { get; init; }

    public double? DeploymentLatencyMs { get; init; }

    public bool? RollbackTriggered { get; init; }

    public string? Status { get; init; }

    public string? FailureReason { get; init; }

    public int? Attempts { get; init; }

    public bool? DryRun { get; init; }

    public string? Reason { get; init; }

    public string? IdempotencyKey { get; init; }

    public IReadOnlyList<string>? SimulationIds { get; init; }

    public IReadOnlyList<IvrSimulationAudit>? Simulations { get; init; }

    public bool? SimulationSkipped { get; init; }

    public IReadOnlyList<string>? SkippedValidation { get; init; }

    public string? Error { get; init; }
}
