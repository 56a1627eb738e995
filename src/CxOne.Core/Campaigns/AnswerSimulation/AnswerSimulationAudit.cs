namespace CxOne.Campaigns;

/// <summary>The details of an audit record of an answer simulation.</summary>
internal sealed record AnswerSimulationAudit
{
    public required string CampaignId { get; init; }

    public double? RequestedAnswerRate { get; init; }

    public double? SimulatedAnswerRate { get; init; }

    public IReadOnlyList<string>? Adjustments { get; init; }

    public double? AgentEfficiency { get; init; }

    public int? WindowMinutes { get; init; }

    public int? Buckets { get; init; }

    public double? CallsAttempted { get; init; }

    public double? CallsAnswered { get; init; }

    public string? Weighting { get; init; }

    public double? Variance { get; init; }

    public double? ComplianceThreshold { get; init; }

    public string? Verdict { get; init; }

    public string? Status { get; init; }

    public double? PredictedAccuracy { get; init; }

    public double? LatencyMs { get; init; }

    public string? RequestId { get; init; }

    public string? Error { get; init; }
}
