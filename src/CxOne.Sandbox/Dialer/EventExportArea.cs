using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Dialer;

/// <summary>Takes changes of dialer configurations into the event stream. Alone among the areas it speaks snake_case.</summary>
internal sealed class EventExportArea : IArea
{
    private const string Scope = "eventstreams.export.write";

    private readonly TenantStore _store;

    public EventExportArea(TenantStore store) => _store = store;

    public void Register(RouteTable routes) => routes.Token("POST", "/api/v2/eventstreams/exports", Scope, Export);

    private SandboxResponse Export(Exchange exchange)
    {
        if (!JsonBody.TryRead(exchange.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var eventType = body.OneOf("event_type", "DIALER_CONFIG_UPDATE");
        var resourceId = body.Text("resource_id");
        if (resourceId is not null
            && !_store.State.DialerConfigs.Exists(config => string.Equals(config.Id, resourceId, StringComparison.Ordinal)))
        {
            body.Add("resource_id", "UNKNOWN_RESOURCE", $"There is no dialer configuration '{resourceId}'.");
        }

        var hash = body.Text("payload_hash");
        var timestamp = IsoTime.Read(body, "timestamp");
        var latency = body.Number("latency_ms", 0, int.MaxValue);
        var trail = body.Object("audit_trail");
        var action = trail.OneOf("action", "UPDATE");
        var validated = trail.Boolean("validated");
        var compliance = trail.OneOf("compliance_check", "PASSED", "WARNING", "FAILED");
        var requestId = trail.Text("request_id");
        if (body.Refusal(exchange.Request) is { } broken)
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
            ReceivedAt = WireTime.Truncate(exchange.Now),
            ReceivedFrom = exchange.Session!.ClientId,
        };
        _store.State.EventExports.Add(export);
        _store.MarkChanged();
        return Answers.Json(201, new JsonObject { ["id"] = export.Id });
    }
}
