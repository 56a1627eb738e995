using CxOne.Dialer;
using CxOne.Merge;
using CxOne.Pacing;

namespace CxOne.Skills;

/// <summary>Represents the effect of a change of the dialer of a skill that was checked but not written.</summary>
public sealed record SkillDialerCheck
{
    /// <summary>Gets the id of the skill.</summary>
    public required int Id { get; init; }

    /// <summary>Gets the name of the skill.</summary>
    public string? Name { get; init; }

    /// <summary>Gets a value indicating whether the change would be written: it breaks no rule, or is forced with a reason.</summary>
    public bool IsValid => Violations.Count == 0;

    /// <summary>Gets the rules that the change breaks, one sentence each.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>Gets the warnings.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Gets the members that would change; the name of each begins with its block.</summary>
    public required IReadOnlyList<CxFieldDifference> Changes { get; init; }

    /// <summary>Gets the rule set that was applied.</summary>
    public required DialerRuleSet RuleSet { get; init; }

    /// <summary>Gets the verdict on the rules; <see langword="null"/> without a rule set.</summary>
    public DialerVerdict? Verdict => Guard?.Verdict;

    /// <summary>Gets the comparison with the rules; <see langword="null"/> without a rule set.</summary>
    public SkillGuardResult? Guard { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? $"{Id}"}: {(IsValid ? "valid" : string.Join(" ", Violations))}";
}
