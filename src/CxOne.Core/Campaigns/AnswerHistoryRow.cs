namespace CxOne.Campaigns;

/// <summary>One bucket of a campaign's call history.</summary>
public sealed record AnswerHistoryRow
{
    /// <summary>The span of time, in the tenant's own words, such as <c>09:00-10:00</c>.</summary>
    public required string TimeBucket { get; init; }

    /// <summary>Calls that were dialled.</summary>
    public required long CallsAttempted { get; init; }

    /// <summary>Calls that a person answered; at most the attempted ones.</summary>
    public required long CallsAnswered { get; init; }

    /// <summary>Mean talk time in seconds.</summary>
    public required double AvgTalkTimeSeconds { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{TimeBucket}: {CallsAnswered} of {CallsAttempted}";

    internal IEnumerable<string> Violations()
    {
        if (string.IsNullOrWhiteSpace(TimeBucket))
        {
            yield return "TimeBucket is missing.";
        }

        if (CallsAttempted < 0 || CallsAnswered < 0 || CallsAnswered > CallsAttempted)
        {
            yield return $"CallsAnswered is {CallsAnswered} and CallsAttempted {CallsAttempted}; 0 ≤ answered ≤ attempted is needed.";
        }

        if (!double.IsFinite(AvgTalkTimeSeconds) || AvgTalkTimeSeconds < 0)
        {
            yield return "AvgTalkTimeSeconds is below 0 or not a number.";
        }
    }
}
