using CxOne.Campaigns;
using CxOne.Pacing;

namespace CxOne.Dialer;

/// <summary>
/// What a user says of a campaign to simulate. What is not said is taken from the configuration, the campaign, the history or a default.
/// </summary>
public sealed record DialerPlanRequest
{
    /// <summary>The configuration whose pacing type, agent ratio and limit are simulated.</summary>
    public DialerConfig? Config { get; init; }

    /// <summary>The campaign whose agents work.</summary>
    public string? CampaignId { get; init; }

    /// <summary>What the dialer did by part of the day: answer rates, and the mean talk.</summary>
    public IReadOnlyList<CallHistoryBucket> History { get; init; } = [];

    /// <summary>Agents, 1 to 100,000.</summary>
    public int? Agents { get; init; }

    /// <summary>Share of dialled numbers that a person answers, above 0 to 1.</summary>
    public double? AnswerRate { get; init; }

    /// <summary>The shape of the times.</summary>
    public DialerDistribution Distribution { get; init; }

    /// <summary>Ring of an answered number; 8 s, cv 0.5.</summary>
    public DurationSpec RingAnswered { get; init; } = new();

    /// <summary>Ring of an unanswered number; 15 s, cv 0.3.</summary>
    public DurationSpec RingUnanswered { get; init; } = new();

    /// <summary>Talk; the history's mean, else 145 s, cv 1.</summary>
    public DurationSpec Talk { get; init; } = new();

    /// <summary>Wrap-up; 20 s, cv 1.</summary>
    public DurationSpec Wrap { get; init; } = new();

    /// <summary>Seconds until an answered call without an agent is abandoned, 0 to 3600.</summary>
    public double PatienceSec { get; init; } = 2;

    /// <summary>Seconds between two looks of the dialer, 0.001 to 600; 0 redials at every event.</summary>
    public double TickSec { get; init; } = 1;

    /// <summary>The pacing rule; else the configuration's, else constant lines.</summary>
    public DialerPacing? Pacing { get; init; }

    /// <summary>Constant lines.</summary>
    public int? Lines { get; init; }

    /// <summary>Ratios to simulate; else the configuration's agent ratio.</summary>
    public IReadOnlyList<double> Ratios { get; init; } = [];

    /// <summary>Where the highest ratio is looked for; <see langword="null"/> where it is not.</summary>
    public DialerRatioSearch? Search { get; init; }

    /// <summary>With <see cref="Search"/>: simulate the curve around the answer as well.</summary>
    public bool WithCurve { get; init; }

    /// <summary>Hours of a day, above 0 to 168; the history's, else 8.</summary>
    public double? Hours { get; init; }

    /// <summary>Hours at the beginning that are not counted; 0.5, or a sixteenth of a shorter day.</summary>
    public double? WarmupHours { get; init; }

    /// <summary>Independent days, 1 to 1,000,000.</summary>
    public int Days { get; init; } = 200;

    /// <summary>The seed.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads, 1 to 1024; 0 takes as many as there are processors.</summary>
    public int Threads { get; init; }

    /// <summary>The limit of the abandonment rate, above 0 to 1; else the lower one of the rule set's and the configuration's.</summary>
    public double? MaxAbandonmentRate { get; init; }

    /// <summary>Whose rules name the limit.</summary>
    public DialerRuleSet RuleSet { get; init; }
}
