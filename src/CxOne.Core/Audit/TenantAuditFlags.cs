namespace CxOne.Audit;

/// <summary>How the tenant keeps a record.</summary>
public sealed record TenantAuditFlags
{
    /// <summary>The record is about personal data in the sense of the GDPR.</summary>
    public bool GdprRelevant { get; init; }

    /// <summary>The record is about card data in the sense of PCI DSS.</summary>
    public bool PciRelevant { get; init; } = true;

    /// <summary>How long the tenant keeps it, in days.</summary>
    public int RetentionDays { get; init; } = 365;
}
