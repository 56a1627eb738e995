namespace CxOne.Published;

/// <summary>Represents the time at which a profile is evaluated.</summary>
public sealed record HoursRequest
{
    /// <summary>
    /// Gets the time. One of kind <see cref="DateTimeKind.Unspecified"/> is on the clock of the zone; any other one is a moment.
    /// <see langword="null"/> is now.
    /// </summary>
    public DateTime? At { get; init; }

    /// <summary>
    /// Gets the zone: an IANA id, a Windows id, or the name that Windows shows; <see langword="null"/> for that of the business unit.
    /// </summary>
    public string? TimeZone { get; init; }
}
