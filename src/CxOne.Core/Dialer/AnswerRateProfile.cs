using System.Globalization;
using CxOne.Campaigns;
using CxOne.Pacing;

namespace CxOne.Dialer;

/// <summary>A day made of call history: when it begins, how long it is, and the answer rate of each of its parts.</summary>
internal sealed class AnswerRateProfile
{
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

    /// <summary>Makes the profile; parts without attempts are left out.</summary>
    public static AnswerRateProfile Of(CallHistoryDay day, List<string> violations, List<string> warnings)
    {
        var (parts, spacing) = CallHistoryDay.InOrderOfDay(day.Parts.Where(part => part.Bucket.CallsAttempted > 0));
        if (parts.Count == 0)
        {
            if (violations.Count == 0)
            {
                violations.Add("No row of the history has attempted calls.");
            }

            return new AnswerRateProfile([], null);
        }

        for (var index = 0; index + 1 < parts.Count; index++)
        {
            var (part, next) = (parts[index], parts[index + 1]);
            var end = CallHistoryDay.End(part, spacing, next.StartSec);
            if (end < next.StartSec)
            {
                warnings.Add(
                    $"The history says nothing from {Clock(end)} to {Clock(next.StartSec)}: "
                        + $"the answer rate of {part.Bucket.TimeBucket} is held until then.");
            }
        }

        List<AnswerRateBucket> buckets = [];
        var begin = parts[0].StartSec;
        foreach (var part in parts)
        {
            if (part.Bucket.CallsAnswered == 0)
            {
                violations.Add(
                    $"Time bucket '{part.Bucket.TimeBucket}' has attempted calls and no answer; "
                        + $"an answer rate of 0 cannot be simulated. Leave the row out, or use a longer history.");
                continue;
            }

            buckets.Add(new AnswerRateBucket(part.StartSec - begin, part.Bucket.CallsAnswered / (double)part.Bucket.CallsAttempted));
        }

        var last = parts[^1];
        var closing = last.EndSec ?? last.StartSec + spacing;
        return new AnswerRateProfile(
            buckets.ToArray(), closing is { } known && known > begin ? Math.Min(known - begin, CallHistoryPart.DaySec) : null);
    }

    private static string Clock(double sec)
        => TimeSpan.FromSeconds(sec % CallHistoryPart.DaySec).ToString("hh\\:mm", CultureInfo.InvariantCulture);
}
