namespace CxOne.Campaigns;

/// <summary>Represents the calls of a campaign in one part of a day, as a report of the tenant shows them.</summary>
public sealed record CallHistoryBucket
{
    /// <summary>Gets the part of the day in the tenant's local time, e.g. <c>09:00-10:00</c> or <c>09:00</c>.</summary>
    public required string TimeBucket { get; init; }

    /// <summary>Gets the number of dialed numbers, at least 0.</summary>
    public required long CallsAttempted { get; init; }

    /// <summary>Gets the number of calls that a person answered, 0 to <see cref="CallsAttempted"/>.</summary>
    public required long CallsAnswered { get; init; }

    /// <summary>Gets the mean talk time of an answered call in seconds, 0 to 86,400; <see langword="null"/> if unknown.</summary>
    public double? AvgTalkTimeSeconds { get; init; }

    /// <summary>Gets answered ÷ attempted calls, 0 to 1; <see langword="null"/> without attempted calls.</summary>
    public double? AnswerRate => CallsAttempted > 0 ? CallsAnswered / (double)CallsAttempted : null;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{TimeBucket}: {CallsAnswered} of {CallsAttempted}");
}
