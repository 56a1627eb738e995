using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Exports;

/// <summary>Creates and returns data export jobs for deployments.</summary>
internal sealed class ExportEndpoints : IEndpoints
{
    private const string Scope = "data:export";
    private const int Steps = 2;

    private readonly TenantStore _store;

    public ExportEndpoints(TenantStore store) => _store = store;

    public void Register(RouteTable routes)
    {
        routes.Token("POST", "/api/v2/data/export/jobs", Scope, Create);
        routes.Token("GET", "/api/v2/data/export/jobs/{exportJobId}", Scope, Get);
    }

    private SandboxResponse Create(RequestContext context)
    {
        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var query = body.RequireObject("query");
        query.RequireOneOf("entity", "ivr_deployments");
        var filters = new List<KeyValuePair<string, string>>();
        foreach (var filter in query.RequireObjects("filters", mayBeEmpty: true) ?? [])
        {
            var field = filter.RequireOneOf("field", ExportFields.Filters);
            filter.RequireOneOf("operator", "EQUALS");
            var value = filter.RequireString("value");
            if (field is not null && value is not null)
            {
                filters.Add(new(field, value));
            }
        }

        var metrics = query.RequireStrings("metrics", distinct: true);
        foreach (var metric in (metrics ?? []).Except(ExportFields.Metrics, StringComparer.Ordinal))
        {
            query.Add(
                "metrics",
                "NOT_ALLOWED",
                $"'{metric}' is not a metric of ivr_deployments. The metrics are {string.Join(", ", ExportFields.Metrics)}.");
        }

        body.RequireOneOf("format", "JSON");
        body.RequireOneOf("deliveryMethod", "API");
        if (body.Refusal(context.Request) is { } broken)
        {
            return broken;
        }

        var submittedAt = WireTime.Truncate(context.Now);
        var export = new ExportJob
        {
            ExportJobId = _store.NewId("export").ToString("D"),
            SubmittedAt = submittedAt,
            EndsAt = submittedAt + (Steps * _store.Options.JobStep),
            Filters = filters,
            Metrics = metrics!,
        };
        _store.State.Exports.Add(export);
        return Responses.Json(202, new JsonObject { ["exportJobId"] = export.ExportJobId });
    }

    private SandboxResponse Get(RequestContext context)
    {
        var id = context.Value("exportJobId");
        var export = _store.State.Exports.Find(job => string.Equals(job.ExportJobId, id, StringComparison.OrdinalIgnoreCase));
        if (export is null)
        {
            return Responses.NotFound(context.Request, $"There is no export job '{id}'.");
        }

        var answer = new JsonObject { ["exportJobId"] = export.ExportJobId };
        if (export.Rows is null)
        {
            answer["status"] = "RUNNING";
            answer["rows"] = new JsonArray();
            return Responses.Json(200, answer);
        }

        answer["status"] = export.FailureReason is null ? "COMPLETED" : "FAILED";
        if (export.FailureReason is not null)
        {
            answer["failureReason"] = export.FailureReason;
        }

        answer["rows"] = export.Rows!.DeepClone();
        return Responses.Json(200, answer);
    }
}
