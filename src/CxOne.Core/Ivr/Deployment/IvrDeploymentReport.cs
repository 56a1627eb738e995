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

    /// <summary>The error of a job that the audit log does not contain; its result is part of it.</summary>
    public static IvrDeploymentException? Unrecorded(IvrDeploymentResult result, Exception? logFailure)
    {
        if (logFailure is null)
        {
            return null;
        }

        var message = IvrMessages.JobNotRecorded(result.JobId!, result.Status, logFailure.Message);
        return new IvrDeploymentException(CxErrors.AuditWriteFailed, message, result, logFailure)
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
            IvrMessages.SimulationsFailed(failed.Count, state.Simulations.Count),
            failed.Select(simulation => IvrMessages.SimulationFailed(
                simulation.IvrDefinitionId, simulation.Name, simulation.Input, simulation.Expectation.Failures)));
    }

    /// <summary>The failure of a job in its final state; <see langword="null"/> if the deployment succeeded.</summary>
    public IvrDeploymentException? FailureOf(IvrDeploymentState state, IvrDeploymentResult result)
    {
        var (environment, job, resubmission) = (_request.TargetEnvironment, state.Job!, state.ResubmissionFailure);
        if (state.RollbackFailure is { } rollback)
        {
            return new IvrDeploymentException(
                CxErrors.RollbackFailed,
                IvrMessages.RollbackNotConfirmed(
                    Definitions, environment, job.JobId, job.FailureReason, resubmission?.Message, rollback.Message),
                result,
                rollback);
        }

        return job.Status switch
        {
            IvrDeploymentStatus.Completed => null,
            IvrDeploymentStatus.RolledBack => new IvrDeploymentException(
                CxErrors.DeploymentRolledBack,
                IvrMessages.DeploymentRolledBack(Definitions, environment, job.JobId, job.FailureReason, resubmission?.Message),
                result,
                resubmission),
            _ => new IvrDeploymentException(
                CxErrors.DeploymentFailed,
                IvrMessages.DeploymentFailed(Definitions, environment, job.JobId, job.FailureReason, resubmission?.Message),
                result,
                resubmission),
        };
    }
}
