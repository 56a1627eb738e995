using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>How far a deployment has come. Every step takes it and returns the next one.</summary>
internal sealed record IvrDeploymentState
{
    public const string ProvisioningTimeout = "PROVISIONING_TIMEOUT";

    public IReadOnlyList<IvrSimulationResult> Simulations { get; init; } = [];

    /// <summary>The newest job; null until the tenant has accepted a submission.</summary>
    public IvrDeploymentJob? Job { get; init; }

    /// <summary>The key of the newest submission.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>When the first submission began, as a timestamp of the clock.</summary>
    public long FirstSubmission { get; init; }

    /// <summary>Submissions that were sent.</summary>
    public int Attempts { get; init; }

    public bool RollbackTriggered { get; init; }

    /// <summary>Why a job that failed was not submitted again.</summary>
    public CxException? ResubmissionFailure { get; init; }

    public CxException? RollbackFailure { get; init; }

    /// <summary>From the first submission to the job's final state, in milliseconds; null before it.</summary>
    public double? LatencyMs { get; init; }

    public IvrDeploymentMetric? Metrics { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The tenant ran out of time before it could provision the job; no other failure is submitted again.</summary>
    public bool HasProvisioningTimeout => Job is { Status: IvrDeploymentStatus.Failed, FailureReason: { } reason }
        && reason.Contains(ProvisioningTimeout, StringComparison.OrdinalIgnoreCase);
}
