using CxOne.Errors;
using NodaTime;
using NodaTime.TimeZones;

namespace CxOne.DataActions;

/// <summary>Finds the instant of a local time, and lets the request's rules decide where there is none or where there are two.</summary>
internal static class LocalTimeResolver
{
    public const string Timestamp = "Timestamp";
    public const string Result = "Result";
    public const string Skipped = "Skipped";
    public const string Ambiguous = "Ambiguous";

    /// <summary>A local time as the milliseconds since 1970-01-01T00:00:00 of the same clock.</summary>
    public static long Milliseconds(LocalDateTime local) => local.InUtc().ToInstant().ToUnixTimeMilliseconds();

    /// <summary>The local time of such milliseconds.</summary>
    public static LocalDateTime Local(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds).InUtc().LocalDateTime;

    /// <summary>The instant in milliseconds since 1970-01-01T00:00:00Z; not held against any range.</summary>
    /// <exception cref="CxException">The rule is Error.</exception>
    public static long Resolve(
        DataActionDatePlan plan, string step, DateTimeZone zone, LocalDateTime local, List<DataActionTimeResolution> resolutions)
    {
        var mapping = zone.MapLocal(local);
        var clock = Milliseconds(local);
        if (mapping.Count == 1)
        {
            return clock - mapping.EarlyInterval.WallOffset.Milliseconds;
        }

        var isSkipped = mapping.Count == 0;
        var interval = isSkipped ? OfSkipped(plan, step, zone, mapping) : OfAmbiguous(plan, step, zone, mapping);
        long offset = interval.WallOffset.Milliseconds;
        var instant = clock - offset;
        long offsetThen = zone.GetUtcOffset(Instant.FromUnixTimeMilliseconds(instant)).Milliseconds;
        resolutions.Add(new DataActionTimeResolution
        {
            Step = step,
            LocalTime = DateText.Local(clock),
            TimeZone = zone.Id,
            Reason = isSkipped ? Skipped : Ambiguous,
            Rule = isSkipped ? $"SkippedTime {plan.Request.SkippedTime}" : $"AmbiguousTime {plan.Request.AmbiguousTime}",
            ResolvedTo = DateText.Local(instant + offsetThen) + DateText.Offset(offsetThen),
        });
        return instant;
    }

    // The offset before the gap gives the later instant, the one after it the earlier.
    private static ZoneInterval OfSkipped(DataActionDatePlan plan, string step, DateTimeZone zone, ZoneLocalMapping mapping)
        => plan.Request.SkippedTime switch
        {
            SkippedTimeRule.Forward => mapping.EarlyInterval,
            SkippedTimeRule.Backward => mapping.LateInterval,
            _ => throw new CxException(
                CxErrors.LocalTimeSkipped,
                $"{What(plan, step, mapping)} never was: the clocks of {zone.Id} went from "
                    + $"{Show(mapping.EarlyInterval.IsoLocalEnd)} to {Show(mapping.LateInterval.IsoLocalStart)}.",
                plan.Input),
        };

    private static ZoneInterval OfAmbiguous(DataActionDatePlan plan, string step, DateTimeZone zone, ZoneLocalMapping mapping)
        => plan.Request.AmbiguousTime switch
        {
            AmbiguousTimeRule.Earlier => mapping.EarlyInterval,
            AmbiguousTimeRule.Later => mapping.LateInterval,
            _ => throw new CxException(
                CxErrors.LocalTimeAmbiguous,
                $"{What(plan, step, mapping)} was twice: the clocks of {zone.Id} went from "
                    + $"{Show(mapping.EarlyInterval.IsoLocalEnd)} back to {Show(mapping.LateInterval.IsoLocalStart)}.",
                plan.Input),
        };

    private static string What(DataActionDatePlan plan, string step, ZoneLocalMapping mapping) => step == Timestamp
        ? $"Timestamp '{plan.Input}'"
        : $"{Show(mapping.LocalDateTime)}, which timestamp '{plan.Input}' with {plan.AmountText} gives,";

    private static string Show(LocalDateTime local) => DateText.Local(Milliseconds(local));
}
