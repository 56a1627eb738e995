using System.Globalization;
using CxOne.Errors;

namespace CxOne.DataActions;

/// <summary>The messages of date values and data actions.</summary>
internal static class DataActionsMessages
{
    public const string AmountConflict = "OffsetMinutes and Period cannot be combined. Pass only one of them.";
    public const string ReadingActivity = "Reading data actions";
    public const string ReadingCompleted = "done";
    public const string UpdatingActivity = "Updating data actions";
    private const string TimestampForm = "yyyy-MM-ddTHH:mm:ss[.fffffffff][Z or ±hh:mm]";

    public static string ThrottleLimitOutOfRange(int value)
        => Violations.OutOfRange("ThrottleLimit", Invariant($"{value}"), 1, DataActionDateUpdater.MaxThrottleLimit);

    public static string ZoneMissing(string timestamp)
        => $"Timestamp '{timestamp}' has no zone. Pass {CxHint.Option("SourceTimeZone")}, UTC included, or write Z or an offset.";

    public static string ZoneMissing(string timestamp, string clock, string there, string zone)
        => $"Timestamp '{timestamp}' has no zone: {clock} as UTC is {there} in {zone}. For {clock} in {zone} pass "
            + $"{CxHint.Option("SourceTimeZone")} {zone}; for UTC pass {CxHint.Option("SourceTimeZone")} UTC, or write Z.";

    public static string ZoneAssumed(string timestamp, string clock, string there, string zone)
        => $"{clock} without a zone was read as UTC, {there} in {zone}. For {clock} in {zone} pass {CxHint.Option("SourceTimeZone")} "
            + $"{zone}; for UTC write Z (timestamp '{timestamp}').";

    public static string ProcessesNoDates(string action, string? type)
        => $"Data action '{action}' has the type {type ?? "(absent)"}, not DATE_PROCESSOR, and no configuration.dateProcessing; "
            + "nothing was written.";

    public static string NoDateUpdate(string auditId, string tenantId)
        => $"Audit record {auditId} is not a date update on tenant {tenantId} that can be taken back.";

    public static string DateSecretHidden(string auditId, string member, string id)
        => $"Audit record {auditId} has '***' in place of a secret in '{member}' of '{id}', so that the date cannot be restored from it.";

    public static string RestoreInterrupted(string action, string id)
        => $"The date of data action '{action}' was being restored. {CxHint.ShowDataAction(id)}";

    public static string RestoreOutcome(string action, bool isChanged)
        => $"The date of data action '{action}' {(isChanged ? "was restored" : "was restored before; nothing was changed")}.";

    public static string Missing(string parameter) => $"{parameter} is missing.";

    public static string UndefinedChoice(string parameter, string value, IReadOnlyList<string> choices)
        => $"{parameter} must be {Alternatives(choices)} (was {value}).";

    public static string AmountMissing(DataActionOperation operation)
        => $"Operation {operation} requires an amount. Pass OffsetMinutes or Period.";

    public static string TimestampType(Type type) => $"The timestamp must be text, a DateTime or a DateTimeOffset (was {type.Name}).";

    public static string TimestampWhiteSpace(string text) => Timestamp(text, "must not begin or end with white space.");

    public static string TimestampMalformed(string text, int position)
        => Timestamp(text, Invariant($"does not match {TimestampForm} at position {position}."));

    public static string TimestampWithoutTime(string text)
        => Timestamp(text, $"has a date but no time. For midnight write {text}T00:00:00.");

    public static string TimestampFractionEmpty(string text) => Timestamp(text, "must have a digit after its decimal point.");

    public static string TimestampFractionTooLong(string text, int digits)
        => Timestamp(text, Invariant($"must have at most {TimestampReader.MaxDecimals} decimals (was {digits})."));

    public static string TimestampOffsetMalformed(string text) => Timestamp(text, "must have an offset in the form ±hh:mm.");

    public static string TimestampOffsetOutOfRange(string text, string offset)
        => Timestamp(text, $"must have an offset between -{TimestampReader.MaxOffset} and +{TimestampReader.MaxOffset} (was {offset}).");

    public static string TimestampYear(string text) => Timestamp(text, "must have a year between 0001 and 9999 (was 0000).");

    public static string TimestampMonth(string text, int month)
        => Timestamp(text, Invariant($"must have a month between 01 and 12 (was {month:00})."));

    public static string TimestampDay(string text, string yearAndMonth, int day, int days)
        => Timestamp(text, Invariant($"must have a day between 01 and {days} in {yearAndMonth} (was {day:00})."));

    public static string TimestampHour(string text, int hour)
        => Timestamp(text, Invariant($"must have an hour between 00 and 23 (was {hour:00})."));

    public static string TimestampHour24(string text) => $"{TimestampHour(text, 24)} For midnight write 00:00:00 of the next day.";

    public static string TimestampMinute(string text, int minute)
        => Timestamp(text, Invariant($"must have a minute between 00 and 59 (was {minute:00})."));

    public static string TimestampSecond(string text, int second)
        => Timestamp(text, Invariant($"must have a second between 00 and 59 (was {second:00})."));

    public static string TimestampLeapSecond(string text)
        => $"{TimestampSecond(text, 60)} Leap seconds are not supported: write the second before or after.";

    public static string TimestampSkippedOnThisMachine(string text)
        => Timestamp(text, "is a local time that the clocks of this computer skipped. Pass text or a DateTimeOffset.");

    public static string TimestampOutOfRange(string text) => Timestamp(text, "is outside the years 0001 to 9999 in UTC.");

    public static string ResultOutOfRange(string text, DataActionOperation operation, string amount, string zone)
        => $"The result ({Sum(text, operation, amount)}) is outside the years 0001 to 9999 in UTC or in {zone}.";

    public static string TimeZoneUnknown(string parameter, string id)
        => $"{Subject(parameter, id)} is not an IANA time zone id such as America/New_York.";

    public static string TimeZoneMisspelt(string parameter, string id, IReadOnlyList<string> similar)
        => $"{Subject(parameter, id)} is not an IANA time zone id. Did you mean {Alternatives(similar)}?";

    public static string TimeZoneAbbreviation(string parameter, string id, IReadOnlyList<string> zones)
        => $"{Subject(parameter, id)} is an abbreviation. Use the IANA id of the zone: {Alternatives(zones)}.";

    public static string TimeZoneShownByWindows(string parameter, string id, IReadOnlyList<string> zones)
        => $"{Subject(parameter, id)} is a Windows display name of a time zone. "
            + $"Use the IANA id{(zones.Count == 0 ? ", such as America/New_York" : $" {Alternatives(zones)}")}.";

    public static string TimeZoneOfWindows(string parameter, string id, string iana)
        => $"{Subject(parameter, id)} is a Windows time zone id. Use the IANA id {iana}.";

    public static string PeriodMalformed(string text) => Period(text, "is not an ISO 8601 period such as P1DT12H.");

    public static string PeriodEmpty(string text) => Period(text, "has no parts. For an amount of zero write P0D.");

    public static string PeriodTimeEmpty(string text) => Period(text, "must have hours, minutes or seconds after its T.");

    public static string PeriodNumberTooLarge(string text) => Period(text, Invariant($"has a number greater than {int.MaxValue}."));

    public static string PeriodNumberMissing(string text, int position)
        => Period(text, Invariant($"must have a number at position {position}."));

    public static string PeriodUnitMissing(string text) => Period(text, "must have a unit after its last number.");

    public static string PeriodUnitUnknown(string text, bool isTime, int position)
    {
        var units = isTime ? "H, M or S" : "Y, M, W or D";
        return Period(text, Invariant($"must have the unit {units} at position {position}."));
    }

    public static string PeriodUnitOrder(string text, char unit)
        => Period(text, $"has the unit {unit} twice or in the wrong place. The order is Y, M, W, D, T, H, M, S.");

    public static string PeriodFractionUnit(string text, char unit)
        => Period(text, $"has a fraction of the unit {unit}. Only seconds (S) can have a fraction.");

    public static string PeriodFractionComma(string text) => Period(text, "has a decimal comma. Use a decimal point.");

    public static string PeriodFractionTooFine(string text) => Period(text, "must not be more precise than one millisecond.");

    public static string PeriodFractionEmpty(string text) => Period(text, "must have a digit after its decimal point.");

    public static string TimestampSkipped(string text, string zone, string from, string to)
        => $"Timestamp '{text}' {Skipped(zone, from, to)}";

    public static string ResultSkipped(
        string result, string text, DataActionOperation operation, string amount, string zone, string from, string to)
        => $"{Result(result, text, operation, amount)} {Skipped(zone, from, to)}";

    public static string TimestampAmbiguous(string text, string zone, string from, string to)
        => $"Timestamp '{text}' {Ambiguous(zone, from, to)}";

    public static string ResultAmbiguous(
        string result, string text, DataActionOperation operation, string amount, string zone, string from, string to)
        => $"{Result(result, text, operation, amount)} {Ambiguous(zone, from, to)}";

    public static string OffsetWithSeconds(string zone, string offset, string local, string text)
        => $"The offset of {zone} at {local} has seconds ({offset}) and cannot be written as ±hh:mm (timestamp '{text}').";

    public static string ValueUnreadable(string value, string text)
        => $"The value {value}, computed from timestamp '{text}', cannot be parsed again.";

    public static string ValueInaccurate(string value, long errorMs)
        => Invariant($"The computed value {value} differs from the expected instant by {errorMs} ms. It was not written.");

    public static string NameNotFound(string name, string tenantId, string? other)
        => $"No data action on tenant {tenantId} has the name '{name}'."
            + (other is null ? null : $" Names are case-sensitive: there is '{other}'.");

    public static string NameAmbiguous(string name, string tenantId, IReadOnlyList<string> ids)
        => Invariant($"{ids.Count} data actions on tenant {tenantId} have the name '{name}': {string.Join(", ", ids)}.");

    public static string NameMismatch(string id, string? actualName, string name)
        => $"Id and Name do not match: data action '{id}' has {(actualName is null ? "no name" : $"the name '{actualName}'")}, "
            + $"not '{name}'. Nothing was written.";

    public static string Action(string nameOrId) => $"Data action '{nameOrId}'";

    public static string Outcome(string nameOrId, bool isChanged)
        => $"{Action(nameOrId)} {(isChanged ? "was changed" : "already has the value and was not changed")}.";

    public static string Interrupted() => $"The update of data actions was interrupted. {CxHint.RepeatDateUpdate}";

    public static string Progress(int done, long? total) => total is null ? Invariant($"{done}") : Invariant($"{done} of {total}");

    private static string Timestamp(string text, string problem) => $"{Subject("Timestamp", text)} {problem}";

    private static string Period(string text, string problem) => $"{Subject("Period", text)} {problem}";

    private static string Subject(string parameter, string text) => $"{parameter} '{DateText.Shown(text)}'";

    private static string Result(string result, string text, DataActionOperation operation, string amount)
        => $"The result {result} ({Sum(text, operation, amount)})";

    private static string Sum(string text, DataActionOperation operation, string amount)
        => $"timestamp '{text}' {(operation == DataActionOperation.Subtract ? "minus" : "plus")} {amount}";

    private static string Skipped(string zone, string from, string to)
        => $"does not exist in {zone}: the clocks went forward from {from} to {to}.";

    private static string Ambiguous(string zone, string from, string to)
        => $"occurs twice in {zone}: the clocks went back from {from} to {to}.";

    private static string Alternatives(IReadOnlyList<string> choices) => choices.Count < 2
        ? string.Concat(choices)
        : $"{string.Join(", ", choices.SkipLast(1))} or {choices[^1]}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
