using System.Globalization;

namespace CxOne.Errors;

/// <summary>Adds violations of ranges. All of them have the same form.</summary>
internal static class Violations
{
    /// <summary>Adds a violation unless the value is between a minimum and a maximum, both included.</summary>
    /// <param name="violations">The list.</param>
    /// <param name="name">The name of the value.</param>
    /// <param name="value">The value. <see langword="null"/> is valid; NaN is not.</param>
    /// <param name="min">The smallest valid value.</param>
    /// <param name="max">The largest valid value.</param>
    /// <param name="hint">A sentence with an example, if one helps.</param>
    public static void Range(this List<string> violations, string name, double? value, double min, double max, string? hint = null)
    {
        if (value is { } given && !(given >= min && given <= max))
        {
            violations.Add(OutOfRange(name, Text(given), min, max, hint));
        }
    }

    /// <summary>Adds a violation unless the value is greater than a minimum and at most a maximum.</summary>
    public static void RangeAbove(this List<string> violations, string name, double? value, double min, double max, string? hint = null)
    {
        if (value is { } given && !(given > min && given <= max))
        {
            violations.Add(ErrorsMessages.OutOfRange(name, $"greater than {Text(min)} and at most {Text(max)}", Text(given), hint));
        }
    }

    /// <summary>Adds a violation unless the value is between a minimum and a maximum, neither included.</summary>
    public static void RangeBetween(this List<string> violations, string name, double? value, double min, double max)
    {
        if (value is { } given && !(given > min && given < max))
        {
            violations.Add(ErrorsMessages.OutOfRange(name, $"greater than {Text(min)} and less than {Text(max)}", Text(given), null));
        }
    }

    /// <summary>Returns the violation for a value as text, which need not be a number.</summary>
    public static string OutOfRange(string name, string value, double min, double max, string? hint = null)
        => ErrorsMessages.OutOfRange(name, $"between {Text(min)} and {Text(max)}", value, hint);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
