using CxOne.Campaigns;
using CxOne.Dialer;
using CxOne.Pacing;

namespace CxOne.Skills;

/// <summary>
/// Represents the comparison of the dialer of a skill with the rules of a regulator: the settings as they would be after the change, and
/// the calls of all skills of its campaign in the 30 days before.
/// </summary>
public sealed record SkillGuardResult
{
    /// <summary>Gets the rule set.</summary>
    public required DialerRuleSet RuleSet { get; init; }

    /// <summary>
    /// Gets the verdict. NotCompliant: a setting breaks a rule, or the rate of the 30 days is above the limit. Inconclusive: there are no
    /// calls, the limit is within the interval of the rate, or the rule set defines no figure. Compliant otherwise.
    /// </summary>
    public DialerVerdict Verdict
        => Findings.Count > 0 ? DialerVerdict.NotCompliant : RateVerdict;

    /// <summary>Gets the verdict on the abandonment rate alone.</summary>
    public required DialerVerdict RateVerdict { get; init; }

    /// <summary>Gets the id of the campaign whose calls were counted; <see langword="null"/> if the skill has none.</summary>
    public int? CampaignId { get; init; }

    /// <summary>Gets the name of the campaign.</summary>
    public string? CampaignName { get; init; }

    /// <summary>Gets the number of skills of the campaign.</summary>
    public int SkillCount { get; init; }

    /// <summary>Gets the start of the counted time.</summary>
    public DateTimeOffset After { get; init; }

    /// <summary>Gets the end of the counted time.</summary>
    public DateTimeOffset Before { get; init; }

    /// <summary>Gets the number of calls that a person answered, abandoned ones included.</summary>
    public long LiveConnects { get; init; }

    /// <summary>Gets the number of answered calls that no agent took.</summary>
    public long Abandoned { get; init; }

    /// <summary>Gets abandoned ÷ live connects, from 0 to 1; <see langword="null"/> without a live connect.</summary>
    public double? AbandonmentRate { get; init; }

    /// <summary>
    /// Gets the 95 % interval of the rate by E. B. Wilson. Abandoned calls come in bursts, so that it is rather too narrow.
    /// </summary>
    public RateInterval? Interval { get; init; }

    /// <summary>Gets the limit of the rate; <see langword="null"/> if the rule set defines no figure.</summary>
    public double? MaxAbandonmentRate { get; init; }

    /// <summary>Gets how long a call rings, in seconds, as it would be after the change.</summary>
    public double? RingingDurationSec { get; init; }

    /// <summary>Gets the time to the message, in seconds, as it would be after the change.</summary>
    public double? AbandonTimeoutSec { get; init; }

    /// <summary>Gets the path of the message, as it would be after the change.</summary>
    public string? AbandonMessagePath { get; init; }

    /// <summary>Gets what breaks the rules, one sentence each.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Gets those of <see cref="Findings"/> that the change itself brings about; they need a reason.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>Gets why the verdict is inconclusive.</summary>
    public string? Remark { get; init; }

    /// <inheritdoc/>
    public override string ToString() => SkillMessages.Guard(RuleSet, Verdict.ToString(), Abandoned, LiveConnects);
}
