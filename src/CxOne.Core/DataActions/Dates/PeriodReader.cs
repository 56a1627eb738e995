namespace CxOne.DataActions;

/// <summary>
/// Reads ISO 8601 periods: <c>PnYnMnWnDTnHnMnS</c> in this order, every part optional but one, upper case. Only the seconds take a
/// fraction, after a point. A sign may stand before the P and then turns the whole, and before each number (ISO 8601-2).
/// </summary>
internal static class PeriodReader
{
    private const string DateUnits = "YMWD";
    private const string TimeUnits = "HMS";
    private const string Form = "P1Y2M3W4DT5H6M7.5S, each part optional";

    public static bool TryRead(string text, out DateAmount amount, out string? problem)
    {
        amount = default;
        problem = Read(text, ref amount);
        return problem is null;
    }

    private static string? Read(string text, ref DateAmount amount)
    {
        var at = 0;
        var sign = Sign(text, ref at);
        if (at >= text.Length || text[at++] != 'P')
        {
            return $"is not an ISO 8601 period; write it as {Form}";
        }

        var units = DateUnits;
        var next = 0;
        var hasPart = false;
        var isInTime = false;
        while (at < text.Length)
        {
            if (text[at] == 'T' && !isInTime)
            {
                (isInTime, units, next) = (true, TimeUnits, 0);
                at++;
                if (at == text.Length)
                {
                    return "ends after its T";
                }
            }

            if (ReadPart(text, ref at, units, isInTime, ref next, sign, ref amount) is { } problem)
            {
                return problem;
            }

            hasPart = true;
        }

        return hasPart ? null : $"holds no part; write it as {Form}, or P0D for none";
    }

    private static string? ReadPart(string text, ref int at, string units, bool isInTime, ref int next, int sign, ref DateAmount amount)
    {
        sign *= Sign(text, ref at);
        long number = 0;
        var digits = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            number = (number * 10) + (text[at++] - '0');
            if (number > int.MaxValue)
            {
                return $"holds a number above {int.MaxValue}";
            }
        }

        if (at == digits)
        {
            return $"has no number at position {at + 1}; write it as {Form}";
        }

        long milliseconds = 0;
        var hasFraction = at < text.Length && text[at] is '.' or ',';
        if (hasFraction && ReadFraction(text, ref at, out milliseconds) is { } problem)
        {
            return problem;
        }

        if (at >= text.Length)
        {
            return "has no unit behind its last number";
        }

        var unit = text[at++];
        var place = units.IndexOf(unit, StringComparison.Ordinal);
        if (place < 0)
        {
            return $"has no unit {units[0]} to {units[^1]} at position {at}; write it as {Form}";
        }

        if (place < next)
        {
            return $"has its {unit} twice or in the wrong place; the order is Y M W D T H M S";
        }

        if (hasFraction && unit != 'S')
        {
            return $"has a fraction of {unit}; only the seconds can have one";
        }

        next = place + 1;
        number *= sign;
        amount = (isInTime, unit) switch
        {
            (false, 'Y') => amount with { Months = amount.Months + (number * 12) },
            (false, 'M') => amount with { Months = amount.Months + number },
            (false, 'W') => Plus(amount, number * 7 * DateAmount.PerDay),
            (false, _) => Plus(amount, number * DateAmount.PerDay),
            (true, 'H') => Plus(amount, number * DateAmount.PerHour),
            (true, 'M') => Plus(amount, number * DateAmount.PerMinute),
            _ => Plus(amount, (number * 1000) + (sign * milliseconds)),
        };
        return null;
    }

    // What is finer than a millisecond could not be kept, and an amount is never changed silently.
    private static string? ReadFraction(string text, ref int at, out long milliseconds)
    {
        milliseconds = 0;
        if (text[at] == ',')
        {
            return "has a comma; the decimal sign is a point";
        }

        var start = ++at;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            var place = at - start;
            if (place < 3)
            {
                milliseconds = (milliseconds * 10) + (text[at] - '0');
            }
            else if (text[at] != '0')
            {
                return "is finer than a millisecond";
            }
        }

        if (at == start)
        {
            return "has no digit behind its point";
        }

        for (var place = at - start; place < 3; place++)
        {
            milliseconds *= 10;
        }

        return null;
    }

    private static DateAmount Plus(DateAmount amount, long milliseconds)
        => amount with { Milliseconds = amount.Milliseconds + milliseconds };

    private static int Sign(string text, ref int at)
    {
        if (at < text.Length && text[at] is '+' or '-')
        {
            return text[at++] == '-' ? -1 : 1;
        }

        return 1;
    }
}
