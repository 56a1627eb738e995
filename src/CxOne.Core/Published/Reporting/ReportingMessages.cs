using System.Globalization;
using CxOne.Errors;

namespace CxOne.Published;

/// <summary>The texts of dialer histories.</summary>
internal static class ReportingMessages
{
    public const string Activity = "Dialer history";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Status(DateTimeOffset window) => string.Create(Culture, $"{window:yyyy-MM-dd}");

    public static string TimesReversed(DateTimeOffset after, DateTimeOffset before)
        => $"Before must be later than After (was {Time(before)}, and After {Time(after)}).";

    public static string TooEarly(DateTimeOffset after) => $"After must be 1970 or later (was {Time(after)}).";

    public static string UnitAssumed(DialerAhtUnit unit, double meanSec)
        => string.Create(
            Culture,
            $"The unit of connectsAHT is not documented. TalkSec assumes {unit.ToString().ToLowerInvariant()}, which makes the mean "
                + $"{meanSec:0} s; it may include after-call work. If another unit is right, name it "
                + $"with {CxHint.Option("AhtUnit")}.");

    public static string UnitUnknown(double mean)
        => string.Create(
            Culture,
            $"The unit of connectsAHT is not documented, and a mean of {mean:0.###} does not reveal it, so TalkSec is empty. "
                + $"Name the unit with {CxHint.Option("AhtUnit")}.");

    public static string IntervalOutOfRange(DateTimeOffset start)
        => $"The start of an interval must be from 1970 to 3000 (was {Time(start)}).";

    public static string WindowRefused(DateTimeOffset from, DateTimeOffset to, string errorId, TimeSpan shorter)
        => string.Create(
            Culture,
            $"The history from {Time(from)} to {Time(to)} was refused ({errorId}); requests of {shorter.TotalMinutes} minutes follow.");

    public static string Skill(int id, string? name)
        => name is null ? string.Create(Culture, $"Skill {id}") : string.Create(Culture, $"Skill '{name}' ({id})");

    public static string NoRows(string skill, DateTimeOffset after, DateTimeOffset before)
        => $"{skill} has no rows from {Time(after)} to {Time(before)}.";

    /// <summary>Windows without rows between windows with rows.</summary>
    public static string Gaps(string skill, IReadOnlyList<string> gaps, int windows, int more)
        => string.Create(
            Culture,
            $"{skill} has no rows in {windows} window{(windows == 1 ? null : "s")} of 24 h, although it has rows before and after: "
                + $"{string.Join(", ", gaps)}{(more > 0 ? $", and {more.ToString(Culture)} more" : null)}.");

    public static string Gap(DateTimeOffset from, DateTimeOffset to) => $"{Time(from)} to {Time(to)}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", Culture);
}
