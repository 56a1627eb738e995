namespace CxOne.DataActions;

/// <summary>What the audit log keeps of a restored date beside the configurations before and after.</summary>
internal sealed record DataActionDateRestoreAudit
{
    public required string ActionId { get; init; }

    public string? ActionName { get; init; }

    public required string RestoredFrom { get; init; }

    public bool? Forced { get; init; }

    public int? Attempts { get; init; }

    public double? LatencyMs { get; init; }

    public string? RequestId { get; init; }

    public string? Error { get; init; }
}
