using CxOne.Errors;
using NodaTime;
using NodaTime.TimeZones;

namespace CxOne.DataActions;

/// <summary>Finds the instant of a local time. The rules of the request decide on a local time that has no instant or two.</summary>
internal static class LocalTimeResolver
{
    public const string Timestamp = "Timestamp";
    public const string Result = "Result";
    public const string Skipped = "Skipped";
    public const string Ambiguous = "Ambiguous";

    /// <summary>Converts a local time to the milliseconds since 1970-01-01T00:00:00 on the same clock.</summary>
    public static long Milliseconds(LocalDateTime local) => local.InUtc().ToInstant().ToUnixTimeMilliseconds();

    /// <summary>Converts milliseconds since 1970-01-01T00:00:00 on a clock to the local time of that clock.</summary>
    public static LocalDateTime Local(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds).InUtc().LocalDateTime;

    /// <summary>Returns the instant in milliseconds since 1970-01-01T00:00:00Z, without a check of its range.</summary>
    /// <exception cref="CxException">The rule is Error (<c>LocalTimeSkipped</c>, <c>LocalTimeAmbiguous</c>).</exception>
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
            _ => throw new CxException(CxErrors.LocalTimeSkipped, SkippedMessage(plan, step, zone, mapping), plan.Input),
        };

    private static ZoneInterval OfAmbiguous(DataActionDatePlan plan, string step, DateTimeZone zone, ZoneLocalMapping mapping)
        => plan.Request.AmbiguousTime switch
        {
            AmbiguousTimeRule.Earlier => mapping.EarlyInterval,
            AmbiguousTimeRule.Later => mapping.LateInterval,
            _ => throw new CxException(CxErrors.LocalTimeAmbiguous, AmbiguousMessage(plan, step, zone, mapping), plan.Input),
        };

    private static string SkippedMessage(DataActionDatePlan plan, string step, DateTimeZone zone, ZoneLocalMapping mapping)
    {
        var (from, to) = (Show(mapping.EarlyInterval.IsoLocalEnd), Show(mapping.LateInterval.IsoLocalStart));
        return step == Timestamp
            ? DataActionsMessages.TimestampSkipped(plan.Input, zone.Id, from, to)
            : DataActionsMessages.ResultSkipped(
                Show(mapping.LocalDateTime), plan.Input, plan.Operation, plan.AmountText, zone.Id, from, to);
    }

    private static string AmbiguousMessage(DataActionDatePlan plan, string step, DateTimeZone zone, ZoneLocalMapping mapping)
    {
        var (from, to) = (Show(mapping.EarlyInterval.IsoLocalEnd), Show(mapping.LateInterval.IsoLocalStart));
        return step == Timestamp
            ? DataActionsMessages.TimestampAmbiguous(plan.Input, zone.Id, from, to)
            : DataActionsMessages.ResultAmbiguous(
                Show(mapping.LocalDateTime), plan.Input, plan.Operation, plan.AmountText, zone.Id, from, to);
    }

    private static string Show(LocalDateTime local) => DateText.Local(Milliseconds(local));
}
