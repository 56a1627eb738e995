using CxOne.Errors;

namespace CxOne.Published;

/// <summary>Represents a part of the dialer history to read.</summary>
public sealed record DialerHistoryRequest
{
    private static readonly TimeSpan DefaultLength = TimeSpan.FromDays(7);

    /// <summary>Gets the skills, by id with their names; empty for all skills.</summary>
    public IReadOnlyDictionary<int, string?> Skills { get; init; } = new Dictionary<int, string?>();

    /// <summary>Gets the start of the first interval, included. The default is 7 days before <see cref="Before"/>.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Gets the end of the time, excluded. The default is now.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Gets whether connects do not include abandons, so that answered calls are the sum of both.</summary>
    public bool AbandonsBeside { get; init; }

    /// <summary>
    /// Gets the unit of the average handle time; <see langword="null"/> to find it by the size of the values, which is reported.
    /// </summary>
    public DialerAhtUnit? AhtUnit { get; init; }

    /// <summary>
    /// Gets the zone of <see cref="DialerHistoryRow.TimeBucket"/>: an IANA id, a Windows id, or the name that Windows shows;
    /// <see langword="null"/> for that of the business unit.
    /// </summary>
    public string? TimeZone { get; init; }

    /// <summary>Returns the times with their defaults.</summary>
    /// <exception cref="CxValidationException">The end is not after the start, or the start is before 1970.</exception>
    internal (DateTimeOffset After, DateTimeOffset Before) Times(DateTimeOffset now)
    {
        var before = Before ?? now;
        var after = After ?? (before > DateTimeOffset.UnixEpoch + DefaultLength ? before - DefaultLength : DateTimeOffset.UnixEpoch);
        CxValidationException.ThrowIfAny(
            before <= after ? [ReportingMessages.TimesReversed(after, before)]
            : after < DateTimeOffset.UnixEpoch ? [ReportingMessages.TooEarly(after)]
            : []);
        return (after, before);
    }
}
