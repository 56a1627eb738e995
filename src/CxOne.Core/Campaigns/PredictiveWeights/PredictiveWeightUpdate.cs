using CxOne.Merge;
using CxOne.Webhooks;

namespace CxOne.Campaigns;

/// <summary>Represents the result of a change or a restore of predictive weights.</summary>
public sealed record PredictiveWeightUpdate
{
    /// <summary>Gets the id of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>
    /// Gets the status: <c>Changed</c>, <c>Unchanged</c> (the campaign already had the values; nothing was written), <c>Recognised</c> (the
    /// answer to the write was lost, and a read showed that the tenant holds the values), <c>Reverted</c> (the accuracy was too low, and
    /// the former weights were restored), or <c>RevertFailed</c> (they could not be restored; the new weights may be in place).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Gets the id of the prediction algorithm.</summary>
    public string? AlgorithmId { get; init; }

    /// <summary>Gets the weights before the change, −1 to 1.</summary>
    public required IReadOnlyDictionary<string, double> Before { get; init; }

    /// <summary>Gets the current weights, −1 to 1.</summary>
    public required IReadOnlyDictionary<string, double> After { get; init; }

    /// <summary>Gets the members that were written.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; init; } = [];

    /// <summary>Gets the significance of the change compared with the weights before.</summary>
    public WeightSignificance? Significance { get; init; }

    /// <summary>Gets the accuracy of the simulation, 0 to 1.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Gets the required accuracy, 0 to 1.</summary>
    public double? MinimumAccuracy { get; init; }

    /// <summary>Gets the id of the simulation.</summary>
    public string? SimulationId { get; init; }

    /// <summary>Gets the last known state of the simulation.</summary>
    public string? SimulationStatus { get; init; }

    /// <summary>Gets the version of the campaign after the change.</summary>
    public long? Version { get; init; }

    /// <summary>Gets the number of writes that were sent.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets the time from the first request to the confirmed write, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Gets the webhook that is notified of changed weights.</summary>
    public Webhook? Webhook { get; init; }

    /// <summary>Gets the id of the last record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{CampaignId}: {Status}";
}
