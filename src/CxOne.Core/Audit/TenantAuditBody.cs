using System.Text.Json;

namespace CxOne.Audit;

/// <summary>The request that adds a record to the tenant's audit log.</summary>
internal sealed record TenantAuditBody
{
    public required string EventType { get; init; }

    public required string Timestamp { get; init; }

    public required string TenantId { get; init; }

    public required string ActorId { get; init; }

    public required JsonElement Details { get; init; }

    public required TenantAuditFlags ComplianceFlags { get; init; }
}

/// <summary>Classification and retention of a record in the tenant's audit log.</summary>
public sealed record TenantAuditFlags
{
    /// <summary>Gets whether the record concerns personal data under the GDPR.</summary>
    public bool GdprRelevant { get; init; }

    /// <summary>Gets whether the record concerns payment card data under PCI DSS. The default is <see langword="true"/>.</summary>
    public bool PciRelevant { get; init; } = true;

    /// <summary>Gets the retention period in days. The default is 365.</summary>
    public int RetentionDays { get; init; } = 365;
}
