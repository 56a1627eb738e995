using System.Globalization;

namespace CxOne.DataActions;

/// <summary>Writes instants, local times and offsets. All times are milliseconds since 1970-01-01T00:00:00, in UTC or local.</summary>
internal static class DateText
{
    public const long Earliest = -62_135_596_800_000;
    public const long Latest = 253_402_300_799_999;
    private const int MaxShownLength = 64;

    /// <summary>Returns whether a time is in the years 0001 to 9999.</summary>
    public static bool IsInRange(long milliseconds) => milliseconds is >= Earliest and <= Latest;

    public static DateTime ToDateTime(long milliseconds) => DateTime.UnixEpoch.AddTicks(milliseconds * TimeSpan.TicksPerMillisecond);

    public static string Local(long milliseconds)
        => ToDateTime(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public static string Offset(long milliseconds)
    {
        var size = Math.Abs(milliseconds);
        var (hours, minutes, seconds) = (size / DateAmount.PerHour, size / DateAmount.PerMinute % 60, size / 1000 % 60);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(milliseconds < 0 ? '-' : '+')}{hours:00}:{minutes:00}");
        return seconds == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{seconds:00}");
    }

    /// <summary>Prepares an input for a message: at most 64 characters, with control characters replaced.</summary>
    public static string Shown(string text)
    {
        var cut = text.Length <= MaxShownLength ? text : text[..MaxShownLength] + "…";
        return string.Create(cut.Length, cut, static (shown, source) =>
        {
            for (var place = 0; place < shown.Length; place++)
            {
                shown[place] = char.IsControl(source[place]) ? '\uFFFD' : source[place];
            }
        });
    }
}
