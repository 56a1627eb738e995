using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Exports the metrics that the tenant recorded for a deployment.</summary>
public static class IvrMetrics
{
    /// <summary>Starts an export job and waits for its result.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="jobId">The deployment job.</param>
    /// <param name="environment">The environment of the deployment; <see langword="null"/> to read it from the job.</param>
    /// <param name="polling">How long to wait, and how often to poll.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxException">The export failed or did not end in time (<c>MetricExportFailed</c>),
    /// or a request failed.</exception>
    public static async Task<IvrDeploymentMetric> ExportAsync(
        CxConnection connection, string jobId, string? environment, IvrPolling polling, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(polling);
        ArgumentNullException.ThrowIfNull(log);
        CxValidationException.ThrowIfAny([.. polling.Violations()], jobId);
        var api = new IvrApi(connection.Client, log);
        var clock = connection.Client.Clock;
        environment ??= await EnvironmentAsync(api, jobId, cancellationToken).ConfigureAwait(false);
        var body = new IvrExportBody
        {
            Query = new IvrExportQuery
            {
                Filters =
                [
                    new IvrExportFilter { Field = "jobId", Value = jobId },
                    new IvrExportFilter { Field = "targetEnvironment", Value = environment }
                ],
            },
        };
        var exportJobId = await api.StartExportAsync(body, jobId, cancellationToken).ConfigureAwait(false);
        var started = clock.GetTimestamp();
        for (var poll = 0; ; poll++)
        {
            var export = await api.GetExportAsync(exportJobId, cancellationToken).ConfigureAwait(false);
            if (export.Status == IvrDeploymentStatus.Completed)
            {
                log.Progress(new CxProgress(IvrMessages.MetricsActivity(jobId), export.Status) { IsCompleted = true });
                return Metric(jobId, environment, export);
            }

            var left = polling.Timeout - clock.GetElapsedTime(started);
            if (export.Status == IvrDeploymentStatus.Failed || PollingBackoff.IsOver(left))
            {
                throw new CxException(
                    CxErrors.MetricExportFailed,
                    export.Status == IvrDeploymentStatus.Failed
                        ? IvrMessages.ExportFailed(exportJobId, jobId)
                        : IvrMessages.ExportTimeout(exportJobId, jobId, export.Status, polling.Timeout.TotalSeconds),
                    jobId);
            }

            log.Progress(new CxProgress(IvrMessages.MetricsActivity(jobId), export.Status));
            var delay = polling.Delay(poll);
            await VisibleWait.DelayAsync(
                log, IvrMessages.WaitingForPoll, delay < left ? delay : left, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads and checks what an export can be refused for, and starts none.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="jobId">The deployment job.</param>
    /// <param name="environment">Where it deployed to; read from the job where it is absent.</param>
    /// <param name="polling">How long to wait and how often to look.</param>
    /// <param name="log">Gets one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>The environment whose metrics would be exported.</returns>
    /// <exception cref="CxException">
    /// The job does not exist (<c>ObjectNotFound</c>) or names no environment, or any request error.
    /// </exception>
    public static async Task<string> PreviewAsync(
        CxConnection connection, string jobId, string? environment, IvrPolling polling, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(polling);
        CxValidationException.ThrowIfAny([.. polling.Violations()], jobId);
        return environment
            ?? await EnvironmentAsync(new IvrApi(connection.Client, log), jobId, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> EnvironmentAsync(IvrApi api, string jobId, CancellationToken cancellationToken)
        => (await api.GetDeploymentAsync(jobId, cancellationToken).ConfigureAwait(false)).TargetEnvironment
            ?? throw new CxException(
                CxErrors.MetricExportFailed, IvrMessages.JobWithoutEnvironment(jobId), jobId);

    private static IvrDeploymentMetric Metric(string jobId, string environment, IvrExportAnswer export)
    {
        if (export.Rows is not { Count: > 0 } rows)
        {
            throw new CxException(CxErrors.MetricExportFailed, IvrMessages.ExportEmpty(export.ExportJobId, jobId), jobId);
        }

        return new IvrDeploymentMetric
        {
            JobId = jobId,
            TargetEnvironment = environment,
            ExportJobId = export.ExportJobId,
            DeploymentLatencyMs = rows[0].DeploymentLatencyMs,
            ValidationSuccessRate = rows[0].ValidationSuccessRate,
            TtsResourceUtilization = rows[0].TtsResourceUtilization,
            RollbackCount = rows[0].RollbackCount,
        };
    }
}
