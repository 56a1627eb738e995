using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>Represents the effect of a change of weights that was checked but not written.</summary>
public sealed record PredictiveWeightCheck
{
    /// <summary>Gets the id of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Gets a value indicating whether the change breaks no rule.</summary>
    public bool IsValid => Violations.Count == 0;

    /// <summary>Gets a value indicating whether the change would write anything.</summary>
    public bool IsChange => Changes.Count > 0;

    /// <summary>Gets the rules that the change breaks, one sentence each.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>Gets the members that would change.</summary>
    public required IReadOnlyList<CxFieldDifference> Changes { get; init; }

    /// <summary>Gets the significance of the change compared with the current weights.</summary>
    public required WeightSignificance Significance { get; init; }

    /// <summary>Gets the largest allowed |weight| and |change|, 0.01 to 0.5.</summary>
    public required double MaxDeviation { get; init; }

    /// <summary>Gets the version of the campaign.</summary>
    public long? Version { get; init; }
}
