using System.Globalization;
using CxOne.Errors;
using NodaTime;

namespace CxOne.DataActions;

/// <summary>A request that was read and validated.</summary>
internal sealed record DataActionDatePlan
{
    public required DataActionDateRequest Request { get; init; }

    public required ReadTimestamp Timestamp { get; init; }

    public required DateTimeZone Zone { get; init; }

    public required DateTimeZone SourceZone { get; init; }

    /// <summary>The signed amount; negative for a subtraction.</summary>
    public required DateAmount Amount { get; init; }

    public required string AmountText { get; init; }

    public string Input => Request.Timestamp.Text;

    public DataActionOperation Operation => Request.Operation ?? DataActionOperation.Add;

    /// <exception cref="CxException">
    /// The request breaks a rule. A single violation has its own error id; several are reported together as <c>ParameterInvalid</c>.
    /// </exception>
    public static DataActionDatePlan From(DataActionDateRequest request)
    {
        List<(CxErrorDefinition Error, string Text)> violations = [];
        var input = request.Timestamp?.Text ?? string.Empty;
        if (!TimestampReader.TryRead(input, out var timestamp, out var problem))
        {
            violations.Add((CxErrors.TimestampInvalid, problem!));
        }
        else if (request.Timestamp!.IsSkippedOnThisMachine)
        {
            violations.Add((CxErrors.TimestampInvalid, DataActionsMessages.TimestampSkippedOnThisMachine(input)));
        }

        var isRead = violations.Count == 0;
        var zone = FindZone("TimeZone", request.TimeZone ?? string.Empty, violations);
        if (isRead && request.RequiresSourceTimeZone && AssumedZone.IsAssumed(timestamp, request.SourceTimeZone))
        {
            violations.Add((CxErrors.SourceTimeZoneMissing, AssumedZone.Refusal(input, timestamp, zone)));
        }

        var sourceZone = string.IsNullOrEmpty(request.SourceTimeZone)
            ? DateTimeZone.Utc
            : FindZone("SourceTimeZone", request.SourceTimeZone, violations);
        var (amount, text) = ReadAmount(request, violations);
        Defined<DataActionOperation>(nameof(request.Operation), request.Operation, violations);
        Defined<DataActionArithmetic>(nameof(request.Arithmetic), request.Arithmetic, violations);
        Defined<SkippedTimeRule>(nameof(request.SkippedTime), request.SkippedTime, violations);
        Defined<AmbiguousTimeRule>(nameof(request.AmbiguousTime), request.AmbiguousTime, violations);
        Defined<DataActionDateFormat>(nameof(request.OutputFormat), request.OutputFormat, violations);
        if (violations.Count > 0)
        {
            throw violations.Count == 1 && violations[0].Error != CxErrors.ParameterInvalid
                ? new CxException(violations[0].Error, violations[0].Text, input)
                : new CxValidationException([.. violations.Select(violation => violation.Text)], input);
        }

        return new DataActionDatePlan
        {
            Request = request,
            Timestamp = timestamp,
            Zone = zone,
            SourceZone = sourceZone,
            Amount = request.Operation == DataActionOperation.Subtract ? -amount : amount,
            AmountText = text,
        };
    }

    private static DateTimeZone FindZone(string parameter, string id, List<(CxErrorDefinition Error, string Text)> violations)
    {
        if (!TimeZones.TryFind(parameter, id, out var zone, out var problem))
        {
            violations.Add((CxErrors.TimeZoneUnknown, problem!));
        }

        return zone;
    }

    private static (DateAmount Amount, string Text) ReadAmount(
        DataActionDateRequest request, List<(CxErrorDefinition Error, string Text)> violations)
    {
        var hasPeriod = !string.IsNullOrEmpty(request.Period);
        if (hasPeriod && request.OffsetMinutes is not null)
        {
            violations.Add((CxErrors.ParameterInvalid, DataActionsMessages.AmountConflict));
        }
        else if (!hasPeriod && request.OffsetMinutes is null && request.Operation is { } operation)
        {
            violations.Add((CxErrors.ParameterInvalid, DataActionsMessages.AmountMissing(operation)));
        }

        if (hasPeriod)
        {
            if (!PeriodReader.TryRead(request.Period!, out var amount, out var problem))
            {
                violations.Add((CxErrors.PeriodInvalid, problem!));
            }

            return (amount, request.Period!);
        }

        return request.OffsetMinutes is { } minutes
            ? (new DateAmount(0, minutes * DateAmount.PerMinute), string.Create(CultureInfo.InvariantCulture, $"PT{minutes}M"))
            : (default, "P0D");
    }

    private static void Defined<T>(string parameter, T? value, List<(CxErrorDefinition Error, string Text)> violations)
        where T : struct, Enum
    {
        if (value is { } given && !Enum.IsDefined(given))
        {
            violations.Add((
                CxErrors.ParameterInvalid,
                DataActionsMessages.UndefinedChoice(parameter, given.ToString(), Enum.GetNames<T>())));
        }
    }
}
