using CxOne.Dialer;
using CxOne.Pacing;

namespace CxOne.Skills;

/// <summary>The details of an audit record of one block, in addition to the states before and after.</summary>
internal sealed record SkillDialerAudit
{
    public required string SkillId { get; init; }

    /// <summary>The id that all blocks of one change share.</summary>
    public required string ChangeId { get; init; }

    public required string Block { get; init; }

    public IReadOnlyList<string>? Changes { get; init; }

    public DialerRuleSet? RuleSet { get; init; }

    public DialerVerdict? Verdict { get; init; }

    /// <summary>What the setting breaks, written in spite of it.</summary>
    public IReadOnlyList<string>? Findings { get; init; }

    public bool? Forced { get; init; }

    public string? Reason { get; init; }

    public int? Attempts { get; init; }

    public double? LatencyMs { get; init; }

    public string? PayloadHash { get; init; }

    public string? RequestId { get; init; }

    public string? RestoredFrom { get; init; }

    public string? Error { get; init; }
}
