using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>What a change of weights would do, and what stands against it. Nothing was written.</summary>
public sealed record PredictiveWeightCheck
{
    /// <summary>The campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Nothing stands against the change.</summary>
    public bool IsValid => Violations.Count == 0;

    /// <summary>There is something to write.</summary>
    public bool IsChange => Changes.Count > 0;

    /// <summary>What stands against it, each a sentence.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>The members that would change.</summary>
    public required IReadOnlyList<CxFieldDifference> Changes { get; init; }

    /// <summary>How much the change matters against the weights that are there now.</summary>
    public required WeightSignificance Significance { get; init; }

    /// <summary>Largest |weight| and |change| that is allowed.</summary>
    public required double MaxDeviation { get; init; }

    /// <summary>The campaign's version.</summary>
    public long? Version { get; init; }
}
