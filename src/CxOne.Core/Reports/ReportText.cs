using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CxOne.Reports;

/// <summary>Formats texts and numbers of reports, independent of the culture and safe for texts of any origin.</summary>
internal static class ReportText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Encodes a text for an element or an attribute in double quotes.</summary>
    public static string Html(string? text) => Encoder.Encode(Clean(text));

    /// <summary>
    /// Replaces characters that cannot be shown: control characters except line break and tab, unpaired surrogates, and marks that change
    /// the direction of writing, with which one name could imitate another.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var cleaned = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            cleaned.Append(IsShown(rune) ? rune.ToString() : "\uFFFD");
        }

        return cleaned.ToString();
    }

    /// <summary>Formats an instant in UTC, ISO 8601, with milliseconds.</summary>
    public static string Time(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Formats an instant in UTC, ISO 8601, with seconds.</summary>
    public static string Second(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Formats a number with a maximum number of decimals.</summary>
    public static string Number(double value, int decimals = 1)
        => Math.Round(value, decimals, MidpointRounding.AwayFromZero)
            .ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);

    /// <summary>Formats a share from 0 to 1 in per cent.</summary>
    public static string Share(double value) => $"{Number(value * 100, 2)} %";

    /// <summary>Formats a duration in milliseconds, or in seconds from one second on.</summary>
    public static string Duration(double milliseconds)
        => milliseconds < 1000 ? $"{Number(milliseconds, 0)} ms" : $"{Number(milliseconds / 1000, 2)} s";

    private static bool IsShown(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => true,
        0xFFFD or 0x061C or 0x200E or 0x200F => false,
        >= 0x202A and <= 0x202E => false,
        >= 0x2066 and <= 0x2069 => false,
        0xFFFE or 0xFFFF => false,
        _ => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control,
    };
}
