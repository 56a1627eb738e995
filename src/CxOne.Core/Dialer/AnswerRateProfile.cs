using CxOne.Campaigns;
using CxOne.Pacing;

namespace CxOne.Dialer;

/// <summary>A day built from call history: its start, its length, and the answer rate of each part.</summary>
internal sealed class AnswerRateProfile
{
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

    /// <summary>Builds the profile. Parts without attempts are ignored.</summary>
    public static AnswerRateProfile Of(CallHistoryDay day, List<string> violations, List<string> warnings)
    {
        var (parts, spacing) = CallHistoryDay.InOrderOfDay(day.Parts.Where(part => part.Bucket.CallsAttempted > 0));
        if (parts.Count == 0)
        {
            if (violations.Count == 0)
            {
                violations.Add(DialerMessages.NoAttempts);
            }

            return new AnswerRateProfile([], null);
        }

        for (var index = 0; index + 1 < parts.Count; index++)
        {
            var (part, next) = (parts[index], parts[index + 1]);
            var end = CallHistoryDay.End(part, spacing, next.StartSec);
            if (end < next.StartSec)
            {
                warnings.Add(DialerMessages.HistoryGap(TimeOfDay(end), TimeOfDay(next.StartSec), part.Bucket.TimeBucket));
            }
        }

        List<AnswerRateBucket> buckets = [];
        var begin = parts[0].StartSec;
        foreach (var part in parts)
        {
            if (part.Bucket.CallsAnswered == 0)
            {
                violations.Add(DialerMessages.BucketWithoutAnswer(part.Bucket.TimeBucket));
                continue;
            }

            buckets.Add(new AnswerRateBucket(part.StartSec - begin, part.Bucket.CallsAnswered / (double)part.Bucket.CallsAttempted));
        }

        var last = parts[^1];
        var closing = last.EndSec ?? last.StartSec + spacing;
        return new AnswerRateProfile(
            buckets.ToArray(), closing is { } known && known > begin ? Math.Min(known - begin, CallHistoryPart.DaySec) : null);
    }

    private static TimeSpan TimeOfDay(double sec) => TimeSpan.FromSeconds(sec % CallHistoryPart.DaySec);
}
