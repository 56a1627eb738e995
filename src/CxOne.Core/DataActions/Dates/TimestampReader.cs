using NodaTime;

namespace CxOne.DataActions;

/// <summary>
/// Reads timestamps in the RFC 3339 profile of ISO 8601: <c>yyyy-MM-ddTHH:mm:ss</c>, then optionally a decimal point with one to nine
/// digits, then optionally <c>Z</c> or <c>±hh:mm</c>. T and Z may be lower case, as the RFC allows. Every shorter, basic or local form is
/// refused, because a guess would move the instant.
/// </summary>
internal static class TimestampReader
{
    /// <summary>The largest number of digits after the decimal point.</summary>
    public const int MaxDecimals = 9;

    /// <summary>No zone has been further from UTC in whole minutes; .NET and XML Schema have the same limit.</summary>
    public const string MaxOffset = "14:00";

    private const int MaxOffsetHours = 14;
    private const int KeptDecimals = 3;
    private const string DateTemplate = "dddd-dd-dd";
    private const string TimeTemplate = "dd:dd:dd";

    /// <summary>Reads a timestamp.</summary>
    /// <param name="text">The text.</param>
    /// <param name="timestamp">The local time and offset of the text.</param>
    /// <param name="problem">The message about the rule that the text breaks; <see langword="null"/> if it was read.</param>
    public static bool TryRead(string text, out ReadTimestamp timestamp, out string? problem)
    {
        timestamp = default;
        problem = Read(text, ref timestamp);
        return problem is null;
    }

    private static string? Read(string text, ref ReadTimestamp timestamp)
    {
        if (text.Length == 0)
        {
            return DataActionsMessages.Missing("Timestamp");
        }

        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
        {
            return DataActionsMessages.TimestampWhiteSpace(text);
        }

        var at = 0;
        if (!Matches(text, ref at, DateTemplate))
        {
            return Malformed(text, at);
        }

        if (at == text.Length)
        {
            return DataActionsMessages.TimestampWithoutTime(text);
        }

        if (text[at] is not ('T' or 't'))
        {
            return Malformed(text, at);
        }

        at++;
        if (!Matches(text, ref at, TimeTemplate))
        {
            return Malformed(text, at);
        }

        if (ReadFraction(text, ref at, out var millisecond) is { } fractionProblem)
        {
            return fractionProblem;
        }

        if (ReadOffset(text, ref at, out var offset) is { } offsetProblem)
        {
            return offsetProblem;
        }

        if (at != text.Length)
        {
            return Malformed(text, at);
        }

        var (year, month, day) = (Number(text, 0, 4), Number(text, 5, 2), Number(text, 8, 2));
        var (hour, minute, second) = (Number(text, 11, 2), Number(text, 14, 2), Number(text, 17, 2));
        if (DateProblem(text, year, month, day) is { } dateProblem)
        {
            return dateProblem;
        }

        if (TimeProblem(text, hour, minute, second) is { } timeProblem)
        {
            return timeProblem;
        }

        timestamp = new ReadTimestamp(new LocalDateTime(year, month, day, hour, minute, second, millisecond), offset);
        return null;
    }

    /// <summary>Truncates: digits after the third are checked and dropped, never rounded.</summary>
    private static string? ReadFraction(string text, ref int at, out int millisecond)
    {
        millisecond = 0;
        if (at >= text.Length || text[at] != '.')
        {
            return null;
        }

        var start = ++at;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            if (at - start < KeptDecimals)
            {
                millisecond = (millisecond * 10) + (text[at] - '0');
            }
        }

        var digits = at - start;
        for (var place = digits; place < KeptDecimals; place++)
        {
            millisecond *= 10;
        }

        return digits switch
        {
            0 => DataActionsMessages.TimestampFractionEmpty(text),
            > MaxDecimals => DataActionsMessages.TimestampFractionTooLong(text, digits),
            _ => null,
        };
    }

    private static string? ReadOffset(string text, ref int at, out long? offset)
    {
        offset = null;
        if (at >= text.Length)
        {
            return null;
        }

        if (text[at] is 'Z' or 'z')
        {
            at++;
            offset = 0;
            return null;
        }

        if (text[at] is not ('+' or '-'))
        {
            return null;
        }

        var sign = text[at++] == '-' ? -1 : 1;
        var start = at;
        if (!Matches(text, ref at, "dd:dd"))
        {
            return DataActionsMessages.TimestampOffsetMalformed(text);
        }

        var (hours, minutes) = (Number(text, start, 2), Number(text, start + 3, 2));
        if (minutes > 59 || hours > MaxOffsetHours || (hours == MaxOffsetHours && minutes > 0))
        {
            return DataActionsMessages.TimestampOffsetOutOfRange(text, text.Substring(start - 1, 6));
        }

        offset = sign * ((hours * DateAmount.PerHour) + (minutes * DateAmount.PerMinute));
        return null;
    }

    private static string? DateProblem(string text, int year, int month, int day)
    {
        if (year == 0)
        {
            return DataActionsMessages.TimestampYear(text);
        }

        if (month is < 1 or > 12)
        {
            return DataActionsMessages.TimestampMonth(text, month);
        }

        var days = CalendarSystem.Iso.GetDaysInMonth(year, month);
        return day >= 1 && day <= days ? null : DataActionsMessages.TimestampDay(text, text[..7], day, days);
    }

    private static string? TimeProblem(string text, int hour, int minute, int second) => (hour, minute, second) switch
    {
        (24, 0, 0) => DataActionsMessages.TimestampHour24(text),
        ( > 23, _, _) => DataActionsMessages.TimestampHour(text, hour),
        (_, > 59, _) => DataActionsMessages.TimestampMinute(text, minute),
        (_, _, 60) => DataActionsMessages.TimestampLeapSecond(text),
        (_, _, > 60) => DataActionsMessages.TimestampSecond(text, second),
        _ => null,
    };

    /// <summary>Advances to the first character that does not match the template. <c>d</c> matches an ASCII digit.</summary>
    private static bool Matches(string text, ref int at, string template)
    {
        foreach (var expected in template)
        {
            if (at >= text.Length || (expected == 'd' ? !char.IsAsciiDigit(text[at]) : text[at] != expected))
            {
                return false;
            }

            at++;
        }

        return true;
    }

    private static string Malformed(string text, int at) => DataActionsMessages.TimestampMalformed(text, at + 1);

    private static int Number(string text, int start, int length)
    {
        var number = 0;
        foreach (var digit in text.AsSpan(start, length))
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
