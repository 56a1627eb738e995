using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>Represents the effect of a change that was checked but not written.</summary>
public sealed record DialerConfigCheck
{
    /// <summary>Gets the id of the configuration.</summary>
    public required string Id { get; init; }

    /// <summary>Gets a value indicating whether the change breaks no rule.</summary>
    public bool IsValid => Violations.Count == 0;

    /// <summary>Gets the rules that the change breaks, one sentence each.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>Gets the warnings of the rule set, each with its legal source.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Gets the members that would change.</summary>
    public required IReadOnlyList<CxFieldDifference> Changes { get; init; }

    /// <summary>Gets the rule set that was applied.</summary>
    public required DialerRuleSet RuleSet { get; init; }

    /// <summary>Gets the campaign whose capacity was checked, or <see langword="null"/>.</summary>
    public string? CampaignId { get; init; }

    /// <summary>Gets the number of agents of the campaign.</summary>
    public int? AgentCount { get; init; }

    /// <summary>Gets the highest dial rate for these agents: agents × agent ratio.</summary>
    public double? MaximumDialRate { get; init; }
}
