namespace CxOne.Sandbox.Ivr;

/// <summary>
/// A deployment. The times at which it enters its states are planned when it is accepted, so that its state depends only on the clock.
/// </summary>
internal sealed class DeploymentJob
{
    public required string JobId { get; init; }

    public required string SubmittedBy { get; init; }

    public required string TargetEnvironment { get; init; }

    public required IReadOnlyList<string> IvrDefinitionIds { get; init; }

    public required bool DryRun { get; init; }

    public required bool RollbackOnFailure { get; init; }

    public required bool ConcurrentDeployment { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public required int EstimatedCompletionSeconds { get; init; }

    /// <summary>Voice units of all definitions as a share of the quota at the time of submission.</summary>
    public required double TtsResourceUtilization { get; init; }

    /// <summary>The version of each definition at the time of submission.</summary>
    public required Dictionary<string, int> Versions { get; init; }

    /// <summary>The states in order of time; the first one begins at <see cref="SubmittedAt"/>.</summary>
    public required List<JobPhase> Phases { get; init; }

    /// <summary>The reason for a planned failure; published when the job has failed.</summary>
    public string? FailureReason { get; init; }

    public string? RollbackReason { get; set; }

    /// <summary>Whether the definitions of the job have been put live.</summary>
    public bool IsApplied { get; set; }

    /// <summary>Whether the previous versions have been restored.</summary>
    public bool IsRestored { get; set; }

    /// <summary>The previous live versions by definition id; null if nothing was live.</summary>
    public Dictionary<string, LiveVersion?> Former { get; set; } = new(StringComparer.Ordinal);

    public JobPhase PhaseAt(DateTimeOffset now) => Phases.FindLast(phase => phase.At <= now) ?? Phases[0];

    public string StatusAt(DateTimeOffset now) => PhaseAt(now).Status;

    /// <summary>Returns the time at which the job ended; null while it is running.</summary>
    public DateTimeOffset? CompletedAt(DateTimeOffset now) =>
        PhaseAt(now) is { } phase && JobStatus.IsFinal(phase.Status) ? phase.At : null;

    /// <summary>Returns the time at which the job entered one of the states; null if it has not yet.</summary>
    public DateTimeOffset? Reached(DateTimeOffset now, params ReadOnlySpan<string> statuses)
    {
        foreach (var phase in Phases)
        {
            if (phase.At <= now && statuses.Contains(phase.Status))
            {
                return phase.At;
            }
        }

        return null;
    }

    /// <summary>The time at which the job releases its environment.</summary>
    public DateTimeOffset EndsAt => Phases[^1].At;
}

/// <summary>The time at which a job enters a state.</summary>
internal sealed record JobPhase(string Status, DateTimeOffset At);

/// <summary>The states of a deployment job.</summary>
internal static class JobStatus
{
    public const string Queued = "QUEUED";
    public const string Validating = "VALIDATING";
    public const string Deploying = "DEPLOYING";
    public const string Completed = "COMPLETED";
    public const string Failed = "FAILED";
    public const string RollingBack = "ROLLING_BACK";
    public const string RolledBack = "ROLLED_BACK";

    public static IReadOnlyList<string> All { get; } =
        [Queued, Validating, Deploying, Completed, Failed, RollingBack, RolledBack];

    public static bool IsFinal(string status) => status is Completed or Failed or RolledBack;
}

/// <summary>The live version of a definition in an environment and its deployment.</summary>
internal sealed record LiveVersion
{
    public required int Version { get; init; }

    public required string JobId { get; init; }

    public required DateTimeOffset Since { get; init; }
}

/// <summary>The validated body of a deployment request.</summary>
internal sealed record DeploymentRequest(
    IReadOnlyList<StoredDefinition> Definitions,
    string TargetEnvironment,
    bool DryRun,
    bool RollbackOnFailure,
    bool ConcurrentDeployment);
