using System.Text.Json;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>
/// Deploys IVR definitions: simulate, submit, wait, submit again or roll back, measure, record. A failing simulation submits
/// nothing; a submission whose answer is lost is never repeated; a job that failed is a state that decides what comes next.
/// </summary>
public sealed class IvrDeployer
{
    private const string ProvisioningTimeout = "PROVISIONING_TIMEOUT";
    private const string RollbackReason = "The deployment failed and was rolled back by the deployment workflow";
    private static readonly TimeSpan MetricsTimeout = TimeSpan.FromMinutes(2);
    private readonly CxConnection _connection;
    private readonly IvrDeploymentRequest _request;
    private readonly ICxLog _log;
    private readonly IvrApi _api;
    private readonly TimeProvider _clock;
    private readonly IvrJobWaiter _waiter;
    private readonly AuditTrail _trail;
    private readonly List<string> _warnings = [];
    private readonly List<IvrSimulationResult> _simulations = [];
    private IvrDeploymentJob? _job;
    private string? _idempotencyKey;
    private long _firstSubmission;
    private int _attempts;
    private bool _rollbackTriggered;
    private CxException? _auditFailure;

    private IvrDeployer(CxConnection connection, IvrDeploymentRequest request, ICxLog log)
    {
        _connection = connection;
        _request = request;
        _log = log;
        _api = new IvrApi(connection.Client, log);
        _clock = connection.Client.Clock;
        _waiter = new IvrJobWaiter(_api, request.Polling, _clock, log);
        _trail = new AuditTrail(connection, request.DryRun ? "IvrDeployment.DryRun" : "IvrDeployment.Publish", request.IvrDefinitionId, log);
    }

    /// <summary>Runs a deployment from its simulation to its audit record.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">What the caller wants.</param>
    /// <param name="log">Gets progress, warnings and one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once; a job that was submitted goes on.</param>
    /// <returns>The result, and the failure where it is one.</returns>
    /// <exception cref="CxException">Nothing is known of a job: inputs break a rule, a request failed, the outcome is unknown, or the time is up.</exception>
    public static async Task<CxOutcome<IvrDeploymentResult>> PublishAsync(CxConnection connection, IvrDeploymentRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        request.Validate();

        // Found out before the change, because after it would be too late to refuse it.
        connection.AuditLog.EnsureWritable();
        return await new IvrDeployer(connection, request, log).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<CxOutcome<IvrDeploymentResult>> RunAsync(CancellationToken cancellationToken)
    {
        if (!_request.SkipSimulation)
        {
            await SimulateAsync(cancellationToken).ConfigureAwait(false);
            if (_simulations.Any(simulation => !simulation.IsValid))
            {
                var result = Result(IvrDeploymentStatus.NotSubmitted, null) with { AuditId = Record(AuditOutcome.Refused, IvrDeploymentStatus.NotSubmitted, null) };
                return new(result, new IvrDeploymentException(CxErrors.SimulationFailed, SimulationFailures(), result));
            }
        }

        try
        {
            var outcome = await DeployAsync(cancellationToken).ConfigureAwait(false);
            _log.WhenStopped(null);
            return outcome;
        }
        catch (OperationCanceledException)
        {
            // The wait is over, the job is not: without this record nobody would know that this side stopped looking.
            TryRecord(AuditOutcome.Interrupted, _job?.Status, null);
            throw;
        }
    }

    private async Task SimulateAsync(CancellationToken cancellationToken)
    {
        List<(string Id, IvrTestCase Case)> plan = [];
        foreach (var id in _request.IvrDefinitionId)
        {
            var cases = _request.TestCases.Count > 0
                ? _request.TestCases.Where(testCase => testCase.IvrDefinitionId is null || testCase.IvrDefinitionId == id).ToList()
                : await PlanAsync(id, cancellationToken).ConfigureAwait(false);
            if (cases.Count == 0)
            {
                throw new CxException(CxErrors.SimulationInputMissing, $"There is nothing to simulate for '{id}': no test case is for it, and no caller's choice can be read from its definition.", id);
            }

            plan.AddRange(cases.Select(testCase => (id, testCase)));
        }

        for (var number = 0; number < plan.Count; number++)
        {
            var (id, testCase) = plan[number];
            _log.Progress(new CxProgress("Simulating", $"{id}: {string.Join(' ', testCase.Input)} ({number + 1} of {plan.Count})") { PercentComplete = number * 100 / plan.Count });
            _simulations.Add(await IvrSimulator.SimulateAsync(_connection, id, testCase, _request.MaxTimeoutSec, _log, cancellationToken).ConfigureAwait(false));
        }

        _log.Progress(new CxProgress("Simulating", "done") { IsCompleted = true });
    }

    private async Task<IReadOnlyList<IvrTestCase>> PlanAsync(string id, CancellationToken cancellationToken)
    {
        var cases = IvrPathPlanner.Plan(await _api.GetDefinitionAsync(id, cancellationToken).ConfigureAwait(false));
        _log.Verbose($"{id}: no test input was given; walking every choice of its menus in {cases.Count} simulated calls.");
        return cases;
    }

    private async Task<CxOutcome<IvrDeploymentResult>> DeployAsync(CancellationToken cancellationToken)
    {
        _firstSubmission = _clock.GetTimestamp();
        while (true)
        {
            try
            {
                await SubmitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (CxException exception) when (exception.Definition == CxErrors.AuditWriteFailed && _job is not null)
            {
                // A further submission that cannot be recorded is not made; the job that failed is still brought to its end.
                _attempts--;
                _auditFailure = exception;
                break;
            }
            catch (CxRequestException exception) when (exception.StatusCode == 400)
            {
                var rejected = Result(IvrDeploymentStatus.Rejected, null) with { AuditId = Record(AuditOutcome.Refused, IvrDeploymentStatus.Rejected, exception) };
                return new(rejected, Failure(CxErrors.DeploymentRejected, $"The tenant refused to deploy {Definitions} to {_request.TargetEnvironment}; nothing was deployed. {exception.Message}", rejected, exception));
            }

            _log.WhenStopped(IvrDeployments.GoesOn(_job!.JobId));
            if (_request.NoWait)
            {
                var accepted = Result(_job.Status, null) with { AuditId = TryRecord(AuditOutcome.Accepted, _job.Status, null) };
                return new(accepted, UnrecordedFailure(accepted));
            }

            _job = await WaitAsync(_job, cancellationToken).ConfigureAwait(false);
            if (!IsProvisioningTimeout(_job) || _attempts > _request.MaximumRedeployCount)
            {
                break;
            }

            await PauseAsync(cancellationToken).ConfigureAwait(false);
        }

        return await FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SubmitAsync(CancellationToken cancellationToken)
    {
        _attempts++;
        _idempotencyKey = Guid.NewGuid().ToString("D");

        // Written ahead, so that also a process that dies with its request on the way leaves a trace of it.
        Record(AuditOutcome.Started, null, null);
        _log.WhenStopped($"The deployment of {Definitions} was being submitted and may have been taken on. Get-CxIvrDeployment lists the tenant's jobs, the newest first.");
        try
        {
            _job = await _api.DeployAsync(
                new IvrDeploymentBody
                {
                    IvrDefinitionIds = _request.IvrDefinitionId,
                    TargetEnvironment = _request.TargetEnvironment,
                    ValidationFlags = new IvrValidationFlags
                    {
                        CheckTtsResourceLimits = !_request.SkipValidation.Contains(IvrValidationCheck.TtsResourceLimits),
                        CheckRoutingCompatibility = !_request.SkipValidation.Contains(IvrValidationCheck.RoutingCompatibility),
                        ValidateTimeoutBehaviors = !_request.SkipValidation.Contains(IvrValidationCheck.TimeoutBehaviors),
                    },
                    DeploymentOptions = new IvrDeploymentFlags
                    {
                        DryRun = _request.DryRun,
                        RollbackOnFailure = _request.RollbackOnFailure,
                        ConcurrentDeployment = _request.Concurrent,
                    },
                },
                _idempotencyKey,
                cancellationToken).ConfigureAwait(false);
            _waiter.Note(_job);
        }
        catch (CxRequestException exception) when (exception.StatusCode != 400)
        {
            Record(exception is CxUnknownOutcomeException ? AuditOutcome.Unknown : AuditOutcome.Failed, null, exception);
            throw;
        }
    }

    private async Task<IvrDeploymentJob> WaitAsync(IvrDeploymentJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await _waiter.WaitAsync(job.JobId, job.EstimatedCompletionSeconds, seen => IvrDeploymentStatus.IsFinal(seen.Status), cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            TryRecord(AuditOutcome.Unknown, _waiter.History[^1].Status, exception);
            if (exception is CxRequestException lost)
            {
                throw IvrDeployments.OutOfSight($"The deployment of {Definitions} to {_request.TargetEnvironment} was taken on as job {job.JobId}", job.JobId, lost);
            }

            throw;
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        _log.WhenStopped($"Job {_job!.JobId} failed with {ProvisioningTimeout} and was not submitted again. Undo-CxIvrDeployment -JobId {_job.JobId} brings the former version back.");
        _log.Verbose($"Job {_job.JobId} failed with {ProvisioningTimeout}; submitting again in {_request.RedeployDelay.TotalSeconds:0.###} s ({_attempts} of {_request.MaximumRedeployCount} further submissions).");
        _log.Progress(new CxProgress($"Deployment {_job.JobId}", $"{ProvisioningTimeout}: submitting again in {_request.RedeployDelay.TotalSeconds:0.###} s") { SecondsRemaining = (int)_request.RedeployDelay.TotalSeconds });
        await Task.Delay(_request.RedeployDelay, _clock, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CxOutcome<IvrDeploymentResult>> FinishAsync(CancellationToken cancellationToken)
    {
        // A job may be rolled back by somebody else while it is watched; its reason stays the one of the failure.
        var reason = _job!.FailureReason;
        CxException? rollbackFailure = null;
        if (_job.Status == IvrDeploymentStatus.Failed && _request.RollbackOnFailure && !_request.DryRun)
        {
            rollbackFailure = await RollBackAsync(cancellationToken).ConfigureAwait(false);
            reason = _job.FailureReason ?? reason;
        }

        var latency = _clock.GetElapsedTime(_firstSubmission).TotalMilliseconds;
        var metrics = _request.DryRun ? null : await MeasureAsync(cancellationToken).ConfigureAwait(false);
        var result = Result(_job.Status, reason) with { LatencyMs = Math.Round(latency, 1), Metrics = metrics };
        var outcome = _job.Status switch
        {
            IvrDeploymentStatus.Completed => AuditOutcome.Succeeded,
            IvrDeploymentStatus.RolledBack => AuditOutcome.RolledBack,
            _ => AuditOutcome.Failed,
        };

        // The local record first: it needs nobody, and the tenant's may fail.
        result = result with { AuditId = TryRecord(outcome, _job.Status, rollbackFailure, latency, reason) };
        if (!_request.DryRun)
        {
            result = result with { AuditLogId = await RecordAtTenantAsync(result, cancellationToken).ConfigureAwait(false) };
        }

        result = result with { Warnings = _warnings.ToArray() };
        var about = $"{Definitions} to {_request.TargetEnvironment} (job {_job.JobId}): {reason ?? "no reason given"}";
        CxException? failure = (_job.Status, rollbackFailure) switch
        {
            (_, not null) => Failure(CxErrors.RollbackFailed, $"The deployment of {about}. It was to be rolled back, but: {rollbackFailure.Message}", result, rollbackFailure),
            (IvrDeploymentStatus.Completed, _) => UnrecordedFailure(result),
            (IvrDeploymentStatus.RolledBack, _) => Failure(CxErrors.DeploymentRolledBack, $"The deployment failed and was rolled back: {about}", result),
            _ => Failure(CxErrors.DeploymentFailed, $"The deployment failed: {about}", result),
        };
        return new(result, failure);
    }

    private async Task<CxException?> RollBackAsync(CancellationToken cancellationToken)
    {
        var jobId = _job!.JobId;
        _rollbackTriggered = true;
        _log.WhenStopped($"The deployment failed and its roll-back may not have been asked for: Get-CxIvrDeployment -JobId {jobId}, then Undo-CxIvrDeployment -JobId {jobId}");
        var rollback = new IvrRollback(_api, _waiter);
        var failed = _job;
        try
        {
            try
            {
                _job = await rollback.StartAsync(jobId, $"{RollbackReason}: {failed.FailureReason}", cancellationToken).ConfigureAwait(false);
            }
            catch (CxRequestException exception) when (exception.StatusCode == 409)
            {
                // Somebody else was faster; what matters is that it comes to an end.
                _log.Verbose($"Job {jobId} is being rolled back by somebody else.");
            }

            _log.WhenStopped(IvrDeployments.GoesOn(jobId));
            _job = await rollback.FinishAsync(_job!, cancellationToken).ConfigureAwait(false);
            _job = _job with { FailureReason = _job.FailureReason ?? failed.FailureReason };
            return null;
        }
        catch (CxException exception)
        {
            _job = failed;
            return exception;
        }
    }

    private async Task<IvrDeploymentMetric?> MeasureAsync(CancellationToken cancellationToken)
    {
        try
        {
            var polling = _request.Polling with { Timeout = MetricsTimeout };
            return await IvrMetrics.ExportAsync(_connection, _job!.JobId, _request.TargetEnvironment, polling, _log, cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            Warn($"The metrics of job {_job!.JobId} could not be exported: {exception.OneLine} Run Export-CxDeploymentMetric -JobId {_job.JobId} later.");
            return null;
        }
    }

    private async Task<string?> RecordAtTenantAsync(IvrDeploymentResult result, CancellationToken cancellationToken)
    {
        var details = new IvrDeploymentAudit
        {
            JobId = result.JobId,
            TargetEnvironment = result.TargetEnvironment,
            IvrDefinitionIds = result.IvrDefinitionId,
            ValidationPassed = result.Status == IvrDeploymentStatus.Completed,
            DeploymentLatencyMs = result.LatencyMs,
            RollbackTriggered = result.RollbackTriggered,
        };
        try
        {
            var element = JsonSerializer.SerializeToElement(details, CxJson.Default.IvrDeploymentAudit);
            return (await TenantAudit.WriteAsync(_connection, "IVR_DEPLOYMENT", element, new TenantAuditFlags(), _log, cancellationToken).ConfigureAwait(false)).LogId;
        }
        catch (CxException exception)
        {
            Warn($"The tenant's audit log did not take the record of job {result.JobId}: {exception.OneLine} The local record {result.AuditId} holds it.");
            return null;
        }
    }

    /// <summary>Once a job exists, a log that cannot be written must not hide what became of it.</summary>
    private string? TryRecord(string outcome, string? status, Exception? error, double? latency = null, string? reason = null)
    {
        try
        {
            return Record(outcome, status, error, latency, reason);
        }
        catch (CxException exception) when (exception.Definition == CxErrors.AuditWriteFailed)
        {
            _auditFailure = exception;
            Warn($"Job {_job?.JobId} is {status}, and the local audit log could not be written: {exception.OneLine}");
            return null;
        }
    }

    private IvrDeploymentException? UnrecordedFailure(IvrDeploymentResult result) => _auditFailure is null
        ? null
        : Failure(CxErrors.AuditWriteFailed, $"Job {result.JobId} is {result.Status}, but the local audit log does not hold it: {_auditFailure.Message}", result, _auditFailure);

    private void Warn(string warning)
    {
        _warnings.Add(warning);
        _log.Warning(warning);
    }

    private string Record(string outcome, string? status, Exception? error, double? latency = null, string? reason = null) => _trail.Record(
        outcome,
        new IvrDeploymentAudit
        {
            JobId = _job?.JobId,
            TargetEnvironment = _request.TargetEnvironment,
            IvrDefinitionIds = _request.IvrDefinitionId,
            ValidationPassed = status is null ? null : status == IvrDeploymentStatus.Completed,
            DeploymentLatencyMs = latency is null ? null : Math.Round(latency.Value, 1),
            RollbackTriggered = _rollbackTriggered,
            Status = status,
            FailureReason = reason ?? _job?.FailureReason,
            Attempts = _attempts,
            DryRun = _request.DryRun,
            IdempotencyKey = _idempotencyKey,
            SimulationIds = [.. _simulations.Select(simulation => simulation.SimulationId)],
            Error = error?.Message,
        },
        CxJson.Default.IvrDeploymentAudit).AuditId;

    private IvrDeploymentResult Result(string status, string? reason) => new()
    {
        JobId = _job?.JobId,
        Status = status,
        TargetEnvironment = _request.TargetEnvironment,
        IvrDefinitionId = _request.IvrDefinitionId.ToArray(),
        FailureReason = reason,
        Attempts = _attempts,
        RollbackTriggered = _rollbackTriggered,
        IsDryRun = _request.DryRun,
        Simulations = _simulations.ToArray(),
        StateHistory = _waiter.History.ToArray(),
        Warnings = _warnings.ToArray(),
    };

    private string Definitions => string.Join(", ", _request.IvrDefinitionId);

    private static bool IsProvisioningTimeout(IvrDeploymentJob job)
        => job.Status == IvrDeploymentStatus.Failed && job.FailureReason?.Contains(ProvisioningTimeout, StringComparison.OrdinalIgnoreCase) == true;

    private ErrorText SimulationFailures()
    {
        var failed = _simulations.Where(simulation => !simulation.IsValid).ToList();
        return ErrorText.List(
            $"{failed.Count} of {_simulations.Count} simulations failed; nothing was deployed.",
            failed.Select(simulation => $"{simulation.IvrDefinitionId}{(simulation.Name is null ? null : $", {simulation.Name}")} [{string.Join(' ', simulation.Input)}]: {string.Join(" ", simulation.Expectation.Failures)}"));
    }

    private static IvrDeploymentException Failure(CxErrorDefinition definition, string message, IvrDeploymentResult result, Exception? inner = null)
        => new(definition, message, result, inner);
}
