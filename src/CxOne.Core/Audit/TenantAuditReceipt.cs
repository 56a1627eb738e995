using System.Text.Json.Serialization;

namespace CxOne.Audit;

/// <summary>The tenant's receipt for a record in its own audit log.</summary>
public sealed record TenantAuditReceipt
{
    /// <summary>The tenant's id of the record.</summary>
    [JsonRequired]
    public required string LogId { get; init; }

    /// <summary>What sort of event was recorded.</summary>
    public string? EventType { get; init; }

    /// <summary>The tenant's state of it.</summary>
    public string? Status { get; init; }

    /// <summary>Until when the tenant keeps it.</summary>
    public DateTimeOffset? RetentionExpiry { get; init; }

    /// <summary>The tenant's compliance verdict.</summary>
    public string? ComplianceStatus { get; init; }
}
