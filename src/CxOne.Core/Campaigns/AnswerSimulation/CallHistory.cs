using System.Globalization;

namespace CxOne.Campaigns;

/// <summary>Checks call history and reads the names of time buckets.</summary>
public static class CallHistory
{
    private static readonly string[] TimeForms = ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss"];

    /// <summary>Returns the rules that rows break. Each violation names its row, counted from 1.</summary>
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
                    CampaignMessages.CallsOutOfRange(index + 1, row.TimeBucket, row.CallsAnswered, row.CallsAttempted));
            }

            if (row.AvgTalkTimeSeconds is { } talk && !(talk >= 0 && talk <= 86_400))
            {
                violations.Add(CampaignMessages.TalkOutOfRange(index + 1, row.TimeBucket, talk));
            }
        }

        return violations.ToArray();
    }

    /// <summary>Reads the hours from the name of a time bucket.</summary>
    /// <param name="timeBucket">E.g. <c>09:00-10:00</c>, <c>9:00</c>, or an ISO 8601 date and time, whose time of day is used without
    /// conversion.</param>
    /// <returns>
    /// The start and end in seconds since midnight. The end is <see langword="null"/> if the name has none, and greater than 86,400 for a
    /// bucket across midnight. <see langword="null"/> if the name cannot be read.
    /// </returns>
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

        // The hours of the day are in the zone of the name: convert nothing.
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
