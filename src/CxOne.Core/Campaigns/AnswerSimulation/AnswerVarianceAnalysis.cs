namespace CxOne.Campaigns;

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
