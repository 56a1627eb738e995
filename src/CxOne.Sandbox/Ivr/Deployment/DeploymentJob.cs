namespace CxOne.Sandbox.Ivr;

/// <summary>
/// A deployment. Its course is laid down when it is accepted, as the instants at which it enters its states, so what
/// it is at any moment is a matter of reading the clock.
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

    /// <summary>Voice units of everything in it, as a share of the quota that the tenant had then.</summary>
    public required double TtsResourceUtilization { get; init; }

    /// <summary>The version of each definition when the job was accepted.</summary>
    public required Dictionary<string, int> Versions { get; init; }

    /// <summary>In the order of time, the first one at <see cref="SubmittedAt"/>.</summary>
    public required List<JobPhase> Phases { get; init; }

    /// <summary>Why the job fails, from the moment it has failed.</summary>
    public string? FailureReason { get; init; }

    public string? RollbackReason { get; set; }

    /// <summary>Whether what the job puts live has been put live.</summary>
    public bool IsApplied { get; set; }

    /// <summary>Whether what the job put live has been taken back.</summary>
    public bool IsRestored { get; set; }

    /// <summary>What was live before, by definition; null where nothing was.</summary>
    public Dictionary<string, LiveVersion?> Former { get; set; } = new(StringComparer.Ordinal);

    public JobPhase PhaseAt(DateTimeOffset now) => Phases.FindLast(phase => phase.At <= now) ?? Phases[0];

    public string StatusAt(DateTimeOffset now) => PhaseAt(now).Status;

    /// <summary>When the job ended, by then; null while it is under way.</summary>
    public DateTimeOffset? CompletedAt(DateTimeOffset now) =>
        PhaseAt(now) is { } phase && JobStatus.IsFinal(phase.Status) ? phase.At : null;

    /// <summary>When the job reached a state, if it has by then.</summary>
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

    /// <summary>When the job leaves its environment to others.</summary>
    public DateTimeOffset EndsAt => Phases[^1].At;
}
