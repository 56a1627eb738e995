namespace CxOne.DataActions;

/// <summary>
/// Reads ISO 8601 periods: <c>PnYnMnWnDTnHnMnS</c> in this order and in upper case, with at least one part. Only the seconds may have a
/// fraction, after a decimal point. A sign before the P negates the whole period, a sign before a number negates that part (ISO 8601-2).
/// </summary>
internal static class PeriodReader
{
    private const string DateUnits = "YMWD";
    private const string TimeUnits = "HMS";

    /// <summary>Reads a period.</summary>
    /// <param name="text">The text.</param>
    /// <param name="amount">The signed amount.</param>
    /// <param name="problem">The message about the rule that the text breaks; <see langword="null"/> if it was read.</param>
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
            return DataActionsMessages.PeriodMalformed(text);
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
                    return DataActionsMessages.PeriodTimeEmpty(text);
                }
            }

            if (ReadPart(text, ref at, units, isInTime, ref next, sign, ref amount) is { } problem)
            {
                return problem;
            }

            hasPart = true;
        }

        return hasPart ? null : DataActionsMessages.PeriodEmpty(text);
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
                return DataActionsMessages.PeriodNumberTooLarge(text);
            }
        }

        if (at == digits)
        {
            return DataActionsMessages.PeriodNumberMissing(text, at + 1);
        }

        long milliseconds = 0;
        var hasFraction = at < text.Length && text[at] is '.' or ',';
        if (hasFraction && ReadFraction(text, ref at, out milliseconds) is { } problem)
        {
            return problem;
        }

        if (at >= text.Length)
        {
            return DataActionsMessages.PeriodUnitMissing(text);
        }

        var unit = text[at++];
        var place = units.IndexOf(unit, StringComparison.Ordinal);
        if (place < 0)
        {
            return DataActionsMessages.PeriodUnitUnknown(text, isInTime, at);
        }

        if (place < next)
        {
            return DataActionsMessages.PeriodUnitOrder(text, unit);
        }

        if (hasFraction && unit != 'S')
        {
            return DataActionsMessages.PeriodFractionUnit(text, unit);
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

    // Digits below a millisecond could not be kept, and an amount is never changed silently.
    private static string? ReadFraction(string text, ref int at, out long milliseconds)
    {
        milliseconds = 0;
        if (text[at] == ',')
        {
            return DataActionsMessages.PeriodFractionComma(text);
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
                return DataActionsMessages.PeriodFractionTooFine(text);
            }
        }

        if (at == start)
        {
            return DataActionsMessages.PeriodFractionEmpty(text);
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
