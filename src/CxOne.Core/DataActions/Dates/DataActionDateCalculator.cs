using CxOne.Errors;
using NodaTime;

namespace CxOne.DataActions;

/// <summary>
/// Computes the date values of data actions, offline, by the calendar and the time zone database of NodaTime, which is the same on
/// every operating system. The instant is what counts: it is never moved by the way in which it is written.
/// <para>
/// Timestamps: ISO 8601 in the form of RFC 3339, <c>yyyy-MM-ddTHH:mm:ss</c> with one to nine decimals and with <c>Z</c> or
/// <c>±hh:mm</c> (at most 14:00), both optional; T and Z may be lower case. Decimals after the third are cut off, never rounded.
/// Without <c>Z</c> and offset the time is local time of the source zone, UTC by default. Refused: a date alone, white space, a blank
/// for the T, a comma, <c>±hhmm</c> and <c>±hh</c>, the hour 24, leap seconds, days that the month has not, the year 0000.
/// </para>
/// <para>
/// Amounts: years and months are added together as months, in one step; where the month is too short the last day of it is taken, so
/// 29 February and a year is 28 February, and 31 January and a month the last day of February. Then weeks, days and time follow.
/// <see cref="DataActionArithmetic.WallClock"/> counts all of it in local time; <see cref="DataActionArithmetic.Elapsed"/> counts
/// years and months in local time, where there are any, and lets the rest pass (a day is 24 h). A local time that the clocks skipped
/// or showed twice is decided by the rule of the request, in the timestamp as well as in the result; an amount of nothing changes
/// nothing and needs no rule.
/// </para>
/// </summary>
public static class DataActionDateCalculator
{
    /// <summary>Version of the time zone database, such as <c>2026a</c>.</summary>
    public static string TimeZoneDataVersion => TimeZones.Version;

    /// <summary>
    /// Computes one value. Pure: the same request gives the same result on any machine, and many may be computed at once.
    /// </summary>
    /// <param name="request">What is wanted.</param>
    /// <returns>The value and how it came about.</returns>
    /// <exception cref="CxException">
    /// <c>TimestampInvalid</c>, <c>SourceTimeZoneMissing</c>, <c>TimeZoneUnknown</c>, <c>PeriodInvalid</c> or <c>ParameterInvalid</c>: the
    /// request breaks a rule; several violations are reported together as <c>ParameterInvalid</c>. <c>LocalTimeSkipped</c>, <c>LocalTimeAmbiguous</c>: the rule is Error.
    /// <c>DateOutOfRange</c>: outside the years 0001 to 9999. <c>OffsetNotWritable</c>: the zone's offset has seconds.
    /// </exception>
    public static DataActionDateResult Calculate(DataActionDateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var plan = DataActionDatePlan.From(request);
        List<DataActionTimeResolution> resolutions = [];
        var start = Start(plan, resolutions);
        var end = Move(plan, start, resolutions);
        var (local, offset) = LocalOf(plan, end);
        var value = Write(plan, end, local, offset);
        var error = DateVerifier.ErrorMs(value, Expected(plan, start, end))
            ?? throw new CxException(
                CxErrors.OffsetNotWritable,
                $"The value {value} for timestamp '{plan.Input}' cannot be read back; with OutputFormat Utc it can.",
                plan.Input);
        return new DataActionDateResult
        {
            Input = plan.Input,
            Value = value,
            TimeZone = plan.Zone.Id,
            Offset = DateText.Offset(offset),
            UtcOffset = TimeSpan.FromMilliseconds(offset),
            LocalTime = DateText.Local(local),
            Instant = DateTimeOffset.FromUnixTimeMilliseconds(end),
            Operation = request.Operation ?? DataActionOperation.Add,
            Amount = plan.AmountText,
            Arithmetic = request.Arithmetic,
            OutputFormat = request.OutputFormat,
            SourceTimeZone = plan.Timestamp.OffsetMs is null ? plan.SourceZone.Id : null,
            Warning = AssumedZone.Warning(plan),
            IsSkipped = resolutions.Exists(resolution => resolution.Reason == LocalTimeResolver.Skipped),
            IsAmbiguous = resolutions.Exists(resolution => resolution.Reason == LocalTimeResolver.Ambiguous),
            Rule = resolutions.Count == 0 ? null : string.Join("; ", resolutions.Select(resolution => resolution.Rule).Distinct()),
            Resolutions = resolutions.ToArray(),
            AccuracyValid = error == 0,
            AccuracyErrorMs = error,
            TimeZoneDataVersion = TimeZones.Version,
        };
    }

    private static long Start(DataActionDatePlan plan, List<DataActionTimeResolution> resolutions)
    {
        var start = plan.Timestamp.OffsetMs is { } offset
            ? LocalTimeResolver.Milliseconds(plan.Timestamp.Local) - offset
            : LocalTimeResolver.Resolve(plan, LocalTimeResolver.Timestamp, plan.SourceZone, plan.Timestamp.Local, resolutions);
        return InRange(plan, start, "Timestamp");
    }

    private static long Move(DataActionDatePlan plan, long start, List<DataActionTimeResolution> resolutions)
    {
        // No sum leaves a long: the greatest amount, 2,147,483,647 of each unit, is 1.5e18 ms, a sixth of what it holds.
        var amount = plan.Amount;
        if (amount.IsZero)
        {
            return start;
        }

        if (plan.Request.Arithmetic == DataActionArithmetic.WallClock)
        {
            var clock = InRange(plan, LocalTimeResolver.Milliseconds(PlusMonths(plan, start)) + amount.Milliseconds);
            return InRange(
                plan, LocalTimeResolver.Resolve(plan, LocalTimeResolver.Result, plan.Zone, LocalTimeResolver.Local(clock), resolutions));
        }

        var moved = amount.Months == 0
            ? start
            : InRange(plan, LocalTimeResolver.Resolve(plan, LocalTimeResolver.Result, plan.Zone, PlusMonths(plan, start), resolutions));
        return InRange(plan, moved + amount.Milliseconds);
    }

    private static LocalDateTime PlusMonths(DataActionDatePlan plan, long start)
    {
        const long MonthsOfAllYears = 12 * 9999;
        var local = LocalTimeResolver.Local(LocalOf(plan, start).Local);
        var month = ((local.Year - 1) * 12L) + local.Month - 1 + plan.Amount.Months;
        return month is >= 0 and < MonthsOfAllYears ? local.PlusMonths((int)plan.Amount.Months) : throw OutOfRange(plan);
    }

    private static (long Local, long Offset) LocalOf(DataActionDatePlan plan, long instant)
    {
        long offset = plan.Zone.GetUtcOffset(Instant.FromUnixTimeMilliseconds(instant)).Milliseconds;
        return (InRange(plan, instant + offset), offset);
    }

    private static string Write(DataActionDatePlan plan, long instant, long local, long offset)
    {
        if (plan.Request.OutputFormat == DataActionDateFormat.Utc)
        {
            return DateText.Local(instant) + "Z";
        }

        // Cutting the seconds off an offset would move the instant by them.
        return offset % DateAmount.PerMinute == 0
            ? DateText.Local(local) + DateText.Offset(offset)
            : throw new CxException(
                CxErrors.OffsetNotWritable,
                $"{plan.Zone.Id} was {DateText.Offset(offset)} from UTC at {DateText.Local(local)}; "
                    + $"an offset with seconds cannot be written as ±hh:mm (timestamp '{plan.Input}').",
                plan.Input);
    }

    /// <summary>
    /// Where the written value must lie. An amount that only passes is counted once more from what the timestamp says, in plain
    /// numbers; what a calendar or a rule decided is taken as decided.
    /// </summary>
    private static long Expected(DataActionDatePlan plan, long start, long end)
    {
        if (!plan.Amount.IsZero && (plan.Request.Arithmetic == DataActionArithmetic.WallClock || plan.Amount.Months != 0))
        {
            return end;
        }

        var from = plan.Timestamp.OffsetMs is { } offset
            ? ((plan.Timestamp.Local.ToDateTimeUnspecified() - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond) - offset
            : start;
        return from + plan.Amount.Milliseconds;
    }

    private static long InRange(DataActionDatePlan plan, long milliseconds, string what = "Result")
        => DateText.IsInRange(milliseconds) ? milliseconds : throw OutOfRange(plan, what);

    private static CxException OutOfRange(DataActionDatePlan plan, string what = "Result") => new(
        CxErrors.DateOutOfRange,
        what == "Timestamp"
            ? $"Timestamp '{plan.Input}' lies outside the years 0001 to 9999 of UTC."
            : $"Timestamp '{plan.Input}' with {plan.AmountText} ({plan.Request.Operation ?? DataActionOperation.Add}) "
                + $"leaves the years 0001 to 9999, in UTC or in {plan.Zone.Id}.",
        plan.Input);
}
