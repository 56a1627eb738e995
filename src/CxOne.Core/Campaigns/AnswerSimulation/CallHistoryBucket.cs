namespace CxOne.Campaigns;

/// <summary>What a campaign's dialer did in one part of a day, as a report of the tenant's shows it.</summary>
public sealed record CallHistoryBucket
{
    /// <summary>The part of the day, such as <c>09:00-10:00</c> or <c>09:00</c>; the tenant's local time.</summary>
    public required string TimeBucket { get; init; }

    /// <summary>Dialled numbers, at least 0.</summary>
    public required long CallsAttempted { get; init; }

    /// <summary>Numbers that a person answered, 0 to <see cref="CallsAttempted"/>.</summary>
    public required long CallsAnswered { get; init; }

    /// <summary>Mean talk of an answered call, seconds, at least 0; <see langword="null"/> where the report has none.</summary>
    public double? AvgTalkTimeSeconds { get; init; }

    /// <summary>Answered ÷ attempted, 0–1; <see langword="null"/> where nothing was attempted.</summary>
    public double? AnswerRate => CallsAttempted > 0 ? CallsAnswered / (double)CallsAttempted : null;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{TimeBucket}: {CallsAnswered} of {CallsAttempted}");
}
