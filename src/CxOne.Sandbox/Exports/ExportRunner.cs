using System.Text.Json.Nodes;
using CxOne.Sandbox.Ivr;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Exports;

/// <summary>Computes the rows of exports that have ended.</summary>
internal sealed class ExportRunner
{
    private readonly TenantStore _store;

    public ExportRunner(TenantStore store) => _store = store;

    /// <summary>
    /// Ends the exports that are due. It runs before a request takes effect, so that no later change is exported, even in the same
    /// millisecond.
    /// </summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        foreach (var export in _store.State.Exports)
        {
            if (export.Rows is null && export.EndsAt <= now)
            {
                End(export);
            }
        }
    }

    private static bool Matches(DeploymentJob job, string field, string value, DateTimeOffset at) => field switch
    {
        ExportFields.JobId => string.Equals(job.JobId, value, StringComparison.OrdinalIgnoreCase),
        ExportFields.Environment => string.Equals(job.TargetEnvironment, value, StringComparison.Ordinal),
        ExportFields.Status => string.Equals(job.StatusAt(at), value, StringComparison.Ordinal),
        _ => job.IvrDefinitionIds.Contains(value, StringComparer.Ordinal),
    };

    private static JsonObject Row(DeploymentJob job, IReadOnlyList<string> metrics, DateTimeOffset at)
    {
        var row = new JsonObject
        {
            [ExportFields.JobId] = job.JobId,
            [ExportFields.Environment] = job.TargetEnvironment,
        };
        foreach (var metric in metrics)
        {
            row[metric] = metric switch
            {
                ExportFields.Latency => job.Reached(at, JobStatus.Completed, JobStatus.Failed) is { } ended
                    ? (long)(ended - job.SubmittedAt).TotalMilliseconds
                    : null,
                ExportFields.SuccessRate => Validated(job, at),
                ExportFields.Utilization => job.TtsResourceUtilization,
                _ => job.Reached(at, JobStatus.RolledBack) is null ? 0 : 1,
            };
        }

        return row;
    }

    /// <summary>Returns 1 if the job passed validation, 0 if it failed validation, and null before that.</summary>
    private static int? Validated(DeploymentJob job, DateTimeOffset at)
    {
        if (job.Reached(at, JobStatus.Deploying, JobStatus.Completed) is not null)
        {
            return 1;
        }

        return job.Reached(at, JobStatus.Failed) is null ? null : 0;
    }

    private void End(ExportJob export)
    {
        var at = export.EndsAt;
        var jobs = _store.State.Deployments.Where(job => job.SubmittedAt <= at).ToArray();
        foreach (var (field, value) in export.Filters)
        {
            if (field == ExportFields.JobId && !jobs.Any(job => Matches(job, field, value, at)))
            {
                export.FailureReason = $"There is no deployment '{value}'.";
                export.Rows = [];
                return;
            }
        }

        var rows = jobs
            .Where(job => export.Filters.TrueForAll(filter => Matches(job, filter.Key, filter.Value, at)))
            .Select(job => Row(job, export.Metrics, at));
        export.Rows = new JsonArray([.. rows]);
    }
}
