using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>What a change would do, and what stands against it. Nothing was written.</summary>
public sealed record DialerConfigCheck
{
    /// <summary>The configuration.</summary>
    public required string Id { get; init; }

    /// <summary>Nothing stands against the change.</summary>
    public bool IsValid => Violations.Count == 0;

    /// <summary>What stands against it, each a sentence.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>What the rule set says, each with its source.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The members that would change.</summary>
    public required IReadOnlyList<CxFieldDifference> Changes { get; init; }

    /// <summary>Whose rules were applied.</summary>
    public required DialerRuleSet RuleSet { get; init; }

    /// <summary>The campaign whose capacity was checked.</summary>
    public string? CampaignId { get; init; }

    /// <summary>Its agents.</summary>
    public int? AgentCount { get; init; }

    /// <summary>The highest dial rate that they can take: agents × agent ratio.</summary>
    public double? MaximumDialRate { get; init; }
}
