namespace CxOne.DataActions;

/// <summary>How an amount of time is added.</summary>
public enum DataActionArithmetic
{
    /// <summary>
    /// As elapsed time: a day is 24 h and a week is 168 h, regardless of clock changes. Years and months have no fixed length, so they are
    /// added first, on the calendar of the time zone and with its local time kept.
    /// </summary>
    Elapsed,

    /// <summary>
    /// On the clock of the time zone: the whole amount is added to the local time, and the result is the instant at which that clock
    /// shows the sum.
    /// </summary>
    WallClock,
}
