using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Campaigns;
using CxOne.Sandbox.Faults;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.Ivr;
using CxOne.Sandbox.OAuth;
using CxOne.Sandbox.State;
using CxOne.Sandbox.Webhooks;

namespace CxOne.Sandbox.Control;

/// <summary>
/// Lets tests inspect and prepare the tenant. These requests require no token; they are neither logged nor counted, and meet no faults.
/// </summary>
internal sealed class ControlEndpoints : IEndpoints
{
    private const int MostFaults = 1_000_000;
    private const int LongestDelayMilliseconds = 600_000;

    private readonly TenantStore _store;
    private readonly RequestLog _log;
    private readonly FaultSchedule _faults;
    private readonly Action _reset;

    public ControlEndpoints(TenantStore store, RequestLog log, FaultSchedule faults, Action reset)
    {
        _store = store;
        _log = log;
        _faults = faults;
        _reset = reset;
    }

    public void Register(RouteTable routes)
    {
        routes.Open("GET", "/sandbox/requests", Requests);
        routes.Open("GET", "/sandbox/state", State);
        routes.Open("GET", "/sandbox/deliveries", Deliveries);
        routes.Open("POST", "/sandbox/reset", Reset);
        routes.Open("GET", "/sandbox/faults", ListFaults);
        routes.Open("POST", "/sandbox/faults", AddFaults);
        routes.Open("DELETE", "/sandbox/faults", ClearFaults);
    }

    private static FaultRule ReadRule(JsonBodyValidator rule)
    {
        SandboxFault? fault = null;
        if (rule.Has("fault") && rule.RequireString("fault") is { } name)
        {
            if (SandboxFaultNames.TryParse(name, out var parsed))
            {
                fault = parsed;
            }
            else
            {
                rule.Add("fault", "NOT_ALLOWED", SandboxMessages.UnknownFault(name, string.Join(", ", SandboxFaultNames.All)));
            }
        }

        var result = new FaultRule
        {
            Fault = fault,
            Method = rule.Has("method") ? rule.RequireString("method") : null,
            Path = rule.Has("path") ? rule.RequireString("path") : null,
            Status = rule.Has("status") ? rule.RequireInteger("status", 200, 599) : null,
            RetryAfter = rule.Has("retryAfter") ? rule.RequireStringOrEmpty("retryAfter") : null,
            Body = rule.Has("body") ? rule.RequireStringOrEmpty("body") : null,
            ContentType = rule.Has("contentType") ? rule.RequireString("contentType") : null,
            Delay = TimeSpan.FromMilliseconds(
                rule.Has("latencyMs") ? rule.RequireInteger("latencyMs", 0, LongestDelayMilliseconds) ?? 0 : 0),
            IsApplied = rule.Has("apply") && (rule.RequireBoolean("apply") ?? false),
            Skip = rule.Has("skip") ? rule.RequireInteger("skip", 0, MostFaults) ?? 0 : 0,
            Count = rule.Has("count") ? rule.RequireInteger("count", 1, MostFaults) ?? 1 : 1,
        };
        if (fault is null && result.Status is null && result.Delay == TimeSpan.Zero && rule.Errors.Count == 0)
        {
            rule.Add("fault", "MISSING", SandboxMessages.RuleEmpty);
        }

        var affectsTransport = fault is not null
            and not (SandboxFault.Latency or SandboxFault.TooManyRequests or SandboxFault.ServerError or SandboxFault.ServiceUnavailable);
        if (affectsTransport && (result.Status is not null || result.Body is not null || result.RetryAfter is not null))
        {
            rule.Add("fault", "NOT_ALLOWED", SandboxMessages.RuleOverdetermined(result.Name));
        }

        if (!result.IsAnswer && !affectsTransport && (result.Body is not null || result.RetryAfter is not null || result.IsApplied))
        {
            rule.Add("status", "MISSING", SandboxMessages.RuleWithoutStatus);
        }

        foreach (var (member, value) in ((string, string?)[])[("retryAfter", result.RetryAfter), ("contentType", result.ContentType)])
        {
            if (value is not null && !HeaderText.IsPrintable(value))
            {
                rule.Add(member, "NOT_ALLOWED", SandboxMessages.HeaderNotPrintable);
            }
        }

        return result;
    }

    private SandboxResponse Requests(RequestContext context) => Responses.Json(200, new JsonObject
    {
        ["requests"] = new JsonArray([.. _log.Entries.Select(entry => entry.ToJson())]),
    });

    private SandboxResponse State(RequestContext context)
    {
        // The whole tenant, also where no call has needed these objects yet.
        _ = _store.Published;
        var json = JsonSerializer.SerializeToNode(_store.State, StateJson.Readable.SandboxState)!.AsObject();
        json.Remove("tokens");
        json.Remove("refreshTokens");
        json["answers"] = new JsonArray([.. _store.State.Answers.Select(answer => new JsonObject
        {
            ["client"] = answer.Client,
            ["path"] = answer.Path,
            ["idempotencyKey"] = answer.Key,
            ["status"] = answer.Status,
            ["storedAt"] = WireTime.Format(answer.StoredAt),
        })]);
        json["clients"] = new JsonArray([.. OAuthClients.All.Select(client => new JsonObject
        {
            ["clientId"] = client.Id,
            ["tokenLifetimeSeconds"] = (int)client.TokenLifetime.TotalSeconds,
            ["scopes"] = new JsonArray([.. client.Scopes.Select(scope => (JsonNode)scope)]),
        })]);

        // Adds the current status of each job to the times of its states.
        json["deployments"] = new JsonArray([.. _store.State.Deployments.Select(job =>
        {
            var rendered = IvrEndpoints.Render(job, context.Now);
            rendered["submittedBy"] = job.SubmittedBy;
            rendered["concurrentDeployment"] = job.ConcurrentDeployment;
            rendered["phases"] = new JsonArray([.. job.Phases.Select(phase => new JsonObject
            {
                ["status"] = phase.Status,
                ["at"] = WireTime.Format(phase.At),
            })]);
            return rendered;
        })]);
        // The accuracy of a simulation is computed at its start and published at its end.
        json["campaignSimulations"] = new JsonArray([.. _store.State.CampaignSimulations.Select(simulation =>
        {
            var rendered = CampaignSimulationEndpoints.Render(simulation);
            rendered["submittedBy"] = simulation.SubmittedBy;
            rendered["campaignVersion"] = simulation.CampaignVersion;
            rendered["parameterWeights"] = new JsonObject(
                simulation.ParameterWeights.Select(weight => KeyValuePair.Create(weight.Key, (JsonNode?)weight.Value)));
            return rendered;
        })]);
        return Responses.Json(200, json);
    }

    private SandboxResponse Deliveries(RequestContext context) => Responses.Json(200, new JsonObject
    {
        ["deliveries"] = new JsonArray([.. _store.State.WebhookDeliveries.Select(WebhookEndpoints.Render)]),
    });

    private SandboxResponse Reset(RequestContext context)
    {
        _reset();
        return Responses.Json(200, new JsonObject { ["status"] = "RESET" });
    }

    private SandboxResponse ListFaults(RequestContext context)
    {
        var shares = new JsonObject();
        foreach (var fault in Enum.GetValues<SandboxFault>())
        {
            if (_store.Options.Faults.TryGetValue(fault, out var share))
            {
                shares[SandboxFaultNames.Of(fault)] = share;
            }
        }

        return Responses.Json(200, new JsonObject
        {
            ["rules"] = new JsonArray([.. _faults.Rules.Select(rule => rule.ToJson())]),
            ["shares"] = shares,
        });
    }

    private SandboxResponse AddFaults(RequestContext context)
    {
        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var rules = new List<FaultRule>();
        foreach (var rule in body.RequireObjects("rules", mayBeEmpty: false) ?? [])
        {
            rules.Add(ReadRule(rule));
        }

        if (body.Refusal(context.Request) is { } broken)
        {
            return broken;
        }

        _faults.Add(rules);
        return ListFaults(context);
    }

    private SandboxResponse ClearFaults(RequestContext context)
    {
        _faults.ClearRules();
        return ListFaults(context);
    }
}
