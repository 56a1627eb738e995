namespace CxOne.Campaigns;

/// <summary>The details of an audit record of a change of weights, in addition to the campaigns before and after.</summary>
internal sealed record PredictiveWeightAudit
{
    public required string CampaignId { get; init; }

    public IReadOnlyList<string>? Changes { get; init; }

    public double? Significance { get; init; }

    public bool? Forced { get; init; }

    public int? Attempts { get; init; }

    public double? LatencyMs { get; init; }

    public string? RequestId { get; init; }

    public string? SimulationId { get; init; }

    public string? SimulationStatus { get; init; }

    public double? Accuracy { get; init; }

    public double? MinimumAccuracy { get; init; }

    public string? WebhookId { get; init; }

    public string? Error { get; init; }
}
