using CxOne.Webhooks;

namespace CxOne.Campaigns;

/// <summary>What a simulation of answer rates came to.</summary>
public sealed record AnswerSimulationResult
{
    /// <summary>The campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>The tenant's status of the simulation.</summary>
    public string? Status { get; init; }

    /// <summary>What can be said of the simulated rate.</summary>
    public required AnswerVerdict Verdict { get; init; }

    /// <summary>The rate that was asked for.</summary>
    public required double RequestedAnswerRate { get; init; }

    /// <summary>The rate that was simulated; everything here is about this one.</summary>
    public required double SimulatedAnswerRate { get; init; }

    /// <summary>Every lowering of the rate, in order; empty where the requested one was taken.</summary>
    public IReadOnlyList<AnswerAdjustment> Adjustments { get; init; } = [];

    /// <summary>The tenant's estimate of how good the prediction is, 0 to 1.</summary>
    public double? PredictedAccuracy { get; init; }

    /// <summary>Unweighted mean of the buckets' answer rates.</summary>
    public required double HistoricalMeanRate { get; init; }

    /// <summary>All answered over all attempted calls.</summary>
    public required double PooledRate { get; init; }

    /// <summary>Which of the two variances decides.</summary>
    public required AnswerWeighting Weighting { get; init; }

    /// <summary>The variance that decides; nothing where no call was answered.</summary>
    public double? Variance { get; init; }

    /// <summary>|simulated − mean| ÷ mean.</summary>
    public double? BucketVariance { get; init; }

    /// <summary>|simulated − pooled| ÷ pooled.</summary>
    public double? PooledVariance { get; init; }

    /// <summary>Largest variance that passes.</summary>
    public required double ComplianceThreshold { get; init; }

    /// <summary>Wilson's 95 % interval of the pooled rate.</summary>
    public required RateInterval PooledInterval { get; init; }

    /// <summary>Whether the buckets can have one rate; nothing with a single bucket.</summary>
    public HomogeneityTest? Homogeneity { get; init; }

    /// <summary>From the first request to the answer, in milliseconds.</summary>
    public required double LatencyMs { get; init; }

    /// <summary>What became of the callback; nothing where none was to be made.</summary>
    public CallbackResult? Callback { get; init; }

    /// <summary>Id of the record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{CampaignId}: {Verdict}";
}
