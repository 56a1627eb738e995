namespace CxOne.Rest;

/// <summary>What the audit log keeps of a write by path. The body may hold anything, so only its hash is kept.</summary>
internal sealed record RestMethodAudit
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public string? BodySha256 { get; init; }

    public int? StatusCode { get; init; }

    public string? ContentType { get; init; }

    public string? RequestId { get; init; }

    public string? IdempotencyKey { get; init; }

    public string? Error { get; init; }
}
