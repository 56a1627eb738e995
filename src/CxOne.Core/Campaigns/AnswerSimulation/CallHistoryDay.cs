namespace CxOne.Campaigns;

/// <summary>
/// A call history as one day: the rows of the same part of several days are added together, and no part overlaps another. Every use of a
/// history reads it through this class.
/// </summary>
/// <remarks>
/// Parts of a day lie on a circle of 24 hours. The day begins after the longest stretch without history, so that a shift across
/// midnight stays one. A part without an end lasts as long as the parts are apart from each other.
/// </remarks>
internal sealed class CallHistoryDay
{
    /// <summary>A longer bucket across midnight is rather one whose start and end are swapped.</summary>
    private const double LongestShiftSec = 12 * 3600;

    private CallHistoryDay(IReadOnlyList<CallHistoryPart> parts) => Parts = parts;

    /// <summary>The parts in the order of the rows.</summary>
    public IReadOnlyList<CallHistoryPart> Parts { get; }

    /// <summary>The calls by part of the day, in the order of the rows.</summary>
    public IReadOnlyList<CallHistoryBucket> Buckets => [.. Parts.Select(part => part.Bucket)];

    /// <summary>Reads the rows.</summary>
    /// <param name="history">The rows, in any order.</param>
    /// <param name="violations">Gets a sentence for each bucket that is no part of a day, or overlaps another.</param>
    /// <param name="warnings">Gets what was done to the rows.</param>
    public static CallHistoryDay Of(IReadOnlyList<CallHistoryBucket> history, List<string> violations, List<string> warnings)
    {
        List<CallHistoryPart> parts = [];
        var rows = 0;
        for (var index = 0; index < history.Count; index++)
        {
            if (history[index].TimeBucket != CallHistoryTable.Unreadable)
            {
                rows++;
                Add(parts, history[index], index + 1, violations);
            }
        }

        // The API has 32 bits for a count. A history that one cmdlet refuses is no history for the other.
        violations.AddRange(parts
            .Where(part => part.Bucket.CallsAttempted > int.MaxValue || part.Bucket.CallsAnswered > int.MaxValue)
            .Select(part => CampaignMessages.BucketCallsTooMany(part.Bucket.TimeBucket)));

        if (violations.Count == 0 && rows > parts.Count)
        {
            warnings.Add(CampaignMessages.RowsAdded(rows, parts.Count));
        }

        parts = WithExclusiveEnds(parts, violations, warnings);
        warnings.AddRange(parts
            .Where(part => part.EndSec > CallHistoryPart.DaySec && part.EndSec - part.StartSec is > LongestShiftSec
                and < CallHistoryPart.DaySec)
            .Select(part => CampaignMessages.BucketAcrossMidnight(
                part.Bucket.TimeBucket, (part.EndSec!.Value - part.StartSec) / 3600)));
        var (ordered, spacing) = InOrderOfDay(parts);
        for (var index = 0; index + 1 < ordered.Count; index++)
        {
            if (End(ordered[index], spacing, ordered[index + 1].StartSec) > ordered[index + 1].StartSec)
            {
                violations.Add(CampaignMessages.BucketsOverlap(ordered[index].Bucket.TimeBucket, ordered[index + 1].Bucket.TimeBucket));
            }
        }

        return new CallHistoryDay(parts);
    }

    /// <summary>
    /// The parts from the beginning of the day on, and how far most of them are from the next one, seconds; unknown with a single part.
    /// </summary>
    public static (IReadOnlyList<CallHistoryPart> Parts, double? SpacingSec) InOrderOfDay(IEnumerable<CallHistoryPart> parts)
    {
        var sorted = parts.OrderBy(part => part.StartSec).ToList();
        var spacing = Spacing(sorted);
        return (FromLongestGap(sorted, spacing), spacing);
    }

    /// <summary>The end of a part: its own, else the next start or the usual spacing, whichever comes first.</summary>
    public static double End(CallHistoryPart part, double? spacing, double next)
        => part.EndSec ?? Math.Min(part.StartSec + (spacing ?? 0), next);

    /// <summary>Half of the parts are no further from the next one than this; unknown with a single part.</summary>
    private static double? Spacing(List<CallHistoryPart> parts)
    {
        if (parts.Count < 2)
        {
            return null;
        }

        // Around the circle, so that it does not matter where midnight lies.
        var distances = parts
            .Select((part, index) => index == 0
                ? part.StartSec - parts[^1].StartSec + CallHistoryPart.DaySec
                : part.StartSec - parts[index - 1].StartSec)
            .Order()
            .ToList();
        return distances[(distances.Count - 1) / 2];
    }

    private static void Add(List<CallHistoryPart> parts, CallHistoryBucket row, int number, List<string> violations)
    {
        if (CallHistory.Hours(row.TimeBucket) is not { } hours)
        {
            violations.Add(CampaignMessages.BucketUnreadable(number, row.TimeBucket));
            return;
        }

        var same = parts.FindIndex(part => part.StartSec == hours.StartSec);
        if (same < 0)
        {
            parts.Add(new CallHistoryPart(row with { TimeBucket = row.TimeBucket.Trim() }, hours.StartSec, hours.EndSec));
        }
        else if (parts[same].EndSec != hours.EndSec)
        {
            violations.Add(CampaignMessages.BucketsEndApart(parts[same].Bucket.TimeBucket, row.TimeBucket));
        }
        else
        {
            if (parts[same].Bucket.AvgTalkTimeSeconds is null != row.AvgTalkTimeSeconds is null
                && parts[same].Bucket.CallsAnswered > 0
                && row.CallsAnswered > 0)
            {
                // No mean of both is right: the calls without a talk time would count with that of the others, or not at all.
                var mixed = CampaignMessages.BucketTalkMixed(parts[same].Bucket.TimeBucket);
                violations.AddRange(violations.Contains(mixed) ? [] : [mixed]);
            }

            parts[same] = parts[same] with { Bucket = Sum(parts[same].Bucket, row) };
        }
    }

    private static CallHistoryBucket Sum(CallHistoryBucket one, CallHistoryBucket other) => one with
    {
        CallsAttempted = Sum(one.CallsAttempted, other.CallsAttempted),
        CallsAnswered = Sum(one.CallsAnswered, other.CallsAnswered),
        AvgTalkTimeSeconds = MeanTalk(one, other),
    };

    /// <summary>The sum; what is too large for 64 bits is also too large for a bucket, which is reported with the bucket.</summary>
    private static long Sum(long one, long other) => (long)Int128.Clamp((Int128)one + other, long.MinValue, long.MaxValue);

    /// <summary>The mean of all answered calls; where nothing was answered, of the rows.</summary>
    private static double? MeanTalk(CallHistoryBucket one, CallHistoryBucket other)
    {
        if (one.AvgTalkTimeSeconds is not { } left || other.AvgTalkTimeSeconds is not { } right)
        {
            return one.AvgTalkTimeSeconds ?? other.AvgTalkTimeSeconds;
        }

        var answered = (double)one.CallsAnswered + other.CallsAnswered;
        return left == right ? left
            : answered > 0 ? ((left * one.CallsAnswered) + (right * other.CallsAnswered)) / answered
            : (left + right) / 2;
    }

    /// <summary>A report that writes 09:00-09:29 and 09:30-09:59 means the whole of the last minute, or of the last second.</summary>
    private static List<CallHistoryPart> WithExclusiveEnds(
        List<CallHistoryPart> parts, List<string> violations, List<string> warnings)
    {
        foreach (var (step, unit) in new[] { (60d, "minute"), (1d, "second") })
        {
            var second = step == 60 ? 0 : 59;
            var inclusive = parts.FindAll(part => part.EndSec is { } end && end % 60 == second && (end + step) % 300 == 0);
            if (inclusive.Count > 0 && inclusive.Count == parts.Count)
            {
                warnings.Add(CampaignMessages.InclusiveEnds(parts[0].Bucket.TimeBucket, unit));
                return parts.ConvertAll(part => part with { EndSec = part.EndSec + step });
            }

            // Where the next bucket starts a step later, the end is surely the last minute, while that of the other kind is the next start.
            var other = parts.Find(part => part.EndSec is not null && !inclusive.Contains(part));
            if (other is not null && inclusive.Find(part => parts.Exists(next
                => next.StartSec == (part.EndSec + step) % CallHistoryPart.DaySec))
                is { } mixed)
            {
                violations.Add(CampaignMessages.BucketEndsMixed(mixed.Bucket.TimeBucket, other.Bucket.TimeBucket));
                return parts;
            }
        }

        return parts;
    }

    private static List<CallHistoryPart> FromLongestGap(List<CallHistoryPart> parts, double? spacing)
    {
        var first = 0;
        var longest = double.NegativeInfinity;
        for (var index = 0; index < parts.Count; index++)
        {
            // The gap before a part, around midnight for the first one.
            var before = index == 0
                ? parts[^1].OfPreviousDay()
                : parts[index - 1];
            var gap = parts[index].StartSec - End(before, spacing, parts[index].StartSec);
            if (gap > longest)
            {
                (first, longest) = (index, gap);
            }
        }

        return [.. parts.Skip(first), .. parts.Take(first).Select(part => part.OfNextDay())];
    }
}
