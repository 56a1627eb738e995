using System.Globalization;

namespace CxOne.DataActions;

/// <summary>Parses a written value with .NET's own parser, which shares no code with the writer.</summary>
internal static class DateVerifier
{
    private const string UtcForm = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string OffsetForm = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    /// <summary>
    /// Returns the difference between a value and the expected instant in milliseconds, negative if the value is too early;
    /// <see langword="null"/> if the value cannot be parsed.
    /// </summary>
    /// <param name="value">The written value.</param>
    /// <param name="expected">The expected instant, in milliseconds since 1970-01-01T00:00:00Z.</param>
    public static long? ErrorMs(string value, long expected)
    {
        var form = value.EndsWith('Z') ? UtcForm : OffsetForm;
        return DateTimeOffset.TryParseExact(value, form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
            ? read.ToUnixTimeMilliseconds() - expected
            : null;
    }
}
