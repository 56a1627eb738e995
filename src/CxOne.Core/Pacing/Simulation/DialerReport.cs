using CxOne.Numerics;

namespace CxOne.Pacing;

/// <summary>Computes the result of a simulation from the counters of its days.</summary>
internal static class DialerReport
{
    // The prior of the dispersion, for few days: campaigns scatter 1.1 to 3 times as much as independent drops.
    private const double AssumedDispersion = 2;
    private const double AssumedWeight = 3;

    /// <summary>The abandonment rate and its one-sided 95 % bounds.</summary>
    /// <remarks>
    /// With few drops the scatter of the days says little about the possible number of drops, so the bounds are never tighter than the
    /// exact bounds of a Poisson count. Because drops come in bursts, that count is drops ÷ dispersion: the number of independent bursts
    /// that would scatter as much as the days do.
    /// </remarks>
    public static (DayEstimate Rate, double Upper, double Lower) Abandonment(ReadOnlySpan<DayCounters> days)
    {
        var rate = DayEstimate.Ratio(days, day => day.Abandoned, day => day.Answered);
        var answered = Answered(days);
        if (answered == 0 || days.Length < 2)
        {
            return (rate, 1, 0);
        }

        var abandoned = 0L;
        foreach (ref readonly var day in days)
        {
            abandoned += day.Abandoned;
        }

        var dispersion = Dispersion(days, rate.Value);
        var bursts = abandoned / dispersion;
        var upper = Math.Max(rate.Upper, dispersion * PoissonBound.Upper((long)Math.Ceiling(bursts)) / answered);
        var lower = Math.Min(rate.Lower, dispersion * PoissonBound.Lower((long)Math.Floor(bursts)) / answered);
        return (rate, Math.Min(1, upper), Math.Max(0, lower));
    }

    /// <summary>Returns the answered calls of all days.</summary>
    public static long Answered(ReadOnlySpan<DayCounters> days)
    {
        var answered = 0L;
        foreach (ref readonly var day in days)
        {
            answered += day.Answered;
        }

        return answered;
    }

    /// <summary>Compares two one-sided bounds with a limit.</summary>
    public static DialerVerdict Verdict(double upper, double lower, double limit)
        => upper <= limit ? DialerVerdict.Compliant : lower > limit ? DialerVerdict.NotCompliant : DialerVerdict.Inconclusive;

    public static DialerSimulationResult Create(DialerSimulationRequest request, DialerPlan plan, ReadOnlySpan<DayCounters> days)
    {
        int? lines = request.Pacing == DialerPacing.Lines ? DialerTarget.Of(request).Wanted[0] : null;
        var ratio = request.Pacing switch
        {
            // The simulated ratio, which differs from the requested one if that does not give whole lines.
            DialerPacing.Lines => lines!.Value / (double)request.Agents,
            DialerPacing.Progressive => 1,
            DialerPacing.IdleRatio => request.Ratio!.Value,
            _ => request.Ratio ?? DialerTarget.DefaultHighestLevel,
        };
        var hours = plan.CountedSec / 3600;
        var staffed = plan.CountedSec * DurationTable.UnitsPerSec * plan.Agents;
        var (rate, upper, lower) = Abandonment(days);
        var utilization = DayEstimate.Ratio(days, day => day.Busy, _ => staffed);
        var dials = DayEstimate.Ratio(days, day => day.Dials, _ => hours);
        var answered = DayEstimate.Ratio(days, day => day.Answered, _ => hours);
        var connects = DayEstimate.Ratio(days, day => day.Connected, _ => hours);
        var wait = DayEstimate.Ratio(
            days, day => (day.WaitConnected + day.WaitAbandoned) / DurationTable.UnitsPerSec, day => day.Connected + day.Abandoned);
        var waitConnected = DayEstimate.Ratio(days, day => day.WaitConnected / DurationTable.UnitsPerSec, day => day.Connected);
        var total = default(DayCounters);
        foreach (ref readonly var day in days)
        {
            total.Answered += day.Answered;
            total.Abandoned += day.Abandoned;
            total.LevelSum += day.LevelSum;
            total.Reviews += day.Reviews;
        }

        return new DialerSimulationResult
        {
            Agents = plan.Agents,
            Pacing = request.Pacing,
            Lines = lines,
            Ratio = ratio,
            AverageLevel = plan.Adaptive is null ? null : total.LevelSum / Math.Max(1, total.Reviews),
            TickSec = request.TickSec,
            AnswerRate = plan.Inputs.AnswerRate,
            PatienceSec = request.PatienceSec,
            MeanTalkSec = request.Talk.MeanSec,
            MeanWrapSec = request.Wrap.MeanSec,
            InputFingerprint = plan.Inputs.InputFingerprint,
            AbandonmentRate = rate.Value,
            AbandonmentHalfWidth = rate.HalfWidth,
            AbandonmentUpperBound = upper,
            AbandonmentStandardError = rate.StandardError,
            Utilization = utilization.Value,
            UtilizationHalfWidth = utilization.HalfWidth,
            UtilizationStandardError = utilization.StandardError,
            DialsPerHour = dials.Value,
            DialsPerHourHalfWidth = dials.HalfWidth,
            AnsweredPerHour = answered.Value,
            ConnectsPerHour = connects.Value,
            ConnectsPerHourHalfWidth = connects.HalfWidth,
            AverageWaitSec = wait.Value,
            AverageWaitHalfWidth = wait.HalfWidth,
            AverageWaitConnectedSec = waitConnected.Value,
            CountedHours = hours,
            Days = days.Length,
            Seed = request.Seed,
            MaxAbandonmentRate = request.MaxAbandonmentRate,
            LimitSource = request.LimitSource,
            Verdict = Verdict(upper, lower, request.MaxAbandonmentRate),
            Answered = total.Answered,
            Abandoned = total.Abandoned,
        };
    }

    /// <summary>
    /// The scatter of the drops relative to that of independent drops, at least 1: Pearson's χ² ÷ degrees of freedom, shrunk towards the
    /// prior as if it had been observed on three more days. This matters for a handful of days and is negligible for two hundred.
    /// </summary>
    private static double Dispersion(ReadOnlySpan<DayCounters> days, double rate)
    {
        var sum = 0d;
        foreach (ref readonly var day in days)
        {
            var expected = rate * day.Answered;
            if (expected > 0)
            {
                var rest = day.Abandoned - expected;
                sum += rest * rest / expected;
            }
        }

        return Math.Max(1, (sum + (AssumedWeight * AssumedDispersion)) / (days.Length - 1 + AssumedWeight));
    }
}
