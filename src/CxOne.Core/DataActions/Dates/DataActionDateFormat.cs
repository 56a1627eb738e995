namespace CxOne.DataActions;

/// <summary>The format of a date value. Both formats denote the same instant, with exactly three decimals.</summary>
public enum DataActionDateFormat
{
    /// <summary>In UTC: <c>2024-02-29T17:30:00.000Z</c>.</summary>
    Utc,

    /// <summary>
    /// In the local time of the zone with its offset: <c>2024-02-29T12:30:00.000-05:00</c>; <c>+00:00</c> if the offset is zero.
    /// </summary>
    Offset,
}
