namespace CxOne.DataActions;

/// <summary>What the audit log keeps of an update beside the configurations before and after.</summary>
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
