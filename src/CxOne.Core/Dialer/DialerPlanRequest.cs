using CxOne.Campaigns;
using CxOne.Pacing;
using CxOne.Published;

namespace CxOne.Dialer;

/// <summary>
/// Represents the settings of a campaign to simulate. Unset values come from the configuration, the campaign, the call history or a
/// default.
/// </summary>
public sealed record DialerPlanRequest
{
    /// <summary>Gets the configuration whose pacing type, agent ratio and limit are simulated.</summary>
    public DialerConfig? Config { get; init; }

    /// <summary>
    /// Gets the dialer of a skill, whose ring time, patience and ratio are used where the other settings are unset. Its abandon rates are
    /// not used, because their units are not documented.
    /// </summary>
    public SkillDialer? Skill { get; init; }

    /// <summary>Gets the campaign whose number of agents is used if <see cref="Agents"/> is unset.</summary>
    public string? CampaignId { get; init; }

    /// <summary>Gets the campaign itself, if it was read already; it is then not read by <see cref="CampaignId"/>.</summary>
    public Campaign? Campaign { get; init; }

    /// <summary>Gets the call history by part of the day: the source of answer rates and of the mean talk time.</summary>
    public IReadOnlyList<CallHistoryBucket> History { get; init; } = [];

    /// <summary>Gets the number of agents, 1 to 100,000.</summary>
    public int? Agents { get; init; }

    /// <summary>Gets the share of dialed numbers that a person answers, greater than 0 and at most 1.</summary>
    public double? AnswerRate { get; init; }

    /// <summary>Gets the distribution of all times that have no sample.</summary>
    public DialerDistribution Distribution { get; init; }

    /// <summary>Gets the ring time of an answered number. The default is 8 s with a coefficient of variation of 0.5.</summary>
    public DurationSpec RingAnswered { get; init; } = new();

    /// <summary>
    /// Gets the ring time of an unanswered number. The default is constantly the maximum ringing duration of the skill, else 15 s with a
    /// coefficient of variation of 0.3.
    /// </summary>
    public DurationSpec RingUnanswered { get; init; } = new();

    /// <summary>Gets the talk time. The default is the mean of the history, else 145 s, with a coefficient of variation of 1.</summary>
    public DurationSpec Talk { get; init; } = new();

    /// <summary>Gets the wrap-up time. The default is 20 s with a coefficient of variation of 1.</summary>
    public DurationSpec Wrap { get; init; } = new();

    /// <summary>
    /// Gets the time until an answered call without an agent is abandoned, 0 to 3,600 s. The default is the abandon timeout of the skill,
    /// else 2.
    /// </summary>
    public double? PatienceSec { get; init; }

    /// <summary>Gets the dialer's interval, 0.001 to 600 s; 0 redials at every event. The default is 1.</summary>
    public double TickSec { get; init; } = 1;

    /// <summary>
    /// Gets the pacing rule. The default is that of the configuration; of a skill, lines per idle agent, or progressive if its maximum
    /// ratio is 1; else constant lines.
    /// </summary>
    public DialerPacing? Pacing { get; init; }

    /// <summary>Gets the number of lines for constant lines.</summary>
    public int? Lines { get; init; }

    /// <summary>
    /// Gets the ratios to simulate. The default is the agent ratio of the configuration, or the maximum ratio of the skill.
    /// </summary>
    public IReadOnlyList<double> Ratios { get; init; } = [];

    /// <summary>Gets the search for the highest ratio within the limit; <see langword="null"/> simulates given ratios.</summary>
    public DialerRatioSearch? Search { get; init; }

    /// <summary>Gets a value indicating whether a search also simulates the curve around its result.</summary>
    public bool WithCurve { get; init; }

    /// <summary>Gets the length of a day, greater than 0 and at most 168 h. The default is that of the history, else 8.</summary>
    public double? Hours { get; init; }

    /// <summary>Gets the hours at the start that are not counted. The default is 0.5, or a sixteenth of a shorter day.</summary>
    public double? WarmupHours { get; init; }

    /// <summary>Gets the number of independent days, 1 to 1,000,000. The default is 200.</summary>
    public int Days { get; init; } = 200;

    /// <summary>Gets the seed. Equal seeds give equal results. The default is 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Gets the number of threads, 1 to 1,024; 0 uses one per processor, which is the default.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Gets the limit of the abandonment rate, greater than 0 and at most 1. The default is the lower of the rule set's and the
    /// configuration's.
    /// </summary>
    public double? MaxAbandonmentRate { get; init; }

    /// <summary>Gets the rule set that provides the default limit.</summary>
    public DialerRuleSet RuleSet { get; init; }
}
