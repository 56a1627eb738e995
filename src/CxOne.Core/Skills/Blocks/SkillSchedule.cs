using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Merge;

namespace CxOne.Skills;

/// <summary>
/// The schedule of a dialer, in the time zone of the business unit. As observed in public clients, tenants refuse a write in which a day
/// is inactive or has no window; such a week can be set in the web interface only.
/// </summary>
internal static class SkillSchedule
{
    public static readonly IReadOnlyList<string> Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    // What users write for a day without dialing.
    private static readonly string[] Inactive = ["off", "closed", "inactive", "none", "no", "false", "-"];

    private const string Daily = "daily";
    private const string Format = "HH:mm";

    public static string Start(string day) => day + "StartTime";

    public static string End(string day) => day + "EndTime";

    public static string IsActive(string day) => day + "IsActive";

    /// <summary>Reads windows such as <c>08:00-20:00</c> by day, or for every day under <c>Daily</c>.</summary>
    /// <param name="windows">The windows; <see langword="null"/> or empty for a day without dialing.</param>
    /// <param name="violations">Receives what is wrong.</param>
    /// <returns>The members that change.</returns>
    public static IReadOnlyList<FieldChange> Read(IReadOnlyDictionary<string, string?> windows, List<string> violations)
    {
        var byDay = new SortedDictionary<int, (TimeOnly Start, TimeOnly End)>();
        var names = windows.Keys.OrderByDescending(name => name.Equals(Daily, StringComparison.OrdinalIgnoreCase));
        foreach (var name in names)
        {
            var text = windows[name];
            if (Positions(name.ToLowerInvariant()) is not { } positions)
            {
                violations.Add(SkillMessages.DayUnknown(name, Misspelling.Similar(name, [.. Days, Daily])));
            }
            else if (string.IsNullOrWhiteSpace(text) || Inactive.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase))
            {
                violations.Add(SkillMessages.DayInactive(name));
            }
            else if (Window(text) is not { } window)
            {
                violations.Add(SkillMessages.WindowInvalid(name, text));
            }
            else
            {
                // A day that is named as well takes precedence over all days.
                foreach (var position in positions)
                {
                    byDay[position] = window;
                }
            }
        }

        return [.. byDay.SelectMany(entry => Changes(Days[entry.Key], entry.Value))];
    }

    /// <summary>The violations of a complete block that is about to be written.</summary>
    /// <param name="block">The merged block.</param>
    public static IEnumerable<string> Violations(JsonObject block)
    {
        var inactive = Days.Where(day => !IsOpen(block, day)).ToList();
        if (inactive.Count > 0)
        {
            yield return SkillMessages.DaysInactive(inactive);
        }
    }

    private static bool IsOpen(JsonObject block, string day)
        => block[IsActive(day)] is JsonValue isActive
            && isActive.ToString() == "true"
            && block[Start(day)] is JsonValue start
            && block[End(day)] is JsonValue end
            && start.ToString() != end.ToString();

    private static IReadOnlyList<int>? Positions(string name)
        => name == Daily ? [.. Enumerable.Range(0, Days.Count)] : Days.ToList().IndexOf(name) is >= 0 and var position ? [position] : null;

    private static (TimeOnly Start, TimeOnly End)? Window(string text)
        => text.Split('-', StringSplitOptions.TrimEntries) is [var first, var last]
            && TimeOnly.TryParseExact(first, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
            && TimeOnly.TryParseExact(last, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var end)
            && start < end
            ? (start, end)
            : null;

    private static IEnumerable<FieldChange> Changes(string day, (TimeOnly Start, TimeOnly End) window)
    {
        yield return FieldChange.Set(SkillBlocks.Schedule.Path(Start(day)), window.Start.ToString(Format, CultureInfo.InvariantCulture));
        yield return FieldChange.Set(SkillBlocks.Schedule.Path(End(day)), window.End.ToString(Format, CultureInfo.InvariantCulture));
        yield return FieldChange.Set(SkillBlocks.Schedule.Path(IsActive(day)), true);
    }
}
