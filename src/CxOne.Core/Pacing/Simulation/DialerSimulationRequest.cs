using System.Globalization;
using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>A campaign to simulate. Times are in seconds, rates are ratios from 0 to 1.</summary>
public sealed record DialerSimulationRequest
{
    /// <summary>The highest number of agents.</summary>
    public const int MaximumAgents = 100_000;

    /// <summary>The highest number of lines.</summary>
    public const int MaximumLines = 1_000_000;

    /// <summary>The highest number of days.</summary>
    public const int MaximumDays = 1_000_000;

    /// <summary>Gets the number of agents, from 1 to 100,000.</summary>
    public required int Agents { get; init; }

    /// <summary>
    /// Gets the share of dialled numbers that a person answers, greater than 0 and at most 1; <see langword="null"/> if
    /// <see cref="AnswerRateBuckets"/> is set.
    /// </summary>
    public double? AnswerRate { get; init; }

    /// <summary>
    /// Gets the answer rates by time of day, in ascending order. The first bucket also applies before its start, the last one until the end
    /// of the day.
    /// </summary>
    public IReadOnlyList<AnswerRateBucket> AnswerRateBuckets { get; init; } = [];

    /// <summary>
    /// Gets the ring time until a person answers. The default is lognormal with mean 8 s and coefficient of variation 0.5.
    /// </summary>
    public DurationDistribution RingAnswered { get; init; } = DurationDistribution.LogNormal(8, 0.5);

    /// <summary>
    /// Gets the ring time until the dialer gives up an unanswered number. The default is lognormal with mean 15 s and coefficient of
    /// variation 0.3.
    /// </summary>
    public DurationDistribution RingUnanswered { get; init; } = DurationDistribution.LogNormal(15, 0.3);

    /// <summary>Gets the talk time. The default is lognormal with mean 145 s and coefficient of variation 1.</summary>
    public DurationDistribution Talk { get; init; } = DurationDistribution.LogNormal(145, 1);

    /// <summary>Gets the wrap-up time. The default is lognormal with mean 20 s and coefficient of variation 1.</summary>
    public DurationDistribution Wrap { get; init; } = DurationDistribution.LogNormal(20, 1);

    /// <summary>
    /// Gets the time in seconds, from 0 to 3600, after which an answered call without an agent is abandoned. The default is 2.
    /// </summary>
    public double PatienceSec { get; init; } = 2;

    /// <summary>
    /// Gets the time between two decisions of the dialer in seconds, from 0.001 to 600; 0 means at every event. The default is 1.
    /// </summary>
    public double TickSec { get; init; } = 1;

    /// <summary>Gets the pacing rule. The default is <see cref="DialerPacing.Lines"/>.</summary>
    public DialerPacing Pacing { get; init; } = DialerPacing.Lines;

    /// <summary>
    /// Gets the constant number of lines (<see cref="DialerPacing.Lines"/>), from 1 to 1,000,000. Excludes <see cref="Ratio"/>.
    /// </summary>
    public int? Lines { get; init; }

    /// <summary>
    /// Gets the lines per agent (Lines; rounded to at least one whole line), the lines per idle agent (IdleRatio) or the highest level
    /// (Adaptive), from 0.1 to 10.
    /// </summary>
    public double? Ratio { get; init; }

    /// <summary>Gets the settings of <see cref="DialerPacing.Adaptive"/>.</summary>
    public AdaptivePacing Adaptive { get; init; } = new();

    /// <summary>
    /// Gets the length of a day in hours, including the warm-up, greater than 0 and at most 168. It is rounded up to whole ticks. The
    /// default is 8.
    /// </summary>
    public double Hours { get; init; } = 8;

    /// <summary>
    /// Gets the hours at the start of a day that are not counted, at least 0 and less than <see cref="Hours"/>. The default is 0.5.
    /// </summary>
    public double WarmupHours { get; init; } = 0.5;

    /// <summary>Gets the number of independent days, from 1 to 1,000,000. The default is 200.</summary>
    public int Days { get; init; } = 200;

    /// <summary>
    /// Gets the seed. The same seed gives the same result on every machine and for every number of threads. The default is 1.
    /// </summary>
    public long Seed { get; init; } = 1;

    /// <summary>Gets the number of threads, from 1 to 1024. The default, 0, uses one thread per processor.</summary>
    public int Threads { get; init; }

    /// <summary>Gets the limit of the abandonment rate, greater than 0 and at most 1. The default is 0.03.</summary>
    public double MaxAbandonmentRate { get; init; } = 0.03;

    /// <summary>Gets the source of the limit, for the result.</summary>
    public string? LimitSource { get; init; }

    /// <exception cref="CxValidationException">The request is invalid. The exception lists all violations.</exception>
    internal void Validate(bool findsRatio = false) => CxValidationException.ThrowIfAny(Violations(findsRatio));

    /// <summary>Returns all violations, an empty list if the request is valid.</summary>
    /// <param name="findsRatio">Whether the request is that of a search for the ratio.</param>
    /// <param name="ratios">The ratios of a sweep, for violations that concern all of them.</param>
    internal List<string> Violations(bool findsRatio = false, string? ratios = null)
    {
        List<string> violations = [];
        violations.Range(nameof(Agents), Agents, 1, MaximumAgents);
        if (AnswerRate is null && AnswerRateBuckets.Count == 0)
        {
            violations.Add(PacingMessages.AnswerRateRequired());
        }
        else if (AnswerRate is { } rate && AnswerRateBuckets.Count > 0)
        {
            violations.Add(PacingMessages.AnswerRateGivenTwice(rate));
        }

        violations.RangeAbove(nameof(AnswerRate), AnswerRate, 0, 1, "For 35 % write 0.35.");
        for (var index = 0; index < AnswerRateBuckets.Count; index++)
        {
            violations.RangeAbove(PacingMessages.BucketName(index + 1), AnswerRateBuckets[index].AnswerRate, 0, 1);
            var start = AnswerRateBuckets[index].StartSec;
            if (!(start >= 0 && start <= 168 * 3600) || (index > 0 && !(start > AnswerRateBuckets[index - 1].StartSec)))
            {
                violations.Add(PacingMessages.BucketStart(index + 1, start));
            }
        }

        RingAnswered.Validate(nameof(RingAnswered), violations);
        RingUnanswered.Validate(nameof(RingUnanswered), violations);
        Talk.Validate(nameof(Talk), violations);
        Wrap.Validate(nameof(Wrap), violations);
        violations.Range(nameof(PatienceSec), PatienceSec, 0, 3600);
        if (TickSec != 0)
        {
            violations.Range(nameof(TickSec), TickSec, 0.001, 600);
        }
        else if (RingAnswered.MeanSec < 0.1 || RingUnanswered.MeanSec < 0.1)
        {
            violations.Add(PacingMessages.RingTooShort(RingAnswered.MeanSec, RingUnanswered.MeanSec));
        }

        CheckPacing(findsRatio, ratios ?? (Ratio is { } ratio ? ratio.ToString(CultureInfo.InvariantCulture) : null), violations);
        violations.RangeAbove(nameof(Hours), Hours, 0, 168);

        if (!(WarmupHours >= 0 && WarmupHours < Hours))
        {
            violations.Add(PacingMessages.WarmupOutOfRange(WarmupHours, Hours));
        }

        violations.Range(nameof(Days), Days, 1, MaximumDays);
        violations.Range("ThrottleLimit", Threads, 0, 1024);
        violations.RangeAbove(nameof(MaxAbandonmentRate), MaxAbandonmentRate, 0, 1, "For 3 % write 0.03.");
        if (findsRatio && Days == 1)
        {
            violations.Add(PacingMessages.SearchNeedsTwoDays());
        }

        return violations;
    }

    private void CheckPacing(bool findsRatio, string? ratios, List<string> violations)
    {
        var lines = Lines?.ToString(CultureInfo.InvariantCulture);
        if (!Enum.IsDefined(Pacing))
        {
            violations.Add(PacingMessages.UnknownPacing((int)Pacing));
            return;
        }

        if (findsRatio)
        {
            if (Pacing == DialerPacing.Progressive)
            {
                violations.Add(PacingMessages.SearchOfProgressive());
            }

            if (lines is not null)
            {
                violations.Add(PacingMessages.NotInSearch(nameof(Lines), lines));
            }
            else if (ratios is not null)
            {
                violations.Add(PacingMessages.NotInSearch(nameof(Ratio), ratios));
            }

            return;
        }

        if (lines is not null && Pacing != DialerPacing.Lines)
        {
            violations.Add(PacingMessages.NotOfPacing(nameof(Lines), lines, Pacing));
        }
        else if (Lines is { } count && ratios is not null)
        {
            violations.Add(PacingMessages.LinesAndRatio(count, ratios));
        }

        if (ratios is not null && Pacing == DialerPacing.Progressive)
        {
            violations.Add(PacingMessages.NotOfPacing(nameof(Ratio), ratios, Pacing));
        }

        if (Ratio is null && (Pacing == DialerPacing.IdleRatio || (Pacing == DialerPacing.Lines && Lines is null)))
        {
            violations.Add(Pacing == DialerPacing.Lines ? PacingMessages.LinesOrRatioRequired() : PacingMessages.RatioRequired(Pacing));
        }

        violations.Range(nameof(Lines), Lines, 1, MaximumLines);
        violations.Range(nameof(Ratio), Ratio, 0.1, 10);

        if (Pacing == DialerPacing.Adaptive)
        {
            Adaptive.Validate(Ratio ?? DialerTarget.DefaultHighestLevel, violations);
        }
    }
}
