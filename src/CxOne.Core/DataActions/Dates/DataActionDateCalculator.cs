using CxOne.Errors;
using NodaTime;

namespace CxOne.DataActions;

/// <summary>
/// Computes the date values of data actions, offline, with the calendar and the time zone database of NodaTime, which are the same on
/// every operating system. The format in which a value is written never changes its instant.
/// <para>
/// Timestamps: ISO 8601 in the RFC 3339 profile, <c>yyyy-MM-ddTHH:mm:ss</c>, optionally with one to nine decimals and with <c>Z</c> or
/// <c>±hh:mm</c> (at most 14:00). T and Z may be lower case. Decimals after the third are truncated, never rounded. A timestamp without
/// <c>Z</c> and offset is local time of the source zone, UTC by default. Refused: a date alone, white space, a space instead of the T, a
/// decimal comma, <c>±hhmm</c> and <c>±hh</c>, the hour 24, leap seconds, days that do not exist in the month, the year 0000.
/// </para>
/// <para>
/// Amounts: years and months are added first, in one step; if the resulting month is too short, its last day is used. For example,
/// 29 February plus a year is 28 February, and 31 January plus a month is the last day of February. Then weeks, days and times follow.
/// <see cref="DataActionArithmetic.WallClock"/> adds the whole amount to the local time. <see cref="DataActionArithmetic.Elapsed"/> adds
/// years and months to the local time and the rest to the instant (a day is 24 h). The rules of the request decide on a local time that
/// the clocks skipped or showed twice, both in the timestamp and in the result. An amount of zero changes nothing and needs no rule.
/// </para>
/// </summary>
public static class DataActionDateCalculator
{
    /// <summary>Gets the version of the time zone database, such as <c>2026a</c>.</summary>
    public static string TimeZoneDataVersion => TimeZones.Version;

    /// <summary>
    /// Computes one value. The method is pure and thread-safe: the same request gives the same result on any computer.
    /// </summary>
    /// <param name="request">The timestamp, the amount, the zone and the rules.</param>
    /// <returns>The value, with the zone, the rules and the check that led to it.</returns>
    /// <exception cref="CxException">
    /// <c>TimestampInvalid</c>, <c>SourceTimeZoneMissing</c>, <c>TimeZoneUnknown</c>, <c>PeriodInvalid</c> or <c>ParameterInvalid</c>: the
    /// request breaks a rule; several violations are reported together as <c>ParameterInvalid</c>. <c>LocalTimeSkipped</c>,
    /// <c>LocalTimeAmbiguous</c>: the rule is Error. <c>DateOutOfRange</c>: the date is outside the years 0001 to 9999.
    /// <c>OffsetNotWritable</c>: the offset of the zone has seconds.
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
            ?? throw new CxException(CxErrors.OffsetNotWritable, DataActionsMessages.ValueUnreadable(value, plan.Input), plan.Input);
        return new DataActionDateResult
        {
            Input = plan.Input,
            Value = value,
            TimeZone = plan.Zone.Id,
            Offset = DateText.Offset(offset),
            UtcOffset = TimeSpan.FromMilliseconds(offset),
            LocalTime = DateText.Local(local),
            Instant = DateTimeOffset.FromUnixTimeMilliseconds(end),
            Operation = plan.Operation,
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
        // No sum overflows a long: the largest amount, 2,147,483,647 of each unit, is 1.5e18 ms, a sixth of the maximum.
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

        // Truncating the seconds of an offset would move the instant by that many seconds.
        return offset % DateAmount.PerMinute == 0
            ? DateText.Local(local) + DateText.Offset(offset)
            : throw new CxException(
                CxErrors.OffsetNotWritable,
                DataActionsMessages.OffsetWithSeconds(plan.Zone.Id, DateText.Offset(offset), DateText.Local(local), plan.Input),
                plan.Input);
    }

    /// <summary>
    /// Returns the instant that the written value must have, in milliseconds. An amount of elapsed time is added once more to the
    /// timestamp with plain arithmetic; the result of a calendar or of a rule is taken as it is.
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
            ? DataActionsMessages.TimestampOutOfRange(plan.Input)
            : DataActionsMessages.ResultOutOfRange(plan.Input, plan.Operation, plan.AmountText, plan.Zone.Id),
        plan.Input);
}
