namespace CxOne.DataActions;

/// <summary>An amount of time: what needs a calendar, and what has a length. Years are 12 months, weeks 7 days, days 24 h.</summary>
/// <param name="Months">Months, signed.</param>
/// <param name="Milliseconds">The rest in milliseconds, signed.</param>
internal readonly record struct DateAmount(long Months, long Milliseconds)
{
    public const long PerMinute = 60_000;
    public const long PerHour = 60 * PerMinute;
    public const long PerDay = 24 * PerHour;

    public bool IsZero => this == default;

    public static DateAmount operator -(DateAmount amount) => new(-amount.Months, -amount.Milliseconds);
}
