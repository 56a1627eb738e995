using System.Text.Json.Serialization;

namespace CxOne.Audit;

/// <summary>The tenant's response to a record for its audit log.</summary>
public sealed record TenantAuditReceipt
{
    /// <summary>Gets the id that the tenant gave the record.</summary>
    [JsonRequired]
    public required string LogId { get; init; }

    /// <summary>Gets the type of the recorded event.</summary>
    public string? EventType { get; init; }

    /// <summary>Gets the status of the record as the tenant reports it.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the time until which the tenant keeps the record.</summary>
    public DateTimeOffset? RetentionExpiry { get; init; }

    /// <summary>Gets the compliance status as the tenant reports it.</summary>
    public string? ComplianceStatus { get; init; }
}
