using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>
/// Deploys IVR definitions: simulates calls, submits the deployment, waits for its job, submits it again or rolls it back, and records the
/// outcome. If a simulation fails, nothing is submitted. A submission whose answer is lost is never repeated.
/// </summary>
public sealed class IvrDeployer
{
    private readonly CxConnection _connection;
    private readonly IvrDeploymentRequest _request;
    private readonly ICxLog _log;
    private readonly IvrApi _api;
    private readonly TimeProvider _clock;
    private readonly IvrJobWaiter _waiter;
    private readonly AuditTrail _trail;
    private readonly IvrDeploymentReport _report;
    private readonly IvrDeploymentCompletion _completion;

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
        _completion = new IvrDeploymentCompletion(connection, request, _trail, _report, log);
    }

    /// <summary>Runs a deployment, from the simulation to the audit record.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">The deployment.</param>
    /// <param name="log">Receives progress, warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once. A job that was submitted keeps running at the tenant.</param>
    /// <returns>The result, with the failure if the deployment did not succeed.</returns>
    /// <exception cref="CxValidationException">The request breaks a rule; nothing was sent.</exception>
    /// <exception cref="CxUnknownOutcomeException">It is not known whether the tenant accepted the submission, or how its job
    /// ended.</exception>
    /// <exception cref="CxException">A request failed before a job existed, the job did not end in time (<c>DeploymentTimeout</c>), or the
    /// audit log cannot be written (<c>AuditWriteFailed</c>).</exception>
    public static async Task<CxOutcome<IvrDeploymentResult>> PublishAsync(
        CxConnection connection, IvrDeploymentRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        request.Validate();

        // Checked before the change: afterwards it would be too late to refuse it.
        connection.AuditLog.EnsureWritable(cancellationToken);
        var held = request.DryRun
            ? ExclusiveOperation.None
            : await ExclusiveOperation.BeginAsync(
                connection, ExclusiveOperation.Environment, request.TargetEnvironment, log, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            return await new IvrDeployer(connection, request, log, cancellationToken).RunAsync(cancellationToken).ConfigureAwait(false);
        }
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
        if (!request.AllowUnknownEnvironment)
        {
            await IvrEnvironments.RequireKnownAsync(request.TargetEnvironment, api, cancellationToken).ConfigureAwait(false);
        }

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
        if (!_request.AllowUnknownEnvironment)
        {
            await IvrEnvironments.RequireKnownAsync(_request.TargetEnvironment, _api, cancellationToken).ConfigureAwait(false);
        }

        if (!_request.SkipSimulation)
        {
            var simulation = new IvrDeploymentSimulation(_connection, _request, _api, _log);
            state = state with { Simulations = await simulation.RunAsync(cancellationToken).ConfigureAwait(false) };
            if (state.Simulations.Any(result => !result.IsValid))
            {
                return _completion.WithoutJob(
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
    /// Submits, waits, submits again or rolls back. However it ends, the audit record contains the state that the last step returned.
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
                    return _completion.WithoutJob(
                        state,
                        CxErrors.DeploymentRejected,
                        ErrorText.From(
                            IvrMessages.DeploymentRejected(_report.Definitions, _request.TargetEnvironment, exception.Message), exception),
                        IvrDeploymentStatus.Rejected,
                        exception);
                }

                _log.SetInterruptionNotice(IvrDeployments.StillRunningHint(state.Job!.JobId));
                if (_request.NoWait)
                {
                    return _completion.Accepted(state);
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
                state = await RollBackAsync(state, cancellationToken).ConfigureAwait(false);
            }

            return await _completion.FinishAsync(state, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (_trail.IsOpen)
        {
            // The job keeps running; the record shows that this side stopped watching it.
            var status = _waiter.History.Count == 0 ? state.Job?.Status : _waiter.History[^1].Status;
            _trail.Fail(exception, _report.Details(state, status, exception), IvrJson.Default.IvrDeploymentAudit);
            throw;
        }
    }

    /// <summary>Keeps the job that failed earlier, for which the workflow continues, and notes why it was not submitted again.</summary>
    private async Task<IvrDeploymentState> AbandonResubmissionAsync(
        IvrDeploymentState state, CxException exception, CancellationToken cancellationToken)
    {
        if (exception is CxUnknownOutcomeException lost)
        {
            exception = await new IvrResubmissionCheck(_request, _api).RequireNotAcceptedAsync(
                state.Job!, lost, cancellationToken).ConfigureAwait(false);
        }

        // A submission that could not be recorded was not sent.
        var unsent = exception.Definition == CxErrors.AuditWriteFailed ? 1 : 0;
        return state with { Attempts = state.Attempts - unsent, ResubmissionFailure = exception };
    }

    private async Task<IvrDeploymentState> SubmitAsync(IvrDeploymentState state, CancellationToken cancellationToken)
    {
        // Written first, so that a process that dies during the request leaves a record of it.
        _trail.Start(_report.Details(state, null, null), IvrJson.Default.IvrDeploymentAudit);
        _log.SetInterruptionNotice(IvrMessages.SubmissionInterrupted(_report.Definitions, state.Job?.JobId));
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
                IvrMessages.DeploymentAccepted(_report.Definitions, _request.TargetEnvironment, job.JobId),
                job.JobId,
                exception);
        }
    }

    private async Task PauseAsync(IvrDeploymentState state, CancellationToken cancellationToken)
    {
        var jobId = state.Job!.JobId;
        var delaySec = _request.RedeployDelay.TotalSeconds;
        _log.SetInterruptionNotice(IvrMessages.ResubmissionInterrupted(jobId, IvrDeploymentState.ProvisioningTimeout));
        _log.Verbose(IvrMessages.Resubmitting(
            jobId, IvrDeploymentState.ProvisioningTimeout, delaySec, state.Attempts, _request.MaximumRedeployCount));
        _log.Progress(new CxProgress(
            IvrMessages.JobActivity(jobId), IvrMessages.ResubmittingStatus(IvrDeploymentState.ProvisioningTimeout, delaySec))
        {
            SecondsRemaining = (int)delaySec,
        });
        await VisibleWait.DelayAsync(
            _log, IvrMessages.WaitingForResubmission, _request.RedeployDelay, _clock, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IvrDeploymentState> RollBackAsync(IvrDeploymentState state, CancellationToken cancellationToken)
    {
        var failed = state.Job!;
        state = state with { RollbackTriggered = true };
        try
        {
            var rollingBack = await StartRollbackAsync(failed, cancellationToken).ConfigureAwait(false);
            var job = await new IvrRollback(_api, _waiter).FinishAsync(rollingBack, cancellationToken).ConfigureAwait(false);
            return state with { Job = job with { FailureReason = job.FailureReason ?? failed.FailureReason } };
        }
        catch (CxException exception)
        {
            return state with { Job = failed, RollbackFailure = exception };
        }
    }

    private async Task<IvrDeploymentJob> StartRollbackAsync(IvrDeploymentJob failed, CancellationToken cancellationToken)
    {
        _log.SetInterruptionNotice(IvrMessages.RollbackNotRequested(failed.JobId));
        var job = failed;
        try
        {
            job = await new IvrRollback(_api, _waiter).StartAsync(
                failed.JobId, IvrMessages.RollbackReason(failed.FailureReason), cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception) when (exception.Definition == CxErrors.RollbackConflict)
        {
            // The other client's rollback is waited for as if it were this one.
            _log.Verbose(IvrMessages.RolledBackByAnotherClient(failed.JobId));
        }

        _log.SetInterruptionNotice(IvrDeployments.StillRunningHint(failed.JobId));
        return job;
    }
}
