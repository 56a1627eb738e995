using NodaTime;

namespace CxOne.DataActions;

/// <summary>
/// Reads timestamps by one strict form, the one of RFC 3339 within ISO 8601: <c>yyyy-MM-ddTHH:mm:ss</c>, a point and one to nine
/// digits, and <c>Z</c> or <c>±hh:mm</c>; the last two are optional. T and Z may be lower case, as the RFC says. Every shorter,
/// basic or local form is refused, because a guess would move the instant.
/// </summary>
internal static class TimestampReader
{
    private const string Form = "yyyy-MM-ddTHH:mm:ss, up to nine decimals, and Z or ±hh:mm";
    private const string DateTemplate = "dddd-dd-dd";
    private const string TimeTemplate = "dd:dd:dd";
    private const int MostDecimals = 9;
    private const int KeptDecimals = 3;

    // No place has been further from UTC in whole minutes, and .NET and XML Schema draw the line here too.
    private const int WidestOffsetHours = 14;

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
            return "is missing";
        }

        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
        {
            return "has white space around it";
        }

        var at = 0;
        if (!Matches(text, ref at, DateTemplate))
        {
            return Malformed(at);
        }

        if (at == text.Length)
        {
            return $"is a date without a time; write {text}T00:00:00 if midnight is meant";
        }

        if (text[at] is not ('T' or 't'))
        {
            return Malformed(at);
        }

        at++;
        if (!Matches(text, ref at, TimeTemplate))
        {
            return Malformed(at);
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
            return Malformed(at);
        }

        var (year, month, day) = (Number(text, 0, 4), Number(text, 5, 2), Number(text, 8, 2));
        var (hour, minute, second) = (Number(text, 11, 2), Number(text, 14, 2), Number(text, 17, 2));
        if (DateProblem(year, month, day) is { } dateProblem)
        {
            return dateProblem;
        }

        if (TimeProblem(hour, minute, second) is { } timeProblem)
        {
            return timeProblem;
        }

        timestamp = new ReadTimestamp(new LocalDateTime(year, month, day, hour, minute, second, millisecond), offset);
        return null;
    }

    /// <summary>Cuts: the digits after the third are looked at and left out, so the value can only be the written millisecond.</summary>
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
            0 => "has no digit behind its point",
            > MostDecimals => $"has {digits} decimals; {MostDecimals} are possible",
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
            return "has an offset that is not written as ±hh:mm";
        }

        var (hours, minutes) = (Number(text, start, 2), Number(text, start + 3, 2));
        if (minutes > 59 || hours > WidestOffsetHours || (hours == WidestOffsetHours && minutes > 0))
        {
            return $"has the offset {text.AsSpan(start - 1, 6)}; -{WidestOffsetHours}:00 to +{WidestOffsetHours}:00 are possible";
        }

        offset = sign * ((hours * DateAmount.PerHour) + (minutes * DateAmount.PerMinute));
        return null;
    }

    private static string? DateProblem(int year, int month, int day)
    {
        if (year == 0)
        {
            return "lies in the year 0000; 0001 to 9999 are possible";
        }

        if (month is < 1 or > 12)
        {
            return $"has the month {month:00}";
        }

        var days = CalendarSystem.Iso.GetDaysInMonth(year, month);
        return day >= 1 && day <= days ? null : $"has the day {day:00}; {year:0000}-{month:00} has {days} days";
    }

    private static string? TimeProblem(int hour, int minute, int second) => (hour, minute, second) switch
    {
        (24, 0, 0) => "has the hour 24; write 00:00:00 of the next day",
        ( > 23, _, _) => $"has the hour {hour:00}",
        (_, > 59, _) => $"has the minute {minute:00}",
        (_, _, 60) => "has the second 60; leap seconds cannot be kept, write the second before or after",
        (_, _, > 60) => $"has the second {second:00}",
        _ => null,
    };

    /// <summary>Goes on to where the text leaves the template; ASCII digits only.</summary>
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

    private static string Malformed(int at) => $"is not written as {Form} (position {at + 1})";

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
