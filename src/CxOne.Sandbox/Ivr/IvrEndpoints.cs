using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Ivr;

/// <summary>The endpoints of IVR definitions, their simulations and deployments.</summary>
internal sealed class IvrEndpoints : IEndpoints
{
    private const string ReadScope = "ivr:read";
    private const string DeployScope = "ivr:deploy";
    private const int LongestTimeoutSeconds = 600;

    private readonly TenantStore _store;
    private readonly DeploymentPlanner _planner;
    private long _simulations;

    public IvrEndpoints(TenantStore store, DeploymentPlanner planner)
    {
        _store = store;
        _planner = planner;
    }

    public void Register(RouteTable routes)
    {
        routes.Token("GET", "/api/v2/ivr/definitions", ReadScope, ListDefinitions);
        routes.Token("GET", "/api/v2/ivr/definitions/{id}", ReadScope, GetDefinition);
        routes.Token("POST", "/api/v2/ivr/definitions/{id}/simulate", ReadScope, Simulate);
        routes.Token("POST", "/api/v2/ivr/deployments", DeployScope, Deploy);
        routes.Token("GET", "/api/v2/ivr/deployments", ReadScope, ListDeployments);
        routes.Token("GET", "/api/v2/ivr/deployments/{jobId}", ReadScope, GetDeployment);
        routes.Token("POST", "/api/v2/ivr/deployments/{jobId}/rollback", DeployScope, RollBack);
    }

    /// <summary>Returns the JSON of a job at a given time.</summary>
    public static JsonObject Render(DeploymentJob job, DateTimeOffset now)
    {
        var json = new JsonObject { ["jobId"] = job.JobId, ["status"] = job.StatusAt(now) };
        if (job.FailureReason is not null && job.Reached(now, JobStatus.Failed) is not null)
        {
            json["failureReason"] = job.FailureReason;
        }

        json["rollbackOnFailure"] = job.RollbackOnFailure;
        json["dryRun"] = job.DryRun;
        json["ivrDefinitionIds"] = Texts(job.IvrDefinitionIds);
        json["targetEnvironment"] = job.TargetEnvironment;
        json["submittedAt"] = WireTime.Format(job.SubmittedAt);
        json["estimatedCompletionSeconds"] = job.EstimatedCompletionSeconds;
        if (job.CompletedAt(now) is { } completedAt)
        {
            json["completedAt"] = WireTime.Format(completedAt);
        }

        if (job.RollbackReason is not null)
        {
            json["rollbackReason"] = job.RollbackReason;
        }

        return json;
    }

    private static JsonNode Render(StoredDefinition stored) =>
        JsonSerializer.SerializeToNode(stored.Definition, StateJson.Readable.SandboxIvrDefinition)!;

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private SandboxResponse ListDefinitions(RequestContext context)
    {
        var errors = new List<ErrorEntry>();
        IEnumerable<StoredDefinition> definitions = _store.State.IvrDefinitions;
        if (NameFilter.Read(context, errors) is { } name)
        {
            definitions = definitions.Where(stored => string.Equals(stored.Definition.Name, name, StringComparison.Ordinal));
        }

        var sorted = definitions.OrderBy(stored => stored.Definition.Id, StringComparer.Ordinal).ToArray();
        return Page.Of(context, sorted, Render, errors);
    }

    private StoredDefinition? FindDefinition(string id) =>
        _store.State.IvrDefinitions.Find(stored => string.Equals(stored.Definition.Id, id, StringComparison.Ordinal));

    private SandboxResponse GetDefinition(RequestContext context)
    {
        var id = context.Value("id");
        return FindDefinition(id) is { } stored
            ? Responses.Json(200, Render(stored))
            : Responses.NotFound(context.Request, $"There is no IVR definition '{id}'.");
    }

    private SandboxResponse Simulate(RequestContext context)
    {
        var id = context.Value("id");
        if (FindDefinition(id) is not { } stored)
        {
            return Responses.NotFound(context.Request, $"There is no IVR definition '{id}'.");
        }

        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
        {
            return refusal;
        }

        body.RequireSameAsPath("ivrDefinitionId", id);
        var sequence = body.RequireObject("testSequence");
        var inputs = sequence.RequireStrings("inputs", distinct: false);
        sequence.RequireOneOf("inputType", "DTMF_AND_VOICE");
        var maximum = sequence.RequireNumber("maxTimeoutSeconds", 0, LongestTimeoutSeconds, aboveMinimum: true);
        var options = body.RequireObject("analysisOptions");
        var trackPath = options.RequireBoolean("trackPathTraversal");
        var captureTimeouts = options.RequireBoolean("captureTimeoutEvents");
        var validateTts = options.RequireBoolean("validateTtsRendering");
        if (body.Refusal(context.Request) is { } broken)
        {
            return broken;
        }

        var simulation = SandboxIvrSimulator.Run(stored.Definition, _store.State.Voices, inputs!, maximum!.Value);
        var steps = trackPath!.Value ? simulation.Steps : [];
        var timeouts = captureTimeouts!.Value ? simulation.TimeoutEvents : [];
        return Responses.Json(200, new JsonObject
        {
            ["simulationId"] = string.Create(
                CultureInfo.InvariantCulture,
                $"sim-{context.Now.ToUnixTimeMilliseconds()}-{++_simulations}"),
            ["pathTraversal"] = new JsonArray([.. steps.Select(step => new JsonObject
            {
                ["nodeId"] = step.NodeId,
                ["input"] = step.Input,
                ["status"] = step.Status,
                ["nextNodeId"] = step.NextNodeId,
                ["ttsRenderError"] = step.HasRenderError && validateTts!.Value,
            })]),
            ["timeoutEvents"] = new JsonArray([.. timeouts.Select(timeout => new JsonObject
            {
                ["nodeId"] = timeout.NodeId,
                ["triggeredAt"] = (double)timeout.TriggeredAt,
                ["expectedWait"] = (double)timeout.ExpectedWait,
            })]),
            ["ttsResourceUsage"] = new JsonObject
            {
                ["voices"] = Texts(simulation.Voices),
                ["unitsConsumed"] = simulation.UnitsConsumed,
            },
        });
    }

    private SandboxResponse Deploy(RequestContext context)
    {
        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var ids = body.RequireStrings("ivrDefinitionIds", distinct: true);
        var environment = body.RequireOneOf("targetEnvironment", _store.State.Tenant.Environments);
        var flags = body.RequireObject("validationFlags");
        var checkTts = flags.RequireBoolean("checkTtsResourceLimits");
        var checkRouting = flags.RequireBoolean("checkRoutingCompatibility");
        var checkTimeouts = flags.RequireBoolean("validateTimeoutBehaviors");
        var options = body.RequireObject("deploymentOptions");
        var dryRun = options.RequireBoolean("dryRun");
        var rollbackOnFailure = options.RequireBoolean("rollbackOnFailure");
        var concurrent = options.RequireBoolean("concurrentDeployment");
        var definitions = new List<StoredDefinition>();
        foreach (var id in ids ?? [])
        {
            if (FindDefinition(id) is { } stored)
            {
                definitions.Add(stored);
            }
            else
            {
                body.Add("ivrDefinitionIds", "UNKNOWN_DEFINITION", $"There is no IVR definition '{id}'.");
            }
        }

        if (body.Refusal(context.Request) is { } broken)
        {
            return broken;
        }

        IReadOnlyList<SandboxIvrDefinition> machines = [.. definitions.Select(stored => stored.Definition)];
        var errors = new List<ErrorEntry>();
        errors.AddRange(machines.SelectMany(DeploymentChecks.DanglingEdges));
        if (checkRouting!.Value)
        {
            errors.AddRange(machines.SelectMany(DeploymentChecks.OverlappingKeys));
        }

        if (checkTimeouts!.Value)
        {
            errors.AddRange(machines.SelectMany(DeploymentChecks.TimeoutBehaviours));
        }

        if (checkTts!.Value)
        {
            errors.AddRange(DeploymentChecks.VoiceUnits(machines, _store.State.Tenant.TtsUnitQuota));
        }

        if (errors.Count > 0)
        {
            return Responses.BadRequest(context.Request, "The IVR definitions are invalid and cannot be deployed.", errors);
        }

        var job = _planner.Accept(
            new DeploymentRequest(definitions, environment!, dryRun!.Value, rollbackOnFailure!.Value, concurrent!.Value),
            context.Session!.ClientId,
            context.Now);
        return Responses.Json(
            202,
            new JsonObject
            {
                ["jobId"] = job.JobId,
                ["status"] = JobStatus.Queued,
                ["submittedAt"] = WireTime.Format(job.SubmittedAt),
                ["ivrDefinitionIds"] = Texts(job.IvrDefinitionIds),
                ["targetEnvironment"] = job.TargetEnvironment,
                ["estimatedCompletionSeconds"] = job.EstimatedCompletionSeconds,
            },
            ("Location", Location(context, job)));
    }

    private static string Location(RequestContext context, DeploymentJob job) =>
        $"{context.Request.BaseUri.GetLeftPart(UriPartial.Authority)}/api/v2/ivr/deployments/{job.JobId}";

    private SandboxResponse ListDeployments(RequestContext context)
    {
        var environment = context.Query.Get("targetEnvironment");
        var status = context.Query.Get("status");
        var errors = new List<ErrorEntry>();
        if (status is not null && !JobStatus.All.Contains(status, StringComparer.Ordinal))
        {
            var message = $"status must be one of {string.Join(", ", JobStatus.All)}.";
            errors.Add(new ErrorEntry("NOT_ALLOWED", message) { Field = "status" });
        }

        var jobs = _store.State.Deployments
            .Where(job => environment is null || string.Equals(job.TargetEnvironment, environment, StringComparison.Ordinal))
            .Where(job => status is null || string.Equals(job.StatusAt(context.Now), status, StringComparison.Ordinal))
            .Reverse()
            .ToArray();
        return Page.Of(context, jobs, job => Render(job, context.Now), errors);
    }

    private DeploymentJob? FindJob(string jobId) =>
        _store.State.Deployments.Find(job => string.Equals(job.JobId, jobId, StringComparison.OrdinalIgnoreCase));

    private SandboxResponse GetDeployment(RequestContext context)
    {
        var jobId = context.Value("jobId");
        return FindJob(jobId) is { } job
            ? Responses.Json(200, Render(job, context.Now))
            : Responses.NotFound(context.Request, $"There is no deployment '{jobId}'.");
    }

    private SandboxResponse RollBack(RequestContext context)
    {
        var jobId = context.Value("jobId");
        if (FindJob(jobId) is not { } job)
        {
            return Responses.NotFound(context.Request, $"There is no deployment '{jobId}'.");
        }

        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var reason = body.RequireString("reason");
        if (body.Refusal(context.Request) is { } broken)
        {
            return broken;
        }

        return _planner.RollBack(job, reason!, context.Now) is { } conflict
            ? Responses.Conflict(context.Request, conflict)
            : Responses.Json(202, Render(job, context.Now), ("Location", Location(context, job)));
    }
}
