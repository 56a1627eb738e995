namespace CxOne.PowerShell.Base;

/// <summary>The moment that a DateTime means.</summary>
internal static class Moment
{
    /// <summary>
    /// Returns the moment in UTC: a time of no known kind is of this machine. At the ends of the calendar, where the moment would lie
    /// outside the years 1 to 9999 of UTC, the end itself.
    /// </summary>
    /// <param name="time">The time.</param>
    public static DateTimeOffset Of(DateTime time)
    {
        if (time.Kind == DateTimeKind.Utc)
        {
            return new DateTimeOffset(time, TimeSpan.Zero);
        }

        var ticks = time.Ticks - TimeZoneInfo.Local.GetUtcOffset(time).Ticks;
        return new DateTimeOffset(Math.Clamp(ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
    }
}
