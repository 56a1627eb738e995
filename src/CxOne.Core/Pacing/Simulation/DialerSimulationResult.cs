namespace CxOne.Pacing;

/// <summary>
/// The result of a simulation. Rates are ratios from 0 to 1. Half widths belong to 95 % intervals with the day as the unit; they are
/// infinite with a single day.
/// </summary>
public sealed record DialerSimulationResult
{
    /// <summary>Gets the number of agents.</summary>
    public required int Agents { get; init; }

    /// <summary>Gets the pacing rule.</summary>
    public required DialerPacing Pacing { get; init; }

    /// <summary>Gets the constant number of lines (Lines).</summary>
    public int? Lines { get; init; }

    /// <summary>
    /// Gets the lines per agent (Lines), the lines per idle agent (IdleRatio, Progressive) or the highest level (Adaptive). With Lines this
    /// is the ratio of the simulated whole lines, which may differ from the requested ratio (5 agents at 1.1 have 6 lines, 1.2).
    /// </summary>
    public required double Ratio { get; init; }

    /// <summary>Gets the mean level over all reviews (Adaptive).</summary>
    public double? AverageLevel { get; init; }

    /// <summary>
    /// Gets the time between two decisions of the dialer in seconds; 0 means at every event. It affects the result as much as the ratio
    /// does.
    /// </summary>
    public required double TickSec { get; init; }

    /// <summary>
    /// Gets the share of dialled numbers that a person answers, from 0 to 1; if it changes by time of day, its mean over the counted time.
    /// </summary>
    public required double AnswerRate { get; init; }

    /// <summary>Gets the time in seconds after which an answered call without an agent is abandoned.</summary>
    public required double PatienceSec { get; init; }

    /// <summary>Gets the mean of the talk time distribution in seconds.</summary>
    public required double MeanTalkSec { get; init; }

    /// <summary>Gets the mean of the wrap-up time distribution in seconds.</summary>
    public required double MeanWrapSec { get; init; }

    /// <summary>Gets abandoned ÷ live answered calls.</summary>
    public required double AbandonmentRate { get; init; }

    /// <summary>Gets the half width of the 95 % interval of the abandonment rate.</summary>
    public required double AbandonmentHalfWidth { get; init; }

    /// <summary>
    /// Gets the one-sided 95 % upper bound of the abandonment rate. It results from the scatter of the days and is never lower than the
    /// exact bound of a Poisson count of bursts (drops ÷ the scatter of the days relative to that of independent drops). It is 1 with a
    /// single day or without an answered call.
    /// </summary>
    public required double AbandonmentUpperBound { get; init; }

    /// <summary>
    /// Gets talk and wrap-up time ÷ staffed time after the warm-up. Of a call that begins before the end of the warm-up, the part after it
    /// counts.
    /// </summary>
    public required double Utilization { get; init; }

    /// <summary>Gets the half width of the 95 % interval of the utilization.</summary>
    public required double UtilizationHalfWidth { get; init; }

    /// <summary>Gets the number of dialled numbers per hour.</summary>
    public required double DialsPerHour { get; init; }

    /// <summary>Gets the half width of the 95 % interval of the dialled numbers per hour.</summary>
    public required double DialsPerHourHalfWidth { get; init; }

    /// <summary>Gets the number of live answered calls per hour.</summary>
    public required double AnsweredPerHour { get; init; }

    /// <summary>Gets the number of calls per hour that reach an agent.</summary>
    public required double ConnectsPerHour { get; init; }

    /// <summary>Gets the half width of the 95 % interval of the connected calls per hour.</summary>
    public required double ConnectsPerHourHalfWidth { get; init; }

    /// <summary>Gets the mean wait of live answered calls in seconds, including the abandoned ones.</summary>
    public required double AverageWaitSec { get; init; }

    /// <summary>Gets the half width of the 95 % interval of the mean wait in seconds.</summary>
    public required double AverageWaitHalfWidth { get; init; }

    /// <summary>Gets the mean wait in seconds of the calls that reach an agent.</summary>
    public required double AverageWaitConnectedSec { get; init; }

    /// <summary>Gets the hours of a day after the warm-up.</summary>
    public required double CountedHours { get; init; }

    /// <summary>Gets the number of independent days.</summary>
    public required int Days { get; init; }

    /// <summary>Gets the seed that reproduces this result.</summary>
    public required long Seed { get; init; }

    /// <summary>Gets the limit of the abandonment rate.</summary>
    public required double MaxAbandonmentRate { get; init; }

    /// <summary>Gets the source of the limit: a rule set, a configuration or the caller.</summary>
    public string? LimitSource { get; init; }

    /// <summary>Gets the verdict on the abandonment rate.</summary>
    public required DialerVerdict Verdict { get; init; }

    /// <summary>Gets the number of live answered calls of all days.</summary>
    public required long Answered { get; init; }

    /// <summary>Gets the number of abandoned calls of all days.</summary>
    public required long Abandoned { get; init; }

    /// <summary>A hash of the inputs that have no member here: <see cref="DialerInputs.InputFingerprint"/>.</summary>
    internal ulong InputFingerprint { get; init; }

    /// <summary>The inputs, to compare results.</summary>
    internal DialerInputs Inputs
        => new(Agents, Pacing, TickSec, AnswerRate, PatienceSec, MeanTalkSec, MeanWrapSec, CountedHours, InputFingerprint);

    internal double AbandonmentStandardError { get; init; }

    internal double UtilizationStandardError { get; init; }

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant(
            $"{Agents} agents, ratio {Ratio:0.###}: {100 * AbandonmentRate:0.00} % abandoned, {100 * Utilization:0.00} % busy, {Verdict}");
}
