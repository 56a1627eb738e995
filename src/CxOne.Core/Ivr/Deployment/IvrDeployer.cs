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
    private const string RollbackReason = "The deployment failed and was rolled back by the deployment workflow";
    private static readonly TimeSpan MetricsTimeout = TimeSpan.FromMinutes(2);
    private readonly CxConnection _connection;
    private readonly IvrDeploymentRequest _request;
    private readonly ICxLog _log;
    private readonly IvrApi _api;
    private readonly TimeProvider _clock;
    private readonly IvrJobWaiter _waiter;
    private readonly AuditTrail _trail;
    private readonly IvrDeploymentReport _report;

    private IvrDeployer(CxConnection connection, IvrDeploymentRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        _connection = connection;
        _request = request;
        _log = log;
        _api = new IvrApi(connection.Client, log);
        _clock = connection.Client.Clock;
        _waiter = new IvrJobWaiter(_api, request.Polling, _clock, log);
        _report = new IvrDeploymentReport(request, _waiter);
        _trail = new AuditTrail(
            connection, request.DryRun ? "IvrDeployment.DryRun" : "IvrDeployment.Publish", request.IvrDefinitionId, log, cancellationToken);
    }

    /// <summary>Runs a deployment from its simulation to its audit record.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">What the caller wants.</param>
    /// <param name="log">Gets progress, warnings and one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once; a job that was submitted goes on.</param>
    /// <returns>The result, and the failure where it is one.</returns>
    /// <exception cref="CxException">Nothing is known of a job: inputs break a rule, a request
    /// failed, the outcome is unknown, or the time is up.</exception>
    public static async Task<CxOutcome<IvrDeploymentResult>> PublishAsync(
        CxConnection connection, IvrDeploymentRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        request.Validate();

        // Found out before the change, because after it would be too late to refuse it.
        connection.AuditLog.EnsureWritable(cancellationToken);
        return await new IvrDeployer(connection, request, log, cancellationToken).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes every check that comes before the submission: the request, the definitions and, unless it is skipped, the simulation. Nothing
    /// is submitted and nothing is recorded.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">What the caller wants.</param>
    /// <param name="log">Gets progress, warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>The number of simulated calls, all of which are valid.</returns>
    /// <exception cref="CxException">What <see cref="PublishAsync"/> would refuse before it submits.</exception>
    public static async Task<int> PreviewAsync(
        CxConnection connection, IvrDeploymentRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        request.Validate();
        var api = new IvrApi(connection.Client, log);
        if (request.SkipSimulation)
        {
            foreach (var id in request.IvrDefinitionId)
            {
                _ = await api.GetDefinitionAsync(id, cancellationToken).ConfigureAwait(false);
            }

            return 0;
        }

        var simulation = new IvrDeploymentSimulation(connection, request, api, log);
        var state = new IvrDeploymentState { Simulations = await simulation.RunAsync(cancellationToken).ConfigureAwait(false) };
        return state.Simulations.All(result => result.IsValid)
            ? state.Simulations.Count
            : throw new CxException(
                CxErrors.SimulationFailed,
                IvrDeploymentReport.SimulationFailures(state),
                string.Join(", ", request.IvrDefinitionId),
                innerException: null);
    }

    private async Task<CxOutcome<IvrDeploymentResult>> RunAsync(CancellationToken cancellationToken)
    {
        var state = new IvrDeploymentState();
        if (!_request.SkipSimulation)
        {
            var simulation = new IvrDeploymentSimulation(_connection, _request, _api, _log);
            state = state with { Simulations = await simulation.RunAsync(cancellationToken).ConfigureAwait(false) };
            if (state.Simulations.Any(result => !result.IsValid))
            {
                return End(
                    state,
                    CxErrors.SimulationFailed,
                    IvrDeploymentReport.SimulationFailures(state),
                    IvrDeploymentStatus.NotSubmitted,
                    null);
            }
        }

        var outcome = await DeployAsync(state, cancellationToken).ConfigureAwait(false);
        _log.SetInterruptionNotice(null);
        return outcome;
    }

    /// <summary>
    /// Submits, waits, submits again or rolls back. Whatever ends it, the record is made with the state that the last step returned.
    /// </summary>
    private async Task<CxOutcome<IvrDeploymentResult>> DeployAsync(IvrDeploymentState state, CancellationToken cancellationToken)
    {
        state = state with { FirstSubmission = _clock.GetTimestamp() };
        try
        {
            while (true)
            {
                state = state with { Attempts = state.Attempts + 1, IdempotencyKey = Guid.NewGuid().ToString("D") };
                try
                {
                    state = await SubmitAsync(state, cancellationToken).ConfigureAwait(false);
                }
                catch (CxException exception) when (state.Job is not null)
                {
                    state = await AbandonResubmissionAsync(state, exception, cancellationToken).ConfigureAwait(false);
                    break;
                }
                catch (CxRequestException exception) when (exception.IsRefusal(400))
                {
                    return End(
                        state,
                        CxErrors.DeploymentRejected,
                        $"The tenant refused to deploy {_report.Definitions} to "
                            + $"{_request.TargetEnvironment}; nothing was deployed. {exception.Message}",
                        IvrDeploymentStatus.Rejected,
                        exception);
                }

                _log.SetInterruptionNotice(IvrDeployments.StillRunningHint(state.Job!.JobId));
                if (_request.NoWait)
                {
                    return Accept(state);
                }

                state = state with { Job = await WaitAsync(state.Job, cancellationToken).ConfigureAwait(false) };
                if (!state.HasProvisioningTimeout || state.Attempts > _request.MaximumRedeployCount)
                {
                    break;
                }

                await PauseAsync(state, cancellationToken).ConfigureAwait(false);
            }

            if (state.Job!.Status == IvrDeploymentStatus.Failed && _request.RollbackOnFailure && !_request.DryRun)
            {
                var failed = state.Job;
                state = state with { RollbackTriggered = true };
                try
                {
                    state = await StartRollbackAsync(state, cancellationToken).ConfigureAwait(false);
                    state = await FinishRollbackAsync(state, failed, cancellationToken).ConfigureAwait(false);
                }
                catch (CxException exception)
                {
                    state = state with { Job = failed, RollbackFailure = exception };
                }
            }

            return await FinishAsync(state, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (_trail.IsOpen)
        {
            // The wait is over, the job is not: without this record nobody would know that this side stopped looking.
            var status = _waiter.History.Count == 0 ? state.Job?.Status : _waiter.History[^1].Status;
            _trail.Fail(exception, _report.Details(state, status, exception), IvrJson.Default.IvrDeploymentAudit);
            throw;
        }
    }

    /// <summary>The job that failed before is still there: it is brought to its end, whatever stands against a further one.</summary>
    private async Task<IvrDeploymentState> AbandonResubmissionAsync(
        IvrDeploymentState state, CxException exception, CancellationToken cancellationToken)
    {
        if (exception is CxUnknownOutcomeException lost)
        {
            exception = await new IvrResubmissionCheck(_request, _api).RequireNotTakenOnAsync(
                state.Job!, lost, cancellationToken).ConfigureAwait(false);
        }

        // One that could not be recorded was not sent.
        var unsent = exception.Definition == CxErrors.AuditWriteFailed ? 1 : 0;
        return state with { Attempts = state.Attempts - unsent, ResubmissionFailure = exception };
    }

    /// <summary>Ends an operation whose job is not waited for.</summary>
    private CxOutcome<IvrDeploymentResult> Accept(IvrDeploymentState state)
    {
        var accepted = _report.Result(state, state.Job!.Status, null);
        accepted = accepted with
        {
            AuditId = _trail.End(
                AuditOutcome.Accepted, _report.Details(state, state.Job.Status, null), IvrJson.Default.IvrDeploymentAudit)?.AuditId
        };
        return new(accepted, IvrDeploymentReport.Unrecorded(accepted, _trail.Failure));
    }

    private async Task<IvrDeploymentState> SubmitAsync(IvrDeploymentState state, CancellationToken cancellationToken)
    {
        // Written ahead, so that also a process that dies with its request on the way leaves a trace of it.
        _trail.Start(_report.Details(state, null, null), IvrJson.Default.IvrDeploymentAudit);
        var earlier = state.Job is null ? null : $" {IvrDeploymentReport.NotRolledBack(state.Job)}";
        _log.SetInterruptionNotice(
            $"The deployment of {_report.Definitions} was being submitted and may have been taken on. {CxHint.ListJobs}{earlier}");
        var job = await _api.DeployAsync(IvrDeploymentBody.Of(_request), state.IdempotencyKey!, cancellationToken).ConfigureAwait(false);
        _waiter.Note(job);
        return state with { Job = job };
    }

    private async Task<IvrDeploymentJob> WaitAsync(IvrDeploymentJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await _waiter.WaitAsync(
                job.JobId,
                job.EstimatedCompletionSeconds,
                seen => IvrDeploymentStatus.IsFinal(seen.Status),
                cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception) when (IvrDeployments.HidesJob(exception))
        {
            throw IvrDeployments.StateUnreadable(
                $"The deployment of {_report.Definitions} to {_request.TargetEnvironment} was taken on as job {job.JobId}",
                job.JobId,
                exception);
        }
    }

    private async Task PauseAsync(IvrDeploymentState state, CancellationToken cancellationToken)
    {
        _log.SetInterruptionNotice(
            $"Job {state.Job!.JobId} failed with {IvrDeploymentState.ProvisioningTimeout} and was not "
                + $"submitted again. {CxHint.RollBack(state.Job.JobId)}");
        _log.Verbose(
            $"Job {state.Job.JobId} failed with {IvrDeploymentState.ProvisioningTimeout}; "
                + $"submitting again in {_request.RedeployDelay.TotalSeconds:0.###} s ({state.Attempts} of "
                + $"{_request.MaximumRedeployCount} further submissions).");
        _log.Progress(new CxProgress(
            $"Deployment {state.Job.JobId}",
            $"{IvrDeploymentState.ProvisioningTimeout}: submitting again in {_request.RedeployDelay.TotalSeconds:0.###} s")
            {
                SecondsRemaining = (int)_request.RedeployDelay.TotalSeconds
            });
        await Task.Delay(_request.RedeployDelay, _clock, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CxOutcome<IvrDeploymentResult>> FinishAsync(IvrDeploymentState state, CancellationToken cancellationToken)
    {
        var reason = state.Job!.FailureReason;
        state = state with { LatencyMs = _clock.GetElapsedTime(state.FirstSubmission).TotalMilliseconds };
        state = _request.DryRun ? state : await MeasureAsync(state, cancellationToken).ConfigureAwait(false);
        var result = _report.Result(state, state.Job!.Status, reason);
        var again = state.ResubmissionFailure is null ? null : $" It was to be submitted again, but: {state.ResubmissionFailure.Message}";
        var about = $"{_report.Definitions} to {_request.TargetEnvironment} (job {state.Job.JobId}): {reason ?? "no reason given"}{again}";
        var failure = (state.Job.Status, state.RollbackFailure) switch
        {
            (_, not null) => IvrDeploymentReport.Failure(
                CxErrors.RollbackFailed,
                $"The deployment of {about}. It was to be rolled back, but: {state.RollbackFailure!.Message}",
                result,
                state.RollbackFailure),
            (IvrDeploymentStatus.Completed, _) => null,
            (IvrDeploymentStatus.RolledBack, _) => IvrDeploymentReport.Failure(
                CxErrors.DeploymentRolledBack, $"The deployment failed and was rolled back: {about}", result, state.ResubmissionFailure),
            _ => IvrDeploymentReport.Failure(
                CxErrors.DeploymentFailed, $"The deployment failed: {about}", result, state.ResubmissionFailure),
        };

        // The local record first: it needs nobody, and the tenant's may fail.
        var outcome = failure is null ? AuditOutcome.Succeeded : AuditOutcome.Of(failure);
        var record = _trail.End(
            outcome,
            _report.Details(state, state.Job.Status, state.RollbackFailure ?? state.ResubmissionFailure, reason),
            IvrJson.Default.IvrDeploymentAudit);
        result = result with { AuditId = record?.AuditId };
        if (_trail.Failure is { } unrecorded && failure is not null)
        {
            // Of a deployment that succeeded this is the error itself.
            state = Warn(
                state, $"Job {state.Job.JobId} is {state.Job.Status}, and the local audit log could not be written: {unrecorded.Message}");
        }

        if (!_request.DryRun)
        {
            (state, var logId) = await RecordAtTenantAsync(state, result, cancellationToken).ConfigureAwait(false);
            result = result with { AuditLogId = logId };
        }

        result = result with { Warnings = state.Warnings.ToArray() };
        return new(
            result,
            failure is null
                ? IvrDeploymentReport.Unrecorded(result, _trail.Failure)
                : IvrDeploymentReport.Failure(failure.Definition, failure.Message, result, failure.InnerException));
    }

    /// <summary>Ends an operation of which no job was made.</summary>
    private CxOutcome<IvrDeploymentResult> End(
        IvrDeploymentState state, CxErrorDefinition definition, ErrorText message, string status, Exception? cause)
    {
        var failure = IvrDeploymentReport.Failure(definition, message, _report.Result(state, status, null), cause);
        var record = _trail.End(AuditOutcome.Of(failure), _report.Details(state, status, cause), IvrJson.Default.IvrDeploymentAudit);
        if (_trail.Failure is { } unrecorded)
        {
            state = Warn(state, $"Nothing was deployed, and the local audit log could not be written: {unrecorded.Message}");
        }

        var result = _report.Result(state, status, null) with { AuditId = record?.AuditId };
        return new(result, IvrDeploymentReport.Failure(definition, message, result, cause));
    }

    private async Task<IvrDeploymentState> StartRollbackAsync(IvrDeploymentState state, CancellationToken cancellationToken)
    {
        var jobId = state.Job!.JobId;
        _log.SetInterruptionNotice(
            $"The deployment failed and its roll-back may not have been asked for: {CxHint.ShowJobThenRollBack(jobId)}");
        try
        {
            var reason = $"{RollbackReason}: {state.Job.FailureReason}";
            state = state with
            {
                Job = await new IvrRollback(_api, _waiter).StartAsync(jobId, reason, cancellationToken).ConfigureAwait(false)
            };
        }
        catch (CxException exception) when (exception.Definition == CxErrors.RollbackConflict)
        {
            // Somebody else was faster; what matters is that it comes to an end.
            _log.Verbose($"Job {jobId} is being rolled back by somebody else.");
        }

        _log.SetInterruptionNotice(IvrDeployments.StillRunningHint(jobId));
        return state;
    }

    private async Task<IvrDeploymentState> FinishRollbackAsync(
        IvrDeploymentState state, IvrDeploymentJob failed, CancellationToken cancellationToken)
    {
        var job = await new IvrRollback(_api, _waiter).FinishAsync(state.Job!, cancellationToken).ConfigureAwait(false);
        return state with { Job = job with { FailureReason = job.FailureReason ?? failed.FailureReason } };
    }

    private async Task<IvrDeploymentState> MeasureAsync(IvrDeploymentState state, CancellationToken cancellationToken)
    {
        try
        {
            var polling = _request.Polling with { Timeout = MetricsTimeout };
            var metrics = await IvrMetrics.ExportAsync(
                _connection, state.Job!.JobId, _request.TargetEnvironment, polling, _log, cancellationToken).ConfigureAwait(false);
            return state with { Metrics = metrics };
        }
        catch (CxException exception)
        {
            return Warn(
                state,
                $"The metrics of job {state.Job!.JobId} could not be exported: "
                    + $"{exception.OneLine} {CxHint.ExportMetricsLater(state.Job.JobId)}");
        }
    }

    private async Task<(IvrDeploymentState State, string? LogId)> RecordAtTenantAsync(
        IvrDeploymentState state, IvrDeploymentResult result, CancellationToken cancellationToken)
    {
        try
        {
            var element = JsonSerializer.SerializeToElement(IvrDeploymentReport.TenantDetails(result), IvrJson.Default.IvrDeploymentAudit);
            return (
                state,
                (await TenantAudit.WriteAsync(
                    _connection, "IVR_DEPLOYMENT", element, new TenantAuditFlags(), _log, cancellationToken).ConfigureAwait(false)).LogId);
        }
        catch (CxException exception)
        {
            var took = exception is CxUnknownOutcomeException ? "may not have taken" : "did not take";
            state = Warn(
                state,
                $"The tenant's audit log {took} the record of job {result.JobId}: "
                    + $"{exception.OneLine}{(result.AuditId is null ? null : $" The local record {result.AuditId} holds it.")}");
            return (state, null);
        }
    }

    private IvrDeploymentState Warn(IvrDeploymentState state, string warning)
    {
        _log.Warning(warning);
        return state with { Warnings = [.. state.Warnings, warning] };
    }
}
