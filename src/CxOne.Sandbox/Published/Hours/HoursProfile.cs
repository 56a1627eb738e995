namespace CxOne.Sandbox.Published.Hours;

/// <summary>When something is open, in the time zone of the business unit. A profile without days is always open.</summary>
internal sealed record HoursProfile
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<OpenDay> Days { get; init; }

    public IReadOnlyList<OpenDay> Holidays { get; init; } = [];

    public IReadOnlyList<int> SkillIds { get; init; } = [];

    public bool IsDeleted { get; init; }
}

/// <summary>The hours of a day of the week or of a holiday. Times have the form 08:00:00.</summary>
internal sealed record OpenDay
{
    /// <summary>The day of the week in English, or the name of the holiday.</summary>
    public required string Name { get; init; }

    /// <summary>The date of a holiday, such as 2026-12-25; null for a day of the week.</summary>
    public string? Date { get; init; }

    public string OpenTime { get; init; } = "00:00:00";

    public string CloseTime { get; init; } = "00:00:00";

    /// <summary>The second opening of the day; null without one.</summary>
    public string? AdditionalOpenTime { get; init; }

    public string? AdditionalCloseTime { get; init; }

    public bool IsClosedAllDay { get; init; }
}
