namespace CxOne.DataActions;

/// <summary>What an amount of time is counted on.</summary>
public enum DataActionArithmetic
{
    /// <summary>
    /// On the time that passes: a day is 24 h and a week 168 h, whatever the clocks do meanwhile. Years and months have no fixed
    /// length, so they are taken first, on the calendar of the time zone and with its local time kept; the rest then passes.
    /// </summary>
    Elapsed,

    /// <summary>
    /// On the clock of the time zone: the whole amount is counted in local time,
    /// and the result is the instant at which that clock shows it.
    /// </summary>
    WallClock,
}
