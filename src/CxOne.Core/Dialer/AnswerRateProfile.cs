using System.Globalization;
using CxOne.Campaigns;
using CxOne.Pacing;

namespace CxOne.Dialer;

/// <summary>A day made of call history: when it begins, how long it is, and the answer rate of each of its parts.</summary>
/// <remarks>
/// Parts of a day stand on a circle of 24 hours. The day begins after the longest stretch without history, so that a shift across
/// midnight stays one. A part without an end lasts as long as the parts are apart from each other.
/// </remarks>
internal sealed class AnswerRateProfile
{
    private const double DaySec = 86_400;

    private AnswerRateProfile(IReadOnlyList<AnswerRateBucket> buckets, double? lengthSec)
    {
        Buckets = buckets;
        LengthSec = lengthSec;
    }

    /// <summary>Answer rates from the beginning of the day on.</summary>
    public IReadOnlyList<AnswerRateBucket> Buckets { get; }

    /// <summary>
    /// From the beginning of the first part to the end of the last one, seconds; unknown where there is one part without an end.
    /// </summary>
    public double? LengthSec { get; }

    /// <summary>Makes the day; rows of the same part of several days are pooled, rows without attempts left out.</summary>
    public static AnswerRateProfile Of(IReadOnlyList<CallHistoryBucket> history, List<string> violations, List<string> warnings)
    {
        var parts = Parts(history, violations);
        if (parts.Count == 0)
        {
            if (history.Count > 0 && violations.Count == 0)
            {
                violations.Add("No row of the history has attempted calls.");
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
                violations.Add($"Time buckets '{part.Name}' and '{next.Name}' overlap.");
            }
            else if (end < next.Start)
            {
                warnings.Add(
                    $"The history says nothing from {Clock(end)} to {Clock(next.Start)}: "
                        + $"the answer rate of {part.Name} is held until then.");
            }
        }

        List<AnswerRateBucket> buckets = [];
        var begin = ordered[0].Start;
        foreach (var part in ordered)
        {
            if (part.Answered == 0)
            {
                violations.Add(
                    $"Time bucket '{part.Name}' has attempted calls and no answer; "
                        + $"an answer rate of 0 cannot be simulated. Leave the row out, or use a longer history.");
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
                violations.Add($"TimeBucket '{row.TimeBucket}' is no part of a day such as 09:00-10:00.");
                continue;
            }

            var same = parts.FindIndex(part => part.Start == hours.StartSec);
            if (same < 0)
            {
                parts.Add(new Part(row.TimeBucket.Trim(), hours.StartSec, hours.EndSec, row.CallsAttempted, row.CallsAnswered));
            }
            else if (parts[same].End != hours.EndSec)
            {
                violations.Add($"Time buckets '{parts[same].Name}' and '{row.TimeBucket}' begin together and end apart.");
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

    /// <summary>Half of the parts are no further from the next one than this; unknown with a single part.</summary>
    private static double? Spacing(List<Part> parts)
    {
        if (parts.Count < 2)
        {
            return null;
        }

        // Around the circle, so that it does not matter where midnight lies.
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

    private static string Clock(double sec) => TimeSpan.FromSeconds(sec % DaySec).ToString("hh\\:mm", CultureInfo.InvariantCulture);

    private sealed record Part(string Name, double Start, double? End, long Attempted, long Answered);
}
