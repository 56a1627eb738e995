using System.Text.Json;

namespace CxOne.Audit;

internal sealed record TenantAuditBody
{
    public required string EventType { get; init; }

    public required string Timestamp { get; init; }

    public required string TenantId { get; init; }

    public required string ActorId { get; init; }

    public required JsonElement Details { get; init; }

    public required TenantAuditFlags ComplianceFlags { get; init; }
}
