namespace CxOne.Pacing;

/// <summary>
/// What a simulation found. Rates are ratios 0–1; half widths belong to 95 % intervals
/// with days as the unit and are infinite with a single day.
/// </summary>
public sealed record DialerSimulationResult
{
    /// <summary>Agents.</summary>
    public required int Agents { get; init; }

    /// <summary>The pacing rule.</summary>
    public required DialerPacing Pacing { get; init; }

    /// <summary>Constant lines (Lines).</summary>
    public int? Lines { get; init; }

    /// <summary>
    /// Lines per agent (Lines), lines per idle agent (IdleRatio, Progressive) or highest level (Adaptive). Lines are whole: with Lines this
    /// is the ratio of the lines that were simulated, which may differ from the one that was asked for (5 agents at 1.1 have 6 lines, 1.2).
    /// </summary>
    public required double Ratio { get; init; }

    /// <summary>Mean level over the day's reviews (Adaptive).</summary>
    public double? AverageLevel { get; init; }

    /// <summary>Seconds between two looks of the dialer; it matters as much as the ratio. 0 means at every event.</summary>
    public required double TickSec { get; init; }

    /// <summary>
    /// Share of dialled numbers that a person answers, 0–1; where it changes by time of day, its mean over the counted time.
    /// </summary>
    public required double AnswerRate { get; init; }

    /// <summary>An answered call that has no agent after this many seconds is abandoned.</summary>
    public required double PatienceSec { get; init; }

    /// <summary>Mean talk that was simulated, seconds.</summary>
    public required double MeanTalkSec { get; init; }

    /// <summary>Mean wrap-up that was simulated, seconds.</summary>
    public required double MeanWrapSec { get; init; }

    /// <summary>Abandoned ÷ live answered calls.</summary>
    public required double AbandonmentRate { get; init; }

    /// <summary>Half width of its interval.</summary>
    public required double AbandonmentHalfWidth { get; init; }

    /// <summary>
    /// One-sided 95 % upper bound of the abandonment rate: from the scatter of the days, but never below the exact bound of a Poisson count
    /// of bursts (drops ÷ how much more the days scatter than independent drops would).
    /// 1 with a single day or no answered call: nothing is known.
    /// </summary>
    public required double AbandonmentUpperBound { get; init; }

    /// <summary>Talk and wrap time ÷ staffed time, warm-up left out and calls that straddle it cut at its end.</summary>
    public required double Utilization { get; init; }

    /// <summary>Half width of its interval.</summary>
    public required double UtilizationHalfWidth { get; init; }

    /// <summary>Dialled numbers an hour.</summary>
    public required double DialsPerHour { get; init; }

    /// <summary>Half width of its interval.</summary>
    public required double DialsPerHourHalfWidth { get; init; }

    /// <summary>Live answered calls an hour.</summary>
    public required double AnsweredPerHour { get; init; }

    /// <summary>Calls that reach an agent, an hour.</summary>
    public required double ConnectsPerHour { get; init; }

    /// <summary>Half width of its interval.</summary>
    public required double ConnectsPerHourHalfWidth { get; init; }

    /// <summary>Mean wait of live answered calls, the abandoned ones included, seconds.</summary>
    public required double AverageWaitSec { get; init; }

    /// <summary>Half width of its interval.</summary>
    public required double AverageWaitHalfWidth { get; init; }

    /// <summary>Mean wait of the calls that reach an agent, seconds.</summary>
    public required double AverageWaitConnectedSec { get; init; }

    /// <summary>Counted hours of a day.</summary>
    public required double CountedHours { get; init; }

    /// <summary>Independent days.</summary>
    public required int Days { get; init; }

    /// <summary>The seed that gives this result again.</summary>
    public required long Seed { get; init; }

    /// <summary>The limit that the verdict is about.</summary>
    public required double MaxAbandonmentRate { get; init; }

    /// <summary>Where the limit comes from: a rule set, a configuration or the caller.</summary>
    public string? LimitSource { get; init; }

    /// <summary>What can be said of the abandonment rate against the limit.</summary>
    public required DialerVerdict Verdict { get; init; }

    /// <summary>Answered calls of all days together.</summary>
    public required long Answered { get; init; }

    /// <summary>Abandoned calls of all days together.</summary>
    public required long Abandoned { get; init; }

    /// <summary>Stands for what was simulated and is not named above: <see cref="DialerInputs.InputFingerprint"/>.</summary>
    internal ulong InputFingerprint { get; init; }

    /// <summary>What was simulated, for those who put results side by side.</summary>
    internal DialerInputs Inputs
        => new(Agents, Pacing, TickSec, AnswerRate, PatienceSec, MeanTalkSec, MeanWrapSec, CountedHours, InputFingerprint);

    /// <summary>Standard error of the abandonment rate.</summary>
    internal double AbandonmentStandardError { get; init; }

    /// <summary>Standard error of the utilization.</summary>
    internal double UtilizationStandardError { get; init; }

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant(
            $"{Agents} agents, ratio {Ratio:0.###}: {100 * AbandonmentRate:0.00} % abandoned, {100 * Utilization:0.00} % busy, {Verdict}");
}
