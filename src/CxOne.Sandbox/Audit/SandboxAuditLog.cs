using System.Text.Json;

namespace CxOne.Sandbox.Audit;

/// <summary>A record of the tenant's audit log: the members that were sent, and those that the tenant added.</summary>
internal sealed record SandboxAuditLog
{
    public required string LogId { get; init; }

    public required string EventType { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    public required string TenantId { get; init; }

    public required string ActorId { get; init; }

    public required JsonElement Details { get; init; }

    public required bool GdprRelevant { get; init; }

    public required bool PciRelevant { get; init; }

    public required int RetentionDays { get; init; }

    public required DateTimeOffset RetentionExpiry { get; init; }
}
