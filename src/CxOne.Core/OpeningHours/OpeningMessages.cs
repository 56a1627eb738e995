using System.Globalization;

namespace CxOne.OpeningHours;

/// <summary>The texts of rules of opening hours, and of values that cannot be read.</summary>
internal static class OpeningMessages
{
    public const string AlwaysOpen = "no days: open at all times";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Day(DayOfWeek day, string hours) => $"{day} {hours}";

    public static string DayClosed(DayOfWeek day) => $"{day}: closed all day";

    public static string DayMissing(DayOfWeek day) => $"{day}: no hours";

    public static string Holiday(string? name, string date, string hours)
        => $"{(string.IsNullOrEmpty(name) ? "holiday" : name)} ({date}) {hours}";

    public static string HolidayClosed(string? name, string date)
        => $"{(string.IsNullOrEmpty(name) ? "holiday" : name)} ({date}): closed all day";

    public static string Override(string exit, string? until)
        => until is null ? $"override {exit} without an end" : $"override {exit} until {until}";

    public static string DayUnreadable(string? day) => $"the day '{day}' is no day of the week";

    public static string HolidayUnreadable(string? name, string? date) => $"the date '{date}' of the holiday '{name}' cannot be read";

    public static string TimeUnreadable(string entry, string member, string? time)
        => string.IsNullOrEmpty(time) ? $"{entry} has no {member}" : $"the {member} '{time}' of {entry} cannot be read";

    public static string ExpirationUnreadable(string time) => $"the overrideExpirationDate '{time}' cannot be read";

    public static string OverrideUnknown(string exit) => $"the overrideBranch '{exit}' is no exit that the module knows";

    public static string HolidayName(string? name, string? date)
        => string.IsNullOrEmpty(name) ? $"the holiday {date}" : $"the holiday '{name}'";

    /// <summary>A time of day, 24:00 included, with seconds only where there are any.</summary>
    public static string Clock(TimeSpan time)
        => string.Create(
            Culture,
            $"{(int)time.TotalHours:00}:{time.Minutes:00}{(time.Seconds == 0 ? null : $":{time.Seconds.ToString("00", Culture)}")}");

    public static string Date(DateTime date) => date.ToString("yyyy-MM-dd", Culture);

    /// <summary>A time on a clock, without its zone.</summary>
    public static string Local(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss", Culture);

    /// <summary>A moment with its offset.</summary>
    public static string Moment(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ssK", Culture);
}
