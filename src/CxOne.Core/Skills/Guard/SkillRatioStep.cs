namespace CxOne.Skills;

/// <summary>
/// The next ratio of a dialer that is set regularly: in steps, and with the rate of the last 30 days as feedback. A simulation is only as
/// accurate as its inputs; the rate that was measured decides whether the ratio may rise.
/// </summary>
internal static class SkillRatioStep
{
    /// <summary>From this share of the limit on, the ratio is not raised.</summary>
    public const double HoldFrom = 0.75;

    /// <summary>From this share of the limit on, the ratio is lowered.</summary>
    public const double LowerFrom = 0.9;

    /// <param name="present">The ratio as it is.</param>
    /// <param name="wanted">The ratio that is recommended.</param>
    /// <param name="step">The largest change.</param>
    /// <param name="rate">The rate of the last 30 days; <see langword="null"/> if it is not known.</param>
    /// <param name="limit">The limit of the rate; <see langword="null"/> for no limit.</param>
    public static double Next(double present, double wanted, double step, double? rate, double? limit)
    {
        var target = rate is not { } known || limit is not { } most || known < HoldFrom * most ? wanted
            : known < LowerFrom * most ? Math.Min(wanted, present)
            : Math.Min(wanted, present - step);
        return Math.Max(1, Math.Round(Math.Clamp(target, present - step, present + step), 2));
    }
}
