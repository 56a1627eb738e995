namespace CxOne.OpeningHours;

/// <summary>The hours of one day or holiday, as the tenant writes them.</summary>
internal sealed record OpeningEntry
{
    /// <summary>The name of the day of the week, or the date of the holiday.</summary>
    public string? Key { get; init; }

    /// <summary>The name of the holiday.</summary>
    public string? Name { get; init; }

    public string? OpenTime { get; init; }

    public string? CloseTime { get; init; }

    /// <summary>Whether the additional times count.</summary>
    public bool HasAdditionalHours { get; init; }

    public string? AdditionalOpenTime { get; init; }

    public string? AdditionalCloseTime { get; init; }

    /// <summary>Whether the other members do not count.</summary>
    public bool IsClosedAllDay { get; init; }
}
