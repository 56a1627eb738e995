using System.Text.Json.Serialization;

namespace CxOne.Dialer;

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
