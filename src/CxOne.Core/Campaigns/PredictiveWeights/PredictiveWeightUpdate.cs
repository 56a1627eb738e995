using CxOne.Merge;
using CxOne.Webhooks;

namespace CxOne.Campaigns;

/// <summary>What became of a change of weights.</summary>
public sealed record PredictiveWeightUpdate
{
    /// <summary>The campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>
    /// <c>Changed</c>, <c>Unchanged</c> (the campaign already held what was wanted; nothing was written), <c>Recognised</c> (the answer to
    /// the write was lost, and the tenant was found to hold it), <c>Reverted</c> (written, not good enough, and put back), or
    /// <c>RevertFailed</c> (the same, but the new weights may be in place).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>The algorithm.</summary>
    public string? AlgorithmId { get; init; }

    /// <summary>The weights before.</summary>
    public required IReadOnlyDictionary<string, double> Before { get; init; }

    /// <summary>The weights that are in place now.</summary>
    public required IReadOnlyDictionary<string, double> After { get; init; }

    /// <summary>The members that were written.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; init; } = [];

    /// <summary>How much the change matters against the weights before.</summary>
    public WeightSignificance? Significance { get; init; }

    /// <summary>Accuracy by the simulation, 0 to 1.</summary>
    public double? Accuracy { get; init; }

    /// <summary>The accuracy that was needed.</summary>
    public double? MinimumAccuracy { get; init; }

    /// <summary>The simulation.</summary>
    public string? SimulationId { get; init; }

    /// <summary>Its state when it was last seen.</summary>
    public string? SimulationStatus { get; init; }

    /// <summary>The campaign's version now.</summary>
    public long? Version { get; init; }

    /// <summary>How often the change was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>From the first request to the confirmed write, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>The webhook that is told of changed weights.</summary>
    public Webhook? Webhook { get; init; }

    /// <summary>Id of the last record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{CampaignId}: {Status}";
}
