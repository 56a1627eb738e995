using System.Globalization;

namespace CxOne.OpeningHours;

/// <summary>Reads times and dates of profiles. No document names their formats; these are the ones that public clients have met.</summary>
internal static class OpeningText
{
    /// <summary>Later dates are not those of a calendar of opening hours.</summary>
    public const int LastYear = 9000;

    private static readonly TimeSpan LastSecond = new(23, 59, 59);

    private static readonly string[] TimeForms =
        ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss", "h:mm tt", "hh:mm tt", "h:mm:ss tt", "hh:mm:ss tt"];

    private static readonly string[] DateForms = ["yyyy-MM-dd", "M/d/yyyy"];

    private static readonly string[] LocalForms =
        [.. DateForms, .. TimeForms.Take(4).Select(form => "yyyy-MM-dd'T'" + form), "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
            .. TimeForms.Take(4).Select(form => "yyyy-MM-dd " + form), .. TimeForms.Select(form => "M/d/yyyy " + form)];

    private static readonly string[] ZonedForms =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm'Z'",
            "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>Returns a time of day; 24:00 is the end of the day.</summary>
    public static TimeSpan? Time(string? text)
    {
        var trimmed = text?.Trim();
        return trimmed is "24:00" or "24:00:00" ? OpeningSpan.Day
            : TimeOnly.TryParseExact(trimmed, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToTimeSpan()
            : null;
    }

    /// <summary>Returns a closing time. The last second of a day is how some programs write its end.</summary>
    public static TimeSpan? End(string? text) => Time(text) is { } time ? time == LastSecond ? OpeningSpan.Day : time : null;

    /// <summary>Returns a day of the week by its English name.</summary>
    public static DayOfWeek? Day(string? text)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            if (day.ToString().Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>Returns a date as it is written: an offset after it does not move it to another day.</summary>
    public static DateOnly? Date(string? text)
        => Local(text) is { } local ? DateOnly.FromDateTime(local)
            : Zoned(text) is { } zoned ? DateOnly.FromDateTime(zoned.DateTime)
            : null;

    /// <summary>Returns a time without an offset.</summary>
    public static DateTime? Local(string? text)
        => DateTime.TryParseExact(text?.Trim(), LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>Returns a time with an offset or <c>Z</c>.</summary>
    public static DateTimeOffset? Zoned(string? text)
        => DateTimeOffset.TryParseExact(
            text?.Trim(), ZonedForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
