using CxOne.Campaigns;
using CxOne.Pacing;

namespace CxOne.Dialer;

/// <summary>A day built from call history: its start, its length, and the answer rate of each part.</summary>
/// <remarks>
/// Parts of a day lie on a circle of 24 hours. The day starts after the longest gap in the history, so that a shift across midnight
/// stays together. A part without an end is as long as the typical distance between the starts of two parts.
/// </remarks>
internal sealed class AnswerRateProfile
{
    private const double DaySec = 86_400;

    private AnswerRateProfile(IReadOnlyList<AnswerRateBucket> buckets, double? lengthSec)
    {
        Buckets = buckets;
        LengthSec = lengthSec;
    }

    /// <summary>The answer rates in order, with their starts in seconds since the start of the day.</summary>
    public IReadOnlyList<AnswerRateBucket> Buckets { get; }

    /// <summary>
    /// The time from the start of the first part to the end of the last, in seconds; <see langword="null"/> for one part without an end.
    /// </summary>
    public double? LengthSec { get; }

    /// <summary>Builds the day. Rows of the same part on several days are pooled; rows without attempts are ignored.</summary>
    public static AnswerRateProfile Of(IReadOnlyList<CallHistoryBucket> history, List<string> violations, List<string> warnings)
    {
        var parts = Parts(history, violations);
        if (parts.Count == 0)
        {
            if (history.Count > 0 && violations.Count == 0)
            {
                violations.Add(DialerMessages.NoAttempts);
            }

            return new AnswerRateProfile([], null);
        }

        var spacing = Spacing(parts);
        var ordered = FromLongestGap(parts, spacing);
        for (var index = 0; index + 1 < ordered.Count; index++)
        {
            var (part, next) = (ordered[index], ordered[index + 1]);
            var end = End(part, spacing, next.Start);
            if (end > next.Start)
            {
                violations.Add(DialerMessages.BucketsOverlap(part.Name, next.Name));
            }
            else if (end < next.Start)
            {
                warnings.Add(DialerMessages.HistoryGap(TimeOfDay(end), TimeOfDay(next.Start), part.Name));
            }
        }

        List<AnswerRateBucket> buckets = [];
        var begin = ordered[0].Start;
        foreach (var part in ordered)
        {
            if (part.Answered == 0)
            {
                violations.Add(DialerMessages.BucketWithoutAnswer(part.Name));
                continue;
            }

            buckets.Add(new AnswerRateBucket(part.Start - begin, part.Answered / (double)part.Attempted));
        }

        var last = ordered[^1];
        var closing = last.End ?? last.Start + spacing;
        return new AnswerRateProfile(buckets.ToArray(), closing is { } known && known > begin ? Math.Min(known - begin, DaySec) : null);
    }

    private static List<Part> Parts(IReadOnlyList<CallHistoryBucket> history, List<string> violations)
    {
        List<Part> parts = [];
        foreach (var row in history.Where(row => row.CallsAttempted > 0))
        {
            if (CallHistory.Hours(row.TimeBucket) is not { } hours)
            {
                violations.Add(DialerMessages.BucketUnreadable(row.TimeBucket));
                continue;
            }

            var same = parts.FindIndex(part => part.Start == hours.StartSec);
            if (same < 0)
            {
                parts.Add(new Part(row.TimeBucket.Trim(), hours.StartSec, hours.EndSec, row.CallsAttempted, row.CallsAnswered));
            }
            else if (parts[same].End != hours.EndSec)
            {
                violations.Add(DialerMessages.BucketsEndApart(parts[same].Name, row.TimeBucket));
            }
            else
            {
                parts[same] = parts[same] with
                {
                    Attempted = parts[same].Attempted + row.CallsAttempted, Answered = parts[same].Answered + row.CallsAnswered
                };
            }
        }

        parts.Sort((left, right) => left.Start.CompareTo(right.Start));
        return parts;
    }

    /// <summary>The median distance between the starts of neighbouring parts, in seconds; unknown for a single part.</summary>
    private static double? Spacing(List<Part> parts)
    {
        if (parts.Count < 2)
        {
            return null;
        }

        // Measure around the circle, so that the position of midnight does not matter.
        var distances = parts
            .Select((part, index) => index == 0 ? part.Start - parts[^1].Start + DaySec : part.Start - parts[index - 1].Start)
            .Order()
            .ToList();
        return distances[(distances.Count - 1) / 2];
    }

    private static List<Part> FromLongestGap(List<Part> parts, double? spacing)
    {
        var first = 0;
        var longest = double.NegativeInfinity;
        for (var index = 0; index < parts.Count; index++)
        {
            // The gap before a part, around midnight for the first one.
            var before = index == 0 ? parts[^1] with { Start = parts[^1].Start - DaySec, End = parts[^1].End - DaySec } : parts[index - 1];
            var gap = parts[index].Start - End(before, spacing, parts[index].Start);
            if (gap > longest)
            {
                (first, longest) = (index, gap);
            }
        }

        return [
            .. parts.Skip(first), .. parts.Take(first).Select(part => part with { Start = part.Start + DaySec, End = part.End + DaySec })];
    }

    private static double End(Part part, double? spacing, double next) => part.End ?? Math.Min(part.Start + (spacing ?? 0), next);

    private static TimeSpan TimeOfDay(double sec) => TimeSpan.FromSeconds(sec % DaySec);

    private sealed record Part(string Name, double Start, double? End, long Attempted, long Answered);
}
