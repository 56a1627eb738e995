using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Dialer;

/// <summary>Adds changes of dialer configurations to the event stream. The only endpoint with snake_case members.</summary>
internal sealed class EventExportEndpoints : IEndpoints
{
    private const string Scope = "eventstreams.export.write";

    private readonly TenantStore _store;

    public EventExportEndpoints(TenantStore store) => _store = store;

    public void Register(RouteTable routes) => routes.Token("POST", "/api/v2/eventstreams/exports", Scope, Export);

    private SandboxResponse Export(RequestContext context)
    {
        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var eventType = body.RequireOneOf("event_type", "DIALER_CONFIG_UPDATE");
        var resourceId = body.RequireString("resource_id");
        if (resourceId is not null
            && !_store.State.DialerConfigs.Exists(config => string.Equals(config.Id, resourceId, StringComparison.Ordinal)))
        {
            body.Add("resource_id", "UNKNOWN_RESOURCE", $"There is no dialer configuration '{resourceId}'.");
        }

        var hash = body.RequireString("payload_hash");
        var timestamp = IsoTime.Read(body, "timestamp");
        var latency = body.RequireNumber("latency_ms", 0, int.MaxValue);
        var trail = body.RequireObject("audit_trail");
        var action = trail.RequireOneOf("action", "UPDATE");
        var validated = trail.RequireBoolean("validated");
        var compliance = trail.RequireOneOf("compliance_check", "PASSED", "WARNING", "FAILED");
        var requestId = trail.RequireString("request_id");
        if (body.Refusal(context.Request) is { } broken)
        {
            return broken;
        }

        var export = new EventExport
        {
            Id = $"event-export-{_store.NewId("event-export"):N}",
            EventType = eventType!,
            ResourceId = resourceId!,
            PayloadHash = hash!,
            Timestamp = timestamp!,
            LatencyMs = latency!.Value,
            Action = action!,
            Validated = validated!.Value,
            ComplianceCheck = compliance!,
            RequestId = requestId!,
            ReceivedAt = WireTime.Truncate(context.Now),
            ReceivedFrom = context.Session!.ClientId,
        };
        _store.State.EventExports.Add(export);
        _store.MarkChanged();
        return Responses.Json(201, new JsonObject { ["id"] = export.Id });
    }
}
