using System.Globalization;

namespace CxOne.Campaigns;

/// <summary>Reads and checks call history.</summary>
public static class CallHistory
{
    private static readonly string[] TimeForms = ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss"];

    /// <summary>What is wrong with the rows; each violation names its row.</summary>
    /// <param name="history">The rows.</param>
    public static IReadOnlyList<string> Violations(IReadOnlyList<CallHistoryBucket> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        List<string> violations = [];
        for (var index = 0; index < history.Count; index++)
        {
            var row = history[index];
            if (row.CallsAttempted < 0 || row.CallsAnswered < 0 || row.CallsAnswered > row.CallsAttempted)
            {
                violations.Add(
                    $"History row {index + 1} ({row.TimeBucket}) has {row.CallsAnswered} answered of {row.CallsAttempted} "
                        + $"attempted calls; 0 ≤ answered ≤ attempted is possible.");
            }

            if (row.AvgTalkTimeSeconds is { } talk && !(talk >= 0 && talk <= 86_400))
            {
                violations.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"History row {index + 1} ({row.TimeBucket}) has a mean talk of {talk} s; 0 to 86400 is possible."));
            }
        }

        return violations.ToArray();
    }

    /// <summary>
    /// The hours of a bucket's name, seconds since midnight; the end is absent where
    /// the name has none, and after the start also across midnight.
    /// </summary>
    /// <param name="timeBucket">Such as <c>09:00-10:00</c>, <c>9:00</c>, or an ISO 8601 date
    /// and time, of which the time of day counts as it is written.</param>
    /// <returns><see langword="null"/> where it cannot be read.</returns>
    public static (double StartSec, double? EndSec)? Hours(string timeBucket)
    {
        ArgumentNullException.ThrowIfNull(timeBucket);
        var text = timeBucket.Trim();
        if (TimeOfDay(text) is { } only)
        {
            return (only, null);
        }

        var ends = text.Split(['-', '–', '/'], 2, StringSplitOptions.TrimEntries);
        if (ends.Length == 2 && TimeOfDay(ends[0]) is { } start && (ends[1] is "24:00" ? 86_400 : TimeOfDay(ends[1])) is { } end)
        {
            return (start, end > start ? end : end + 86_400);
        }

        // The zone that is written is the zone of the day's hours: nothing is converted.
        return DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment)
            ? (moment.TimeOfDay.TotalSeconds, null)
            : null;
    }

    private static double? TimeOfDay(string text)
        => TimeOnly.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToTimeSpan().TotalSeconds
            : null;
}
