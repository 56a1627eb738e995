using System.Text.Json.Serialization;

namespace CxOne.Dialer;

/// <summary>A change as the event stream takes it; this call alone is in snake_case.</summary>
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
