using System.Text.Json;
using CxOne.Audit;
using CxOne.Changes;
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
    private CxException? _resubmissionFailure;

    private IvrDeployer(CxConnection connection, IvrDeploymentRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        _connection = connection;
        _request = request;
        _log = log;
        _api = new IvrApi(connection.Client, log);
        _clock = connection.Client.Clock;
        _waiter = new IvrJobWaiter(_api, request.Polling, _clock, log);
        _trail = new AuditTrail(connection, request.DryRun ? "IvrDeployment.DryRun" : "IvrDeployment.Publish", request.IvrDefinitionId, log, cancellationToken);
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
        connection.AuditLog.EnsureWritable(cancellationToken);
        return await new IvrDeployer(connection, request, log, cancellationToken).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<CxOutcome<IvrDeploymentResult>> RunAsync(CancellationToken cancellationToken)
    {
        if (!_request.SkipSimulation)
        {
            await SimulateAsync(cancellationToken).ConfigureAwait(false);
            if (_simulations.Any(simulation => !simulation.IsValid))
            {
                return End(CxErrors.SimulationFailed, SimulationFailures(), IvrDeploymentStatus.NotSubmitted, null);
            }
        }

        try
        {
            var outcome = await DeployAsync(cancellationToken).ConfigureAwait(false);
            _log.WhenStopped(null);
            return outcome;
        }
        catch (Exception exception) when (_trail.IsOpen)
        {
            // The wait is over, the job is not: without this record nobody would know that this side stopped looking.
            _trail.Fail(exception, Details(_waiter.History.Count == 0 ? _job?.Status : _waiter.History[^1].Status, exception), IvrJson.Default.IvrDeploymentAudit);
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
            catch (CxException exception) when (_job is not null)
            {
                // The job that failed before is still there: it is brought to its end, whatever stands against a further one.
                if (exception is CxUnknownOutcomeException lost)
                {
                    await RequireNotTakenOnAsync(_job, lost, cancellationToken).ConfigureAwait(false);
                }

                // One that could not be recorded was not sent.
                _attempts -= exception.Definition == CxErrors.AuditWriteFailed ? 1 : 0;
                _resubmissionFailure = exception;
                break;
            }
            catch (CxRequestException exception) when (exception.IsRefusal(400))
            {
                return End(CxErrors.DeploymentRejected, $"The tenant refused to deploy {Definitions} to {_request.TargetEnvironment}; nothing was deployed. {exception.Message}", IvrDeploymentStatus.Rejected, exception);
            }

            _log.WhenStopped(IvrDeployments.GoesOn(_job!.JobId));
            if (_request.NoWait)
            {
                var accepted = Result(_job.Status, null);
                accepted = accepted with { AuditId = _trail.End(AuditOutcome.Accepted, Details(_job.Status, null), IvrJson.Default.IvrDeploymentAudit)?.AuditId };
                return new(accepted, Unrecorded(accepted));
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
        _trail.Start(Details(null, null), IvrJson.Default.IvrDeploymentAudit);
        var earlier = _job is null ? null : $" {NotRolledBack(_job)}";
        _log.WhenStopped($"The deployment of {Definitions} was being submitted and may have been taken on. {CxHint.ListJobs}{earlier}");
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

    /// <summary>
    /// The answer to a further submission was lost. The tenant's jobs, the newest first, show whether it was taken on: rolling the job before it back
    /// while a newer one deploys would put an old version over a new one.
    /// </summary>
    /// <exception cref="CxUnknownOutcomeException">It may have been: the list cannot be read, or shows a newer job for the same.</exception>
    private async Task RequireNotTakenOnAsync(IvrDeploymentJob failed, CxUnknownOutcomeException lost, CancellationToken cancellationToken)
    {
        List<IvrDeploymentJob> newer = [];
        try
        {
            await foreach (var page in _api.ListDeploymentsAsync(_request.TargetEnvironment, cancellationToken).ConfigureAwait(false))
            {
                newer.AddRange(page.Items.TakeWhile(job => job.JobId != failed.JobId));
                if (page.Items.Any(job => job.JobId == failed.JobId))
                {
                    if (newer.Find(IsForTheSame) is not { } seen)
                    {
                        return;
                    }

                    throw Open($"The list of jobs shows a newer one for the same, {seen.JobId} ({seen.Status}).", lost);
                }
            }
        }
        catch (CxException look) when (look is not CxUnknownOutcomeException)
        {
            throw Open($"The list of jobs cannot be read: {look.Message}", lost);
        }

        throw Open("The list of jobs does not show the job that failed.", lost);

        CxUnknownOutcomeException Open(string why, CxUnknownOutcomeException cause) => CxUnknownOutcomeException.Of(
            cause, $"{cause.Message} {why} {NotRolledBack(failed)}", cause.Item, CxHint.FindNewerJob(failed.JobId).ToString(), answerWasLost: true);
    }

    private bool IsForTheSame(IvrDeploymentJob job) => job.IvrDefinitionId.Order(StringComparer.Ordinal).SequenceEqual(_request.IvrDefinitionId.Order(StringComparer.Ordinal));

    private static string NotRolledBack(IvrDeploymentJob job) => $"Job {job.JobId} failed before and was not rolled back; {CxHint.RollBack(job.JobId)}";

    private async Task<IvrDeploymentJob> WaitAsync(IvrDeploymentJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await _waiter.WaitAsync(job.JobId, job.EstimatedCompletionSeconds, seen => IvrDeploymentStatus.IsFinal(seen.Status), cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception) when (IvrDeployments.HidesJob(exception))
        {
            throw IvrDeployments.OutOfSight($"The deployment of {Definitions} to {_request.TargetEnvironment} was taken on as job {job.JobId}", job.JobId, exception);
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        _log.WhenStopped($"Job {_job!.JobId} failed with {ProvisioningTimeout} and was not submitted again. {CxHint.RollBack(_job.JobId)}");
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
        var again = _resubmissionFailure is null ? null : $" It was to be submitted again, but: {_resubmissionFailure.Message}";
        var about = $"{Definitions} to {_request.TargetEnvironment} (job {_job.JobId}): {reason ?? "no reason given"}{again}";
        var failure = (_job.Status, rollbackFailure) switch
        {
            (_, not null) => Failure(CxErrors.RollbackFailed, $"The deployment of {about}. It was to be rolled back, but: {rollbackFailure.Message}", result, rollbackFailure),
            (IvrDeploymentStatus.Completed, _) => null,
            (IvrDeploymentStatus.RolledBack, _) => Failure(CxErrors.DeploymentRolledBack, $"The deployment failed and was rolled back: {about}", result, _resubmissionFailure),
            _ => Failure(CxErrors.DeploymentFailed, $"The deployment failed: {about}", result, _resubmissionFailure),
        };

        // The local record first: it needs nobody, and the tenant's may fail.
        var outcome = failure is null ? AuditOutcome.Succeeded : AuditOutcome.Of(failure);
        var record = _trail.End(outcome, Details(_job.Status, rollbackFailure ?? _resubmissionFailure, latency, reason), IvrJson.Default.IvrDeploymentAudit);
        result = result with { AuditId = record?.AuditId };
        if (_trail.Failure is { } unrecorded)
        {
            Warn($"Job {_job.JobId} is {_job.Status}, and the local audit log could not be written: {unrecorded.Message}");
        }

        if (!_request.DryRun)
        {
            result = result with { AuditLogId = await RecordAtTenantAsync(result, cancellationToken).ConfigureAwait(false) };
        }

        result = result with { Warnings = _warnings.ToArray() };
        return new(result, failure is null ? Unrecorded(result) : Failure(failure.Definition, failure.Message, result, failure.InnerException));
    }

    /// <summary>Ends an operation of which no job was made.</summary>
    private CxOutcome<IvrDeploymentResult> End(CxErrorDefinition definition, ErrorText message, string status, Exception? cause)
    {
        var failure = Failure(definition, message, Result(status, null), cause);
        var record = _trail.End(AuditOutcome.Of(failure), Details(status, cause), IvrJson.Default.IvrDeploymentAudit);
        if (_trail.Failure is { } unrecorded)
        {
            Warn($"Nothing was deployed, and the local audit log could not be written: {unrecorded.Message}");
        }

        var result = Result(status, null) with { AuditId = record?.AuditId };
        return new(result, Failure(definition, message, result, cause));
    }

    private async Task<CxException?> RollBackAsync(CancellationToken cancellationToken)
    {
        var jobId = _job!.JobId;
        _rollbackTriggered = true;
        _log.WhenStopped($"The deployment failed and its roll-back may not have been asked for: {CxHint.ShowJobThenRollBack(jobId)}");
        var rollback = new IvrRollback(_api, _waiter);
        var failed = _job;
        try
        {
            try
            {
                _job = await rollback.StartAsync(jobId, $"{RollbackReason}: {failed.FailureReason}", cancellationToken).ConfigureAwait(false);
            }
            catch (CxException exception) when (exception.Definition == CxErrors.RollbackConflict)
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
            Warn($"The metrics of job {_job!.JobId} could not be exported: {exception.OneLine} {CxHint.ExportMetricsLater(_job.JobId)}");
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
            var element = JsonSerializer.SerializeToElement(details, IvrJson.Default.IvrDeploymentAudit);
            return (await TenantAudit.WriteAsync(_connection, "IVR_DEPLOYMENT", element, new TenantAuditFlags(), _log, cancellationToken).ConfigureAwait(false)).LogId;
        }
        catch (CxException exception)
        {
            var took = exception is CxUnknownOutcomeException ? "may not have taken" : "did not take";
            Warn($"The tenant's audit log {took} the record of job {result.JobId}: {exception.OneLine}{(result.AuditId is null ? null : $" The local record {result.AuditId} holds it.")}");
            return null;
        }
    }

    /// <summary>Once a job exists, a log that cannot be written must not hide what became of it.</summary>
    private IvrDeploymentException? Unrecorded(IvrDeploymentResult result) => _trail.Failure is not { } failure
        ? null
        : Failure(CxErrors.AuditWriteFailed, $"Job {result.JobId} was submitted and is {result.Status}, but the local audit log does not hold it: {failure.Message}", result, failure);

    private void Warn(string warning)
    {
        _warnings.Add(warning);
        _log.Warning(warning);
    }

    private IvrDeploymentAudit Details(string? status, Exception? error, double? latency = null, string? reason = null) => new()
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
        Simulations = [.. _simulations.Select(IvrSimulationAudit.Of)],
        SimulationSkipped = _request.SkipSimulation,
        SkippedValidation = _request.SkipValidation.Count == 0 ? null : [.. _request.SkipValidation.Select(check => check.ToString())],
        Error = error?.Message,
    };

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

    private static IvrDeploymentException Failure(CxErrorDefinition definition, ErrorText message, IvrDeploymentResult result, Exception? inner = null)
        => new(definition, message, result, inner);
}
