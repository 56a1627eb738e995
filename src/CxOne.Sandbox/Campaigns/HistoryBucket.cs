using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Campaigns;

/// <summary>A part of a day: dialled numbers, answered numbers, mean talk time in seconds.</summary>
internal sealed record HistoryBucket(int Attempted, int Answered, double AverageTalkSec)
{
    private const int LongestTalkSec = 86_400;

    /// <summary>Reads a bucket with members in camelCase or snake_case. Adds violations and returns null if it is invalid.</summary>
    public static HistoryBucket? Read(JsonBodyValidator row)
    {
        row.RequireString(Name(row, "timeBucket", "time_bucket"));
        var attempted = row.RequireInteger(Name(row, "callsAttempted", "calls_attempted"), 0, int.MaxValue);
        var answeredName = Name(row, "callsAnswered", "calls_answered");
        var answered = row.RequireInteger(answeredName, 0, int.MaxValue);
        var talk = row.RequireNumber(Name(row, "avgTalkTimeSeconds", "avg_talk_time_seconds"), 0, LongestTalkSec);
        if (answered > attempted)
        {
            row.Violate(
                answeredName,
                "ABOVE_ATTEMPTED",
                FormattableString.Invariant($"is {answered}, more than the {attempted} calls that were attempted."));
        }

        return attempted is null || answered is null || talk is null
            ? null
            : new HistoryBucket(attempted.Value, answered.Value, (double)talk.Value);
    }

    /// <summary>Combines buckets: sums of calls, mean talk time weighted by answered calls.</summary>
    public static HistoryBucket Pool(IReadOnlyCollection<HistoryBucket> buckets)
    {
        var answered = buckets.Sum(bucket => (long)bucket.Answered);
        var talk = answered == 0 ? 0 : buckets.Sum(bucket => bucket.AverageTalkSec * bucket.Answered) / answered;
        return new HistoryBucket(Whole(buckets.Sum(bucket => (long)bucket.Attempted)), Whole(answered), talk);
    }

    private static int Whole(long calls) => (int)Math.Min(calls, int.MaxValue);

    private static string Name(JsonBodyValidator row, string camelCase, string snakeCase)
    {
        if (!row.Has(snakeCase))
        {
            return camelCase;
        }

        if (!row.Has(camelCase))
        {
            return snakeCase;
        }

        row.Violate(snakeCase, "AMBIGUOUS", $"cannot be given together with {camelCase}.");
        return camelCase;
    }
}
