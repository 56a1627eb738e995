namespace CxOne.Campaigns;

/// <summary>The body that is sent to a callback when a simulation passes.</summary>
internal sealed record AnswerCallbackBody
{
    public string EventType { get; init; } = "SIMULATION_COMPLETED";

    public required string CampaignId { get; init; }

    public required AnswerVarianceAnalysis VarianceAnalysis { get; init; }

    public required string Timestamp { get; init; }
}

internal sealed record AnswerVarianceAnalysis
{
    public required double SimulatedRate { get; init; }

    public required double HistoricalMeanRate { get; init; }

    public required double PooledRate { get; init; }

    public double? Variance { get; init; }

    public required string Weighting { get; init; }

    public required double ComplianceThreshold { get; init; }

    public required bool IsCompliant { get; init; }

    public required string VarianceStatus { get; init; }
}
