namespace CxOne.DataActions;

/// <summary>An amount of time: months, which need a calendar, and a fixed length. A year is 12 months, a week 7 days, a day 24 h.</summary>
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
