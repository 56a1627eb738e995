using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Turns the state of a deployment into its result, its audit record and its failures.</summary>
internal sealed class IvrDeploymentReport
{
    private readonly IvrDeploymentRequest _request;
    private readonly IvrJobWaiter _waiter;

    public IvrDeploymentReport(IvrDeploymentRequest request, IvrJobWaiter waiter)
    {
        _request = request;
        _waiter = waiter;
    }

    public string Definitions => string.Join(", ", _request.IvrDefinitionId);

    public static string NotRolledBack(IvrDeploymentJob job)
        => $"Job {job.JobId} failed before and was not rolled back; {CxHint.RollBack(job.JobId)}";

    /// <summary>Once a job exists, a log that cannot be written must not hide what became of it.</summary>
    public static IvrDeploymentException? Unrecorded(IvrDeploymentResult result, Exception? logFailure)
    {
        if (logFailure is null)
        {
            return null;
        }

        var made =
            $"Job {result.JobId} was submitted and is {result.Status}, but the local audit log does not hold it: {logFailure.Message}";
        return new IvrDeploymentException(CxErrors.AuditWriteFailed, made, result, logFailure)
        {
            RecommendedAction = CxUnrecordedChangeException.Advice,
        };
    }

    public IvrDeploymentAudit Details(IvrDeploymentState state, string? status, Exception? error, string? reason = null) => new()
    {
        JobId = state.Job?.JobId,
        TargetEnvironment = _request.TargetEnvironment,
        IvrDefinitionIds = _request.IvrDefinitionId,
        ValidationPassed = status is null ? null : status == IvrDeploymentStatus.Completed,
        DeploymentLatencyMs = state.LatencyMs is { } latency ? Math.Round(latency, 1) : null,
        RollbackTriggered = state.RollbackTriggered,
        Status = status,
        FailureReason = reason ?? state.Job?.FailureReason,
        Attempts = state.Attempts,
        DryRun = _request.DryRun,
        IdempotencyKey = state.IdempotencyKey,
        SimulationIds = [.. state.Simulations.Select(simulation => simulation.SimulationId)],
        Simulations = [.. state.Simulations.Select(IvrSimulationAudit.Of)],
        SimulationSkipped = _request.SkipSimulation,
        SkippedValidation = _request.SkipValidation.Count == 0 ? null : [.. _request.SkipValidation.Select(check => check.ToString())],
        Error = error?.Message,
    };

    /// <summary>What the tenant's own audit log keeps.</summary>
    public static IvrDeploymentAudit TenantDetails(IvrDeploymentResult result) => new()
    {
        JobId = result.JobId,
        TargetEnvironment = result.TargetEnvironment,
        IvrDefinitionIds = result.IvrDefinitionId,
        ValidationPassed = result.Status == IvrDeploymentStatus.Completed,
        DeploymentLatencyMs = result.LatencyMs,
        RollbackTriggered = result.RollbackTriggered,
    };

    public IvrDeploymentResult Result(IvrDeploymentState state, string status, string? reason) => new()
    {
        JobId = state.Job?.JobId,
        Status = status,
        TargetEnvironment = _request.TargetEnvironment,
        IvrDefinitionId = _request.IvrDefinitionId.ToArray(),
        FailureReason = reason,
        Attempts = state.Attempts,
        RollbackTriggered = state.RollbackTriggered,
        LatencyMs = state.LatencyMs is { } latency ? Math.Round(latency, 1) : null,
        Metrics = state.Metrics,
        IsDryRun = _request.DryRun,
        Simulations = state.Simulations.ToArray(),
        StateHistory = _waiter.History.ToArray(),
        Warnings = state.Warnings.ToArray(),
    };

    public static ErrorText SimulationFailures(IvrDeploymentState state)
    {
        var failed = state.Simulations.Where(simulation => !simulation.IsValid).ToList();
        return ErrorText.List(
            $"{failed.Count} of {state.Simulations.Count} simulations failed; nothing was deployed.",
            failed.Select(simulation =>
                $"{simulation.IvrDefinitionId}{(simulation.Name is null ? null : $", {simulation.Name}")} "
                    + $"[{string.Join(' ', simulation.Input)}]: {string.Join(" ", simulation.Expectation.Failures)}"));
    }

    public static IvrDeploymentException Failure(
        CxErrorDefinition definition, ErrorText message, IvrDeploymentResult result, Exception? inner = null)
        => new(definition, message, result, inner);
}
