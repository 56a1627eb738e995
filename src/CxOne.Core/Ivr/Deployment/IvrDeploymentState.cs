using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>The progress of a deployment. Each step takes a state and returns the next one.</summary>
internal sealed record IvrDeploymentState
{
    public const string ProvisioningTimeout = "PROVISIONING_TIMEOUT";

    public IReadOnlyList<IvrSimulationResult> Simulations { get; init; } = [];

    /// <summary>The newest job; null until the tenant has accepted a submission.</summary>
    public IvrDeploymentJob? Job { get; init; }

    /// <summary>The key of the newest submission.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The clock's timestamp of the first submission.</summary>
    public long FirstSubmission { get; init; }

    /// <summary>Submissions that were sent.</summary>
    public int Attempts { get; init; }

    public bool RollbackTriggered { get; init; }

    /// <summary>Why a failed job was not submitted again.</summary>
    public CxException? ResubmissionFailure { get; init; }

    public CxException? RollbackFailure { get; init; }

    /// <summary>From the first submission to the job's final state, in milliseconds; null before it.</summary>
    public double? LatencyMs { get; init; }

    public IvrDeploymentMetric? Metrics { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The tenant could not provision the job in time. Only such a job is submitted again.</summary>
    public bool HasProvisioningTimeout => Job is { Status: IvrDeploymentStatus.Failed, FailureReason: { } reason }
        && reason.Contains(ProvisioningTimeout, StringComparison.OrdinalIgnoreCase);
}
