using System.Globalization;
using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>A campaign to simulate. Times in seconds, rates as ratios 0–1.</summary>
public sealed record DialerSimulationRequest
{
    /// <summary>Most agents.</summary>
    public const int MaximumAgents = 100_000;

    /// <summary>Most lines.</summary>
    public const int MaximumLines = 1_000_000;

    /// <summary>Most days of one run.</summary>
    public const int MaximumDays = 1_000_000;

    /// <summary>Agents, 1 to 100,000.</summary>
    public required int Agents { get; init; }

    /// <summary>
    /// Share of dialled numbers that a person answers, above 0 to 1. Not needed where <see cref="AnswerRateBuckets"/> are given.
    /// </summary>
    public double? AnswerRate { get; init; }

    /// <summary>Answer rate by time of day; the first bucket also holds before its start, the last to the end of the day.</summary>
    public IReadOnlyList<AnswerRateBucket> AnswerRateBuckets { get; init; } = [];

    /// <summary>Ring until a person answers.</summary>
    public DurationDistribution RingAnswered { get; init; } = DurationDistribution.LogNormal(8, 0.5);

    /// <summary>Ring until an unanswered number is given up.</summary>
    public DurationDistribution RingUnanswered { get; init; } = DurationDistribution.LogNormal(15, 0.3);

    /// <summary>Talk.</summary>
    public DurationDistribution Talk { get; init; } = DurationDistribution.LogNormal(145, 1);

    /// <summary>Wrap-up.</summary>
    public DurationDistribution Wrap { get; init; } = DurationDistribution.LogNormal(20, 1);

    /// <summary>An answered call that has no agent after this many seconds is abandoned; 0 to 3600.</summary>
    public double PatienceSec { get; init; } = 2;

    /// <summary>Seconds between two looks of the dialer, 0.001 to 600; 0 redials at once, at every event.</summary>
    public double TickSec { get; init; } = 1;

    /// <summary>The pacing rule.</summary>
    public DialerPacing Pacing { get; init; } = DialerPacing.Lines;

    /// <summary>Constant lines (<see cref="DialerPacing.Lines"/>), 1 to 1,000,000; instead of <see cref="Ratio"/>.</summary>
    public int? Lines { get; init; }

    /// <summary>
    /// Lines per agent (Lines; rounded to whole lines, at least one), lines per idle
    /// agent (IdleRatio) or highest level (Adaptive), 0.1 to 10.
    /// </summary>
    public double? Ratio { get; init; }

    /// <summary>Settings of <see cref="DialerPacing.Adaptive"/>.</summary>
    public AdaptivePacing Adaptive { get; init; } = new();

    /// <summary>Length of a day in hours, warm-up included; above 0 to 168. Rounded up to whole ticks.</summary>
    public double Hours { get; init; } = 8;

    /// <summary>How much of the beginning of a day is not counted, hours; less than <see cref="Hours"/>.</summary>
    public double WarmupHours { get; init; } = 0.5;

    /// <summary>Independent days, 1 to 1,000,000.</summary>
    public int Days { get; init; } = 200;

    /// <summary>Seed; the same seed gives the same result on every machine and for every number of threads.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads, 1 to 1024; 0 takes as many as there are processors.</summary>
    public int Threads { get; init; }

    /// <summary>Limit of the abandonment rate for the verdict, above 0 to 1.</summary>
    public double MaxAbandonmentRate { get; init; } = 0.03;

    /// <summary>Where the limit comes from, in a word; it stands on the result.</summary>
    public string? LimitSource { get; init; }

    /// <exception cref="CxValidationException">Something breaks a rule; all violations together.</exception>
    internal void Validate(bool findsRatio = false) => CxValidationException.ThrowIfAny(Violations(findsRatio));

    /// <summary>Everything that breaks a rule. Options are named as the caller sets them.</summary>
    /// <param name="findsRatio">The ratio is looked for.</param>
    /// <param name="ratios">All the ratios of which this request has one, as they are named where none of them may be given.</param>
    internal List<string> Violations(bool findsRatio = false, string? ratios = null)
    {
        List<string> violations = [];
        violations.Range(nameof(Agents), Agents, 1, MaximumAgents);
        if (AnswerRate is null && AnswerRateBuckets.Count == 0)
        {
            violations.Add($"AnswerRate is missing; give {CxHint.Option("AnswerRate")}, or a history by time bucket.");
        }
        else if (AnswerRate is not null && AnswerRateBuckets.Count > 0)
        {
            violations.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"AnswerRate {AnswerRate} and the history by time bucket say the same thing; give one of them."));
        }

        violations.RangeAbove(nameof(AnswerRate), AnswerRate, 0, 1, "For 35 % write 0.35.");
        for (var index = 0; index < AnswerRateBuckets.Count; index++)
        {
            violations.RangeAbove($"The answer rate of time bucket {index + 1}", AnswerRateBuckets[index].AnswerRate, 0, 1);
            var start = AnswerRateBuckets[index].StartSec;
            if (!(start >= 0 && start <= 168 * 3600) || (index > 0 && !(start > AnswerRateBuckets[index - 1].StartSec)))
            {
                violations.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Time bucket {index + 1} starts at {start} s; starts are 0 to 604800 s and ascend."));
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
            violations.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"RingAnsweredSec is {RingAnswered.MeanSec} and RingUnansweredSec {RingUnanswered.MeanSec}; "
                        + $"with {CxHint.Option("TickSec")} 0 both must be at least 0.1 on average, or a line would dial without end."));
        }

        CheckPacing(findsRatio, ratios ?? (Ratio is { } ratio ? ratio.ToString(CultureInfo.InvariantCulture) : null), violations);
        violations.RangeAbove(nameof(Hours), Hours, 0, 168);

        if (!(WarmupHours >= 0 && WarmupHours < Hours))
        {
            violations.Add(
                string.Create(CultureInfo.InvariantCulture, $"WarmupHours is {WarmupHours}; it must be at least 0 and less than Hours."));
        }

        violations.Range(nameof(Days), Days, 1, MaximumDays);
        violations.Range("ThrottleLimit", Threads, 0, 1024);
        violations.RangeAbove(nameof(MaxAbandonmentRate), MaxAbandonmentRate, 0, 1, "For 3 % write 0.03.");
        if (findsRatio && Days == 1)
        {
            violations.Add(
                $"Days is 1; {CxHint.Option("FindRatio")} needs at least 2, "
                    + $"because with a single day nothing bounds the abandonment rate.");
        }

        return violations;
    }

    private void CheckPacing(bool findsRatio, string? ratios, List<string> violations)
    {
        if (!Enum.IsDefined(Pacing))
        {
            violations.Add($"Pacing {(int)Pacing} is not known.");
            return;
        }

        if (findsRatio)
        {
            if (Pacing == DialerPacing.Progressive)
            {
                violations.Add(
                    $"FindRatio does not belong to {CxHint.Option("Pacing")} Progressive: "
                        + $"nobody is ever abandoned, so that there is no ratio to be found.");
            }

            if (Lines is not null || Ratio is not null)
            {
                violations.Add(
                    Lines is not null
                        ? $"Lines {Lines} cannot be given with {CxHint.Option("FindRatio")}."
                        : $"Ratio {ratios} cannot be given with {CxHint.Option("FindRatio")}.");
            }

            return;
        }

        if (Lines is not null && (Pacing != DialerPacing.Lines || Ratio is not null))
        {
            violations.Add(
                Pacing == DialerPacing.Lines
                    ? $"Lines {Lines} and Ratio {ratios} say the same thing; give {CxHint.Option("Lines")} or {CxHint.Option("Ratio")}."
                    : $"Lines {Lines} does not belong to {CxHint.Option("Pacing")} {Pacing}.");
        }

        if (Ratio is not null && Pacing == DialerPacing.Progressive)
        {
            violations.Add($"Ratio {ratios} does not belong to {CxHint.Option("Pacing")} Progressive.");
        }

        if (Ratio is null && (Pacing == DialerPacing.IdleRatio || (Pacing == DialerPacing.Lines && Lines is null)))
        {
            violations.Add(
                Pacing == DialerPacing.Lines
                    ? $"Pacing Lines needs {CxHint.Option("Lines")} or {CxHint.Option("Ratio")}."
                    : $"Pacing IdleRatio needs {CxHint.Option("Ratio")}.");
        }

        violations.Range(nameof(Lines), Lines, 1, MaximumLines);
        violations.Range(nameof(Ratio), Ratio, 0.1, 10);

        if (Pacing == DialerPacing.Adaptive)
        {
            Adaptive.Validate(Ratio ?? DialerTarget.DefaultHighestLevel, violations);
        }
    }
}
