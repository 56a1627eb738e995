using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.Ivr;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Exports;

/// <summary>Data export jobs over deployments.</summary>
internal sealed class ExportsArea : IArea
{
    private const string Scope = "data:export";
    private const string Latency = "deploymentLatencyMs";
    private const string SuccessRate = "validationSuccessRate";
    private const string Utilization = "ttsResourceUtilization";
    private const string Rollbacks = "rollbackCount";
    private const string JobIdField = "jobId";
    private const string EnvironmentField = "targetEnvironment";
    private const string StatusField = "status";
    private const string DefinitionField = "ivrDefinitionId";
    private const int Steps = 2;

    private readonly TenantStore _store;

    public ExportsArea(TenantStore store) => _store = store;

    public void Register(RouteTable routes)
    {
        routes.Token("POST", "/api/v2/data/export/jobs", Scope, Create);
        routes.Token("GET", "/api/v2/data/export/jobs/{exportJobId}", Scope, Get);
    }

    private static bool Matches(DeploymentJob job, string field, string value, DateTimeOffset at) => field switch
    {
        JobIdField => string.Equals(job.JobId, value, StringComparison.OrdinalIgnoreCase),
        EnvironmentField => string.Equals(job.TargetEnvironment, value, StringComparison.Ordinal),
        StatusField => string.Equals(job.StatusAt(at), value, StringComparison.Ordinal),
        _ => job.IvrDefinitionIds.Contains(value, StringComparer.Ordinal),
    };

    private static JsonObject Row(DeploymentJob job, IReadOnlyList<string> metrics, DateTimeOffset at)
    {
        var row = new JsonObject { [JobIdField] = job.JobId, [EnvironmentField] = job.TargetEnvironment };
        foreach (var metric in metrics)
        {
            row[metric] = metric switch
            {
                Latency => job.Reached(at, JobStatus.Completed, JobStatus.Failed) is { } ended
                    ? (long)(ended - job.SubmittedAt).TotalMilliseconds
                    : null,
                SuccessRate => Validated(job, at),
                Utilization => job.TtsResourceUtilization,
                _ => job.Reached(at, JobStatus.RolledBack) is null ? 0 : 1,
            };
        }

        return row;
    }

    /// <summary>1 when the job got through validation, 0 when it failed there, nothing while that is open.</summary>
    private static int? Validated(DeploymentJob job, DateTimeOffset at)
    {
        if (job.Reached(at, JobStatus.Deploying, JobStatus.Completed) is not null)
        {
            return 1;
        }

        return job.Reached(at, JobStatus.Failed) is null ? null : 0;
    }

    private SandboxResponse Create(Exchange exchange)
    {
        if (!JsonBody.TryRead(exchange.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var query = body.Object("query");
        query.OneOf("entity", "ivr_deployments");
        var filters = new List<KeyValuePair<string, string>>();
        foreach (var filter in query.Objects("filters", mayBeEmpty: true) ?? [])
        {
            var field = filter.OneOf("field", JobIdField, EnvironmentField, StatusField, DefinitionField);
            filter.OneOf("operator", "EQUALS");
            var value = filter.Text("value");
            if (field is not null && value is not null)
            {
                filters.Add(new(field, value));
            }
        }

        string[] known = [Latency, SuccessRate, Utilization, Rollbacks];
        var metrics = query.Texts("metrics", distinct: true);
        foreach (var metric in (metrics ?? []).Except(known, StringComparer.Ordinal))
        {
            query.Add("metrics", "NOT_ALLOWED", $"'{metric}' is no metric of ivr_deployments: {string.Join(", ", known)}.");
        }

        body.OneOf("format", "JSON");
        body.OneOf("deliveryMethod", "API");
        if (body.Refusal(exchange.Request) is { } broken)
        {
            return broken;
        }

        var submittedAt = WireTime.Truncate(exchange.Now);
        var export = new ExportJob
        {
            ExportJobId = _store.NewId("export").ToString("D"),
            SubmittedAt = submittedAt,
            EndsAt = submittedAt + (Steps * _store.Options.JobStep),
            Filters = filters,
            Metrics = metrics!,
        };
        _store.State.Exports.Add(export);
        return Answers.Json(202, new JsonObject { ["exportJobId"] = export.ExportJobId });
    }

    private SandboxResponse Get(Exchange exchange)
    {
        var id = exchange.Value("exportJobId");
        var export = _store.State.Exports.Find(job => string.Equals(job.ExportJobId, id, StringComparison.OrdinalIgnoreCase));
        if (export is null)
        {
            return Answers.NotFound(exchange.Request, $"There is no export job '{id}'.");
        }

        var answer = new JsonObject { ["exportJobId"] = export.ExportJobId };
        if (exchange.Now < export.EndsAt)
        {
            answer["status"] = "RUNNING";
            answer["rows"] = new JsonArray();
            return Answers.Json(200, answer);
        }

        var jobs = _store.State.Deployments.Where(job => job.SubmittedAt <= export.EndsAt).ToArray();
        foreach (var (field, value) in export.Filters)
        {
            if (field == JobIdField && !jobs.Any(job => Matches(job, field, value, export.EndsAt)))
            {
                answer["status"] = "FAILED";
                answer["failureReason"] = $"There is no deployment '{value}'.";
                answer["rows"] = new JsonArray();
                return Answers.Json(200, answer);
            }
        }

        var rows = jobs
            .Where(job => export.Filters.TrueForAll(filter => Matches(job, filter.Key, filter.Value, export.EndsAt)))
            .Select(job => Row(job, export.Metrics, export.EndsAt));
        answer["status"] = "COMPLETED";
        answer["rows"] = new JsonArray([.. rows]);
        return Answers.Json(200, answer);
    }
}
