using System.Text.Json;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>
/// The last steps of a deployment, whatever its outcome: export the metrics, write the local and the tenant's audit records, and build the
/// result with its failure.
/// </summary>
internal sealed class IvrDeploymentCompletion
{
    private static readonly TimeSpan MetricsTimeout = TimeSpan.FromMinutes(2);

    private readonly CxConnection _connection;
    private readonly IvrDeploymentRequest _request;
    private readonly AuditTrail _trail;
    private readonly IvrDeploymentReport _report;
    private readonly ICxLog _log;

    public IvrDeploymentCompletion(
        CxConnection connection, IvrDeploymentRequest request, AuditTrail trail, IvrDeploymentReport report, ICxLog log)
    {
        _connection = connection;
        _request = request;
        _trail = trail;
        _report = report;
        _log = log;
    }

    /// <summary>Completes a deployment that created no job.</summary>
    public CxOutcome<IvrDeploymentResult> WithoutJob(
        IvrDeploymentState state, CxErrorDefinition definition, ErrorText message, string status, Exception? cause)
    {
        var failure = new IvrDeploymentException(definition, message, _report.Result(state, status, null), cause);
        var record = _trail.End(AuditOutcome.Of(failure), _report.Details(state, status, cause), IvrJson.Default.IvrDeploymentAudit);
        if (_trail.Failure is { } unrecorded)
        {
            state = Warn(state, IvrMessages.NothingDeployedNotRecorded(unrecorded.Message));
        }

        var result = _report.Result(state, status, null) with { AuditId = record?.AuditId };
        return new(result, new IvrDeploymentException(definition, message, result, cause));
    }

    /// <summary>Completes a deployment whose job is not waited for.</summary>
    public CxOutcome<IvrDeploymentResult> Accepted(IvrDeploymentState state)
    {
        var result = _report.Result(state, state.Job!.Status, null);
        var record = _trail.End(
            AuditOutcome.Accepted, _report.Details(state, state.Job.Status, null), IvrJson.Default.IvrDeploymentAudit);
        result = result with { AuditId = record?.AuditId };
        return new(result, IvrDeploymentReport.Unrecorded(result, _trail.Failure));
    }

    /// <summary>Completes a deployment whose job has reached its final state.</summary>
    public async Task<CxOutcome<IvrDeploymentResult>> FinishAsync(IvrDeploymentState state, CancellationToken cancellationToken)
    {
        var job = state.Job!;
        state = state with { LatencyMs = _connection.Client.Clock.GetElapsedTime(state.FirstSubmission).TotalMilliseconds };
        state = _request.DryRun ? state : await MeasureAsync(state, cancellationToken).ConfigureAwait(false);
        var result = _report.Result(state, job.Status, job.FailureReason);
        var failure = _report.FailureOf(state, result);

        // The local record comes first, because the request for the tenant's record may fail.
        var record = _trail.End(
            failure is null ? AuditOutcome.Succeeded : AuditOutcome.Of(failure),
            _report.Details(state, job.Status, state.RollbackFailure ?? state.ResubmissionFailure, job.FailureReason),
            IvrJson.Default.IvrDeploymentAudit);
        result = result with { AuditId = record?.AuditId };
        if (_trail.Failure is { } unrecorded && failure is not null)
        {
            // For a deployment that succeeded, this is the error itself.
            state = Warn(state, IvrMessages.OutcomeNotRecorded(job.JobId, job.Status, unrecorded.Message));
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
                : new IvrDeploymentException(failure.Definition, failure.Message, result, failure.InnerException));
    }

    private async Task<IvrDeploymentState> MeasureAsync(IvrDeploymentState state, CancellationToken cancellationToken)
    {
        var jobId = state.Job!.JobId;
        try
        {
            var polling = _request.Polling with { Timeout = MetricsTimeout };
            var metrics = await IvrMetrics.ExportAsync(
                _connection, jobId, _request.TargetEnvironment, polling, _log, cancellationToken).ConfigureAwait(false);
            return state with { Metrics = metrics };
        }
        catch (CxException exception)
        {
            return Warn(state, IvrMessages.MetricsNotExported(jobId, exception.OneLine));
        }
    }

    private async Task<(IvrDeploymentState State, string? LogId)> RecordAtTenantAsync(
        IvrDeploymentState state, IvrDeploymentResult result, CancellationToken cancellationToken)
    {
        try
        {
            var details = JsonSerializer.SerializeToElement(IvrDeploymentReport.TenantDetails(result), IvrJson.Default.IvrDeploymentAudit);
            var record = await TenantAudit.WriteAsync(
                _connection, "IVR_DEPLOYMENT", details, new TenantAuditFlags(), _log, cancellationToken).ConfigureAwait(false);
            return (state, record.LogId);
        }
        catch (CxException exception)
        {
            var warning = IvrMessages.TenantAuditFailed(
                result.JobId!, exception is CxUnknownOutcomeException, exception.OneLine, result.AuditId);
            return (Warn(state, warning), null);
        }
    }

    private IvrDeploymentState Warn(IvrDeploymentState state, string warning)
    {
        _log.Warning(warning);
        return state with { Warnings = [.. state.Warnings, warning] };
    }
}
