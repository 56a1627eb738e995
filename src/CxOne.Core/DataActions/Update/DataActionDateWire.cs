using System.Text.Json.Serialization;
using CxOne.Audit;

namespace CxOne.DataActions;

/// <summary>The details of an update in its audit records, besides the configuration before and after it.</summary>
internal sealed record DataActionDateAudit
{
    public required string ActionId { get; init; }

    public string? ActionName { get; init; }

    public required string Input { get; init; }

    public required string Value { get; init; }

    public required string TimeZone { get; init; }

    public string? Amount { get; init; }

    public string? Arithmetic { get; init; }

    public bool? Forced { get; init; }

    public bool? AccuracyValid { get; init; }

    public int? Attempts { get; init; }

    public double? LatencyMs { get; init; }

    public string? RequestId { get; init; }

    public string? Error { get; init; }
}

/// <summary>The body of the call to a webhook.</summary>
internal sealed record DataActionCallbackBody
{
    [JsonPropertyName("audit_record")]
    public required AuditRecord AuditRecord { get; init; }

    [JsonPropertyName("action_id")]
    public required string ActionId { get; init; }
}
