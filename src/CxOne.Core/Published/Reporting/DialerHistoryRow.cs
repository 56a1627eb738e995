namespace CxOne.Published;

/// <summary>Represents what one skill dialed in one interval. Its columns are those that simulations read as a call history.</summary>
public sealed record DialerHistoryRow
{
    /// <summary>Gets the start of the interval as a time of day in the zone of the business unit, e.g. <c>09:30</c>.</summary>
    public required string TimeBucket { get; init; }

    /// <summary>Gets the start of the interval, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets the id of the skill.</summary>
    public required int SkillId { get; init; }

    /// <summary>Gets the name of the skill.</summary>
    public string? SkillName { get; init; }

    /// <summary>Gets the number of dialed numbers (<c>dials</c>).</summary>
    public required long CallsAttempted { get; init; }

    /// <summary>Gets the number of calls that a person answered, abandoned ones included.</summary>
    public required long CallsAnswered { get; init; }

    /// <summary>Gets the number of answered calls that no agent took (<c>abandons</c>).</summary>
    public required long Abandoned { get; init; }

    /// <summary>Gets the number of calls that reached the wanted person (<c>rightPartyConnects</c>).</summary>
    public long? RightPartyConnects { get; init; }

    /// <summary>
    /// Gets the average handle time of connects as the tenant writes it (<c>connectsAHT</c>). Its unit is not documented.
    /// </summary>
    public double? ConnectsAht { get; init; }

    /// <summary>
    /// Gets <see cref="ConnectsAht"/> in seconds; <see langword="null"/> without a connect, or if its unit is neither named nor evident. It
    /// may include the time after the call.
    /// </summary>
    public double? TalkSec { get; init; }

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant($"{SkillName ?? $"{SkillId}"} {StartedAt:yyyy-MM-dd HH:mm}Z: {CallsAnswered} of {CallsAttempted}");
}
