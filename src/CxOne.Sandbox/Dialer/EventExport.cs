namespace CxOne.Sandbox.Dialer;

/// <summary>A change of a dialer configuration in the event stream.</summary>
internal sealed record EventExport
{
    public required string Id { get; init; }

    public required string EventType { get; init; }

    public required string ResourceId { get; init; }

    /// <summary>SHA-256 as the client computed it, hexadecimal.</summary>
    public required string PayloadHash { get; init; }

    /// <summary>The time of the change, as sent.</summary>
    public required string Timestamp { get; init; }

    public required decimal LatencyMs { get; init; }

    public required string Action { get; init; }

    public required bool Validated { get; init; }

    public required string ComplianceCheck { get; init; }

    public required string RequestId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string ReceivedFrom { get; init; }
}
