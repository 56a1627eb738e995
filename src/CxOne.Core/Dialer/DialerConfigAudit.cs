namespace CxOne.Dialer;

/// <summary>The details of an audit record of a change, in addition to the states before and after.</summary>
internal sealed record DialerConfigAudit
{
    public required string ConfigId { get; init; }

    public IReadOnlyList<string>? Changes { get; init; }

    public IReadOnlyList<string>? Repaired { get; init; }

    public string? CampaignId { get; init; }

    public string? RuleSet { get; init; }

    public bool? Forced { get; init; }

    public int? Attempts { get; init; }

    public double? LatencyMs { get; init; }

    public string? PayloadHash { get; init; }

    public string? RequestId { get; init; }

    public string? RestoredFrom { get; init; }

    public string? Error { get; init; }
}
