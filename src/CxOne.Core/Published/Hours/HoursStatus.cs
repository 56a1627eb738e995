namespace CxOne.Published;

/// <summary>Represents whether an hours profile is open at a time, and why.</summary>
public sealed record HoursStatus
{
    /// <summary>Gets the id of the profile.</summary>
    public required int Id { get; init; }

    /// <summary>Gets the name of the profile.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the moment, with the offset that the zone has then.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the moment on the clock of the zone.</summary>
    public required DateTime LocalTime { get; init; }

    /// <summary>Gets the IANA id of the zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Gets <c>Open</c>, <c>Closed</c>, <c>Holiday</c>, or the exit that an override names, such as <c>Weather</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Gets the day, holiday or override that gives the status, with its hours.</summary>
    public required string Rule { get; init; }

    /// <summary>
    /// Gets the first moment after <see cref="At"/> with another status; <see langword="null"/> if the profile has none as it is now.
    /// </summary>
    public DateTimeOffset? NextChange { get; init; }

    /// <summary>Gets the status after <see cref="NextChange"/>.</summary>
    public string? NextStatus { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? $"{Id}"}: {Status} ({Rule})";
}
