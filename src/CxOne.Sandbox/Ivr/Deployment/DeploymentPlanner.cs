using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Ivr;

/// <summary>Plans the states of jobs and applies their effects to the environments.</summary>
internal sealed class DeploymentPlanner
{
    private readonly TenantStore _store;

    public DeploymentPlanner(TenantStore store) => _store = store;

    private SandboxState State => _store.State;

    private TimeSpan Step => _store.Options.JobStep;

    public DeploymentJob Accept(DeploymentRequest request, string client, DateTimeOffset now)
    {
        var submittedAt = WireTime.Truncate(now);
        var starts = request.ConcurrentDeployment ? submittedAt : FreeFrom(request.TargetEnvironment, submittedAt);
        var ids = request.Definitions.Select(stored => stored.Definition.Id).ToArray();
        var phases = new List<JobPhase> { new(JobStatus.Queued, submittedAt) };
        var reason = LayDown(request, phases, starts);
        var steps = request.DryRun ? 2 : 3;
        var units = request.Definitions.Sum(stored => stored.Definition.VoiceUnits());
        var job = new DeploymentJob
        {
            JobId = _store.NewId("deployment").ToString("D"),
            SubmittedBy = client,
            TargetEnvironment = request.TargetEnvironment,
            IvrDefinitionIds = ids,
            DryRun = request.DryRun,
            RollbackOnFailure = request.RollbackOnFailure,
            ConcurrentDeployment = request.ConcurrentDeployment,
            SubmittedAt = submittedAt,
            EstimatedCompletionSeconds = (int)Math.Max(1, Math.Ceiling((starts + (steps * Step) - submittedAt).TotalSeconds)),
            TtsResourceUtilization = Math.Round((double)units / State.Tenant.TtsUnitQuota, 6),
            Versions = request.Definitions.ToDictionary(
                stored => stored.Definition.Id,
                stored => stored.Definition.Version,
                StringComparer.Ordinal),
            Phases = phases,
            FailureReason = reason,
        };
        State.Deployments.Add(job);
        _store.MarkChanged();
        return job;
    }

    /// <summary>Starts a roll-back; returns the reason if it is not possible.</summary>
    public string? RollBack(DeploymentJob job, string reason, DateTimeOffset now)
    {
        switch (job.StatusAt(now))
        {
            case JobStatus.RollingBack:
                return $"Deployment '{job.JobId}' is already being rolled back.";
            case JobStatus.RolledBack:
                return $"Deployment '{job.JobId}' has already been rolled back.";
            case JobStatus.Queued:
                return $"Deployment '{job.JobId}' is still queued; it can be rolled back when it has ended.";
            case JobStatus.Validating or JobStatus.Deploying:
                return $"Deployment '{job.JobId}' is still running ({job.StatusAt(now)}); it can be rolled back when it has ended.";
        }

        if (job.DryRun)
        {
            return $"Deployment '{job.JobId}' was a dry run: there is nothing to roll back.";
        }

        var begins = WireTime.Truncate(now);
        job.Phases.Add(new JobPhase(JobStatus.RollingBack, begins));
        job.Phases.Add(new JobPhase(JobStatus.RolledBack, begins + Step));
        job.RollbackReason = reason;
        _store.MarkChanged();
        return null;
    }

    /// <summary>Applies the effects of jobs up to the current time, in order of time.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        var due = new List<(DateTimeOffset At, DeploymentJob Job, bool IsRestoring)>();
        foreach (var job in State.Deployments)
        {
            if (!job.IsApplied && !job.DryRun && job.Reached(now, JobStatus.Completed) is { } completed)
            {
                due.Add((completed, job, false));
            }

            if (!job.IsRestored && job.Reached(now, JobStatus.RolledBack) is { } restored)
            {
                due.Add((restored, job, true));
            }
        }

        foreach (var (at, job, isRestoring) in due.OrderBy(entry => entry.At).ThenBy(entry => entry.IsRestoring))
        {
            if (isRestoring)
            {
                Restore(job);
            }
            else
            {
                Apply(job, at);
            }
        }
    }

    /// <summary>Plans the phases of an accepted job; returns the reason if it will fail.</summary>
    private string? LayDown(DeploymentRequest request, List<JobPhase> phases, DateTimeOffset starts)
    {
        phases.Add(new JobPhase(JobStatus.Validating, starts + Step));
        var missing = request.Definitions
            .SelectMany(stored => DeploymentChecks.Dependencies(stored.Definition, State))
            .ToArray();
        if (missing.Length > 0)
        {
            phases.Add(new JobPhase(JobStatus.Failed, starts + (2 * Step)));
            return $"dependencyResolutionError: {string.Join("; ", missing)}.";
        }

        if (request.DryRun)
        {
            phases.Add(new JobPhase(JobStatus.Completed, starts + (2 * Step)));
            return null;
        }

        phases.Add(new JobPhase(JobStatus.Deploying, starts + (2 * Step)));
        var reason = RoutingFailure(request) ?? ProvisioningFailure(request);
        phases.Add(new JobPhase(reason is null ? JobStatus.Completed : JobStatus.Failed, starts + (3 * Step)));
        return reason;
    }

    private static string? RoutingFailure(DeploymentRequest request)
    {
        var corrupt = request.Definitions
            .Where(stored => stored.RoutingChecksum is { } checksum
                && !string.Equals(checksum, RoutingMatrix.Checksum(stored.Definition), StringComparison.Ordinal))
            .Select(stored => $"'{stored.Definition.Id}'")
            .ToArray();
        return corrupt.Length == 0
            ? null
            : $"ROUTING_MATRIX_CORRUPT: the compiled routing matrix of {string.Join(", ", corrupt)} does not match its edges; "
                + "check and save the definition before deploying it again.";
    }

    private string? ProvisioningFailure(DeploymentRequest request)
    {
        var late = new List<string>();
        foreach (var stored in request.Definitions)
        {
            var id = stored.Definition.Id;
            var runs = State.ProvisioningRuns.GetValueOrDefault(id);
            State.ProvisioningRuns[id] = runs + 1;
            if (runs < stored.ProvisioningTimeouts)
            {
                late.Add($"'{id}'");
            }
        }

        return late.Count == 0
            ? null
            : $"PROVISIONING_TIMEOUT: the voice resources of {string.Join(", ", late)} were not ready in time; deploy again after 60 s.";
    }

    private DateTimeOffset FreeFrom(string environment, DateTimeOffset now)
    {
        var free = now;
        foreach (var job in State.Deployments)
        {
            if (string.Equals(job.TargetEnvironment, environment, StringComparison.Ordinal) && job.EndsAt > free)
            {
                free = job.EndsAt;
            }
        }

        return free;
    }

    private void Apply(DeploymentJob job, DateTimeOffset at)
    {
        if (!State.Live.TryGetValue(job.TargetEnvironment, out var live))
        {
            State.Live[job.TargetEnvironment] = live = new Dictionary<string, LiveVersion>(StringComparer.Ordinal);
        }

        foreach (var (id, version) in job.Versions)
        {
            job.Former[id] = live.GetValueOrDefault(id);
            live[id] = new LiveVersion { Version = version, JobId = job.JobId, Since = at };
        }

        job.IsApplied = true;
    }

    private void Restore(DeploymentJob job)
    {
        job.IsRestored = true;
        if (!State.Live.TryGetValue(job.TargetEnvironment, out var live))
        {
            return;
        }

        foreach (var (id, former) in job.Former)
        {
            // A version that a later deployment put live must not be replaced.
            if (!live.TryGetValue(id, out var current) || !string.Equals(current.JobId, job.JobId, StringComparison.Ordinal))
            {
                continue;
            }

            if (former is null)
            {
                live.Remove(id);
            }
            else
            {
                live[id] = former;
            }
        }
    }
}
