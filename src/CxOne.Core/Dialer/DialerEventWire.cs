using System.Text.Json.Serialization;

namespace CxOne.Dialer;

/// <summary>The request body of an event export. Unlike all other calls, it uses snake_case.</summary>
internal sealed record DialerEventBody
{
    [JsonPropertyName("event_type")]
    public string EventType { get; init; } = "DIALER_CONFIG_UPDATE";

    [JsonPropertyName("resource_id")]
    public required string ResourceId { get; init; }

    [JsonPropertyName("payload_hash")]
    public required string PayloadHash { get; init; }

    [JsonPropertyName("timestamp")]
    public required string Timestamp { get; init; }

    [JsonPropertyName("latency_ms")]
    public required double LatencyMs { get; init; }

    [JsonPropertyName("audit_trail")]
    public required DialerEventTrail AuditTrail { get; init; }
}

internal sealed record DialerEventTrail
{
    [JsonPropertyName("action")]
    public string Action { get; init; } = "UPDATE";

    [JsonPropertyName("validated")]
    public bool Validated { get; init; } = true;

    [JsonPropertyName("compliance_check")]
    public required string ComplianceCheck { get; init; }

    [JsonPropertyName("request_id")]
    public required string RequestId { get; init; }
}

internal sealed record DialerEventReceipt
{
    [JsonRequired]
    public required string Id { get; init; }
}
