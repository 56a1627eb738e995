using System.Globalization;

namespace CxOne.Studio.Expressions;

/// <summary>Functions and methods on dates. A serial date counts days since 30 December 1899; units are quoted, such as "day".</summary>
internal static class DateFunctions
{
    public static StudioValue? Function(string name, IReadOnlyList<StudioValue> arguments, int at) => (name, arguments.Count) switch
    {
        ("dateadd", 3) => Add(arguments[1], arguments[0], arguments[2], at),
        ("datediff", 3) => Difference(arguments[0], arguments[1], arguments[2]),
        ("datebuild", 3) => Build(arguments, at),
        ("datetimebuild", 6) => Build(arguments, at),
        ("asdate" or "asdatedow" or "asdatetime" or "astime" or "asisodatetime" or "dow", >= 1)
            => Method(name, arguments[0], [.. arguments.Skip(1)], at),
        _ => null,
    };

    public static StudioValue? Method(string name, StudioValue target, IReadOnlyList<StudioValue> arguments, int at)
    {
        switch (name, arguments.Count)
        {
            case ("dateadd", 2):
                return Add(target, arguments[0], arguments[1], at);
            case ("datediff", 2):
                return Difference(arguments[0], target, arguments[1]);
            case ("datefmt", 1) or ("asdatetime", 1):
                return Format(target, arguments[0], at);
            case ("format", 1):
                return target.Number is { } number
                    ? FormatNumber(number, arguments[0].Text ?? string.Empty, at)
                    : Format(target, arguments[0], at);
        }

        if (Date(target) is not { } date)
        {
            return name is "asdate" or "asdatedow" or "asdatetime" or "astime" or "asisodatetime" or "dow" or "datepart"
                ? new UnknownValue("a text is no date")
                : null;
        }

        return (name, arguments.Count) switch
        {
            ("asdate", 0) => new DateValue(date.Date),
            ("asdatetime", 0) => new DateValue(date),
            ("asdatedow" or "dow", 0) => StudioValue.Of((decimal)(int)date.DayOfWeek),
            ("astime", 0) => StudioValue.Of(date.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
            ("asisodatetime", 0) => StudioValue.Of(date.ToString("s", CultureInfo.InvariantCulture)),
            ("datepart", 1) => Part(date, arguments[0]),
            _ => null,
        };
    }

    private static StudioValue Add(StudioValue value, StudioValue unit, StudioValue count, int at)
    {
        if (Date(value) is not { } date || count.Number is not { } number)
        {
            return new UnknownValue("a date cannot be read");
        }

        try
        {
            DateTime? result = Unit(unit) switch
            {
                "year" => date.AddYears((int)number),
                "month" => date.AddMonths((int)number),
                "week" => date.AddDays((double)number * 7),
                "day" => date.AddDays((double)number),
                "hour" => date.AddHours((double)number),
                "minute" => date.AddMinutes((double)number),
                "second" => date.AddSeconds((double)number),
                _ => null,
            };
            return result is { } sum ? new DateValue(sum) : new UnknownValue("a date unit is not known");
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            throw new SnippetFaultException(at, SnippetMessages.NumberOverflow);
        }
    }

    private static StudioValue Difference(StudioValue unit, StudioValue from, StudioValue to)
    {
        if (Date(from) is not { } first || Date(to) is not { } last)
        {
            return new UnknownValue("a date cannot be read");
        }

        var span = last - first;
        decimal? result = Unit(unit) switch
        {
            "year" => last.Year - first.Year,
            "month" => ((last.Year - first.Year) * 12) + last.Month - first.Month,
            "week" => decimal.Truncate((decimal)span.TotalDays / 7),
            "day" => decimal.Truncate((decimal)span.TotalDays),
            "hour" => decimal.Truncate((decimal)span.TotalHours),
            "minute" => decimal.Truncate((decimal)span.TotalMinutes),
            "second" => decimal.Truncate((decimal)span.TotalSeconds),
            _ => null,
        };
        return result is { } number ? StudioValue.Of(number) : new UnknownValue("a date unit is not known");
    }

    private static StudioValue Part(DateTime date, StudioValue unit)
    {
        int? part = Unit(unit) switch
        {
            "year" => date.Year,
            "month" => date.Month,
            "day" => date.Day,
            "hour" => date.Hour,
            "minute" => date.Minute,
            "second" => date.Second,
            _ => null,
        };
        return part is { } number ? StudioValue.Of((decimal)number) : new UnknownValue("a date unit is not known");
    }

    private static DateValue Build(IReadOnlyList<StudioValue> parts, int at)
    {
        var numbers = parts.Select(part => (int)Math.Clamp(part.Number ?? 0, int.MinValue, int.MaxValue)).ToArray();
        try
        {
            return new DateValue(numbers.Length == 3
                ? new DateTime(numbers[0], numbers[1], numbers[2], 0, 0, 0, DateTimeKind.Unspecified)
                : new DateTime(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], DateTimeKind.Unspecified));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new SnippetFaultException(at, SnippetMessages.NumberOverflow);
        }
    }

    private static StudioValue Format(StudioValue value, StudioValue format, int at)
    {
        if (Date(value) is not { } date)
        {
            return new UnknownValue("a text is no date");
        }

        try
        {
            return StudioValue.Of(date.ToString(format.Text, CultureInfo.InvariantCulture));
        }
        catch (FormatException)
        {
            throw new SnippetFaultException(at, SnippetMessages.FormatInvalid);
        }
    }

    private static StudioValue FormatNumber(decimal number, string format, int at)
    {
        // A precision specifier such as N999999999 would fill the memory.
        if (format.Length > 64 || (format.Length > 4 && char.IsAsciiLetter(format[0])))
        {
            throw new SnippetFaultException(at, SnippetMessages.FormatInvalid);
        }

        try
        {
            return StudioValue.Of(number.ToString(format, CultureInfo.InvariantCulture));
        }
        catch (FormatException)
        {
            throw new SnippetFaultException(at, SnippetMessages.FormatInvalid);
        }
    }

    private static DateTime? Date(StudioValue value) => value switch
    {
        DateValue date => date.Content,
        { Number: { } serial } when serial is > -657435 and < 2958466
            => new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddDays((double)serial),
        { Text: { Length: > 0 } text } when DateTime.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
                => DateTime.SpecifyKind(parsed, DateTimeKind.Unspecified),
        _ => null,
    };

    private static string Unit(StudioValue unit) => (unit.Text ?? string.Empty).Trim().ToLowerInvariant().TrimEnd('s') switch
    {
        "yyyy" or "y" => "year",
        "m" => "month",
        "d" => "day",
        "h" => "hour",
        "n" or "mi" => "minute",
        "" => "second",
        var text => text,
    };
}
