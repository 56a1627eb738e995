using CxOne.Dialer;
using CxOne.Merge;
using CxOne.Pacing;
using CxOne.Published;

namespace CxOne.Skills;

/// <summary>Represents the result of a change or a restore of the dialer of a skill.</summary>
public sealed record SkillDialerUpdate
{
    /// <summary>Gets the id of the skill.</summary>
    public required int Id { get; init; }

    /// <summary>Gets the name of the skill.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Gets the status: <c>Changed</c>, <c>Unchanged</c> (the dialer already had the values), or <c>Recognised</c> (the answer to a write
    /// was lost, and a read showed that the tenant holds the values).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Gets the members that changed; the name of each begins with its block.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; init; } = [];

    /// <summary>Gets the rule set that was applied.</summary>
    public DialerRuleSet RuleSet { get; init; }

    /// <summary>Gets the verdict on the rules; <see langword="null"/> without a rule set.</summary>
    public DialerVerdict? Verdict => Guard?.Verdict;

    /// <summary>Gets the comparison with the rules; <see langword="null"/> without a rule set.</summary>
    public SkillGuardResult? Guard { get; init; }

    /// <summary>Gets the writes, block by block.</summary>
    public IReadOnlyList<SkillBlockUpdate> Blocks { get; init; } = [];

    /// <summary>Gets the number of writes that were sent.</summary>
    public int Attempts => Blocks.Sum(block => block.Attempts);

    /// <summary>Gets the time from the first request to the last confirmed write, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Gets the id of the last record in the local audit log.</summary>
    public string? AuditId => Blocks.LastOrDefault(block => block.AuditId is not null)?.AuditId;

    /// <summary>Gets the warnings.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The result of an operation that had nothing to change.</summary>
    /// <param name="plan">The plan of a restore.</param>
    public static SkillDialerUpdate Unchanged(SkillDialerRestorePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new SkillDialerUpdate
        {
            Id = PublishedId.Of(plan.Id)!.Value, Status = nameof(UpdateStatus.Unchanged), RuleSet = DialerRuleSet.None,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? $"{Id}"}: {Status}";
}
