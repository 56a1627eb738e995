using CxOne.Errors;

namespace CxOne.Published;

/// <summary>Phone numbers of do-not-call searches.</summary>
public static class DncNumber
{
    // E.164 allows 15 digits; the shortest numbers that a dialer calls have 3.
    private const int Fewest = 3;
    private const int Most = 15;
    private const string Separators = " -.()/\u00A0\u2010\u2011\u2013";

    /// <summary>
    /// Returns the digits of a number. A plus sign before it and the usual separators are left out; no digit is added or removed.
    /// </summary>
    /// <param name="text">The number as it is written, e.g. <c>+1 (555) 010-0123</c>.</param>
    /// <exception cref="CxValidationException">The text has other characters, or not 3 to 15 digits.</exception>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var rest = trimmed.StartsWith('+') ? trimmed[1..] : trimmed;
        var digits = string.Concat(rest.Where(char.IsAsciiDigit));
        var isNumber = rest.All(letter => char.IsAsciiDigit(letter) || Separators.Contains(letter, StringComparison.Ordinal));
        if (!isNumber || digits.Length is < Fewest or > Most)
        {
            throw new CxValidationException([ListMessages.NumberInvalid(text, Fewest, Most)], text);
        }

        return digits;
    }
}
