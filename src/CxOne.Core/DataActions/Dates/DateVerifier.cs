using System.Globalization;

namespace CxOne.DataActions;

/// <summary>Reads a written value with .NET's own parser, which shares nothing with the code that wrote it.</summary>
internal static class DateVerifier
{
    private const string UtcForm = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string OffsetForm = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    /// <summary>
    /// How far a value lies from where it must, in milliseconds, negative where it is too early; nothing where it cannot be read.
    /// </summary>
    /// <param name="value">What was written.</param>
    /// <param name="expected">Where it must lie: milliseconds since 1970-01-01T00:00:00Z.</param>
    public static long? ErrorMs(string value, long expected)
    {
        var form = value.EndsWith('Z') ? UtcForm : OffsetForm;
        return DateTimeOffset.TryParseExact(value, form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
            ? read.ToUnixTimeMilliseconds() - expected
            : null;
    }
}
