using System.Globalization;

namespace CxOne.Errors;

/// <summary>The sentences for values that break a rule, so that all of them read alike.</summary>
internal static class Violations
{
    /// <summary>Adds a violation unless the value lies from a minimum to a maximum, both included.</summary>
    /// <param name="violations">The list.</param>
    /// <param name="name">Name of the value.</param>
    /// <param name="value">The value; absent is no violation, not a number is one.</param>
    /// <param name="min">The least value that is allowed.</param>
    /// <param name="max">The greatest value that is allowed.</param>
    /// <param name="hint">A sentence that helps.</param>
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
            violations.Add(Sentence(name, $"greater than {Text(min)} and at most {Text(max)}", Text(given), hint));
        }
    }

    /// <summary>Adds a violation unless the value lies between a minimum and a maximum, neither included.</summary>
    public static void RangeBetween(this List<string> violations, string name, double? value, double min, double max)
    {
        if (value is { } given && !(given > min && given < max))
        {
            violations.Add(Sentence(name, $"greater than {Text(min)} and less than {Text(max)}", Text(given), null));
        }
    }

    /// <summary>The sentence for a value as it is written, which may be no number at all.</summary>
    public static string OutOfRange(string name, string value, double min, double max, string? hint = null)
        => Sentence(name, $"between {Text(min)} and {Text(max)}", value, hint);

    private static string Sentence(string name, string rule, string value, string? hint)
        => $"{name} must be {rule} (was {value}).{(hint is null ? null : " " + hint)}";

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
