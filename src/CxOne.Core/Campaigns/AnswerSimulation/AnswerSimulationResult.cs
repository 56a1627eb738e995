using CxOne.Webhooks;

namespace CxOne.Campaigns;

/// <summary>Represents the result of an answer simulation.</summary>
public sealed record AnswerSimulationResult
{
    /// <summary>Gets the id of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Gets the status that the tenant reports.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the verdict on the simulated rate.</summary>
    public required AnswerVerdict Verdict { get; init; }

    /// <summary>Gets the requested answer rate, 0.05 to 0.95.</summary>
    public required double RequestedAnswerRate { get; init; }

    /// <summary>Gets the simulated answer rate, 0 to 1. All other values are about this rate.</summary>
    public required double SimulatedAnswerRate { get; init; }

    /// <summary>Gets the adjustments of the rate in order; empty if the tenant accepted the requested rate.</summary>
    public IReadOnlyList<AnswerAdjustment> Adjustments { get; init; } = [];

    /// <summary>Gets the tenant's estimate of the accuracy of the prediction, 0 to 1.</summary>
    public double? PredictedAccuracy { get; init; }

    /// <summary>Gets the unweighted mean of the answer rates of the buckets, 0 to 1.</summary>
    public required double HistoricalMeanRate { get; init; }

    /// <summary>Gets all answered ÷ all attempted calls, 0 to 1.</summary>
    public required double PooledRate { get; init; }

    /// <summary>Gets the weighting that selects the deciding variance.</summary>
    public required AnswerWeighting Weighting { get; init; }

    /// <summary>Gets the deciding relative variance; <see langword="null"/> if no call was answered.</summary>
    public double? Variance { get; init; }

    /// <summary>Gets |simulated − mean| ÷ mean; <see langword="null"/> if no call was answered.</summary>
    public double? BucketVariance { get; init; }

    /// <summary>Gets |simulated − pooled| ÷ pooled; <see langword="null"/> if no call was answered.</summary>
    public double? PooledVariance { get; init; }

    /// <summary>Gets the largest variance that passes, 0.01 to 0.25.</summary>
    public required double ComplianceThreshold { get; init; }

    /// <summary>Gets Wilson's 95 % interval of the pooled rate.</summary>
    public required RateInterval PooledInterval { get; init; }

    /// <summary>Gets the test whether all buckets have the same rate; <see langword="null"/> for a single bucket.</summary>
    public HomogeneityTest? Homogeneity { get; init; }

    /// <summary>Gets the time from the first request to the answer, in milliseconds.</summary>
    public required double LatencyMs { get; init; }

    /// <summary>Gets the outcome of the callback; <see langword="null"/> if there was none to send.</summary>
    public CallbackResult? Callback { get; init; }

    /// <summary>Gets the id of the record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{CampaignId}: {Verdict}";
}
