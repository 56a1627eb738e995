namespace CxOne.Pacing;

/// <summary>The counters of one day after the warm-up. Times are in units of 2⁻²⁰ s.</summary>
internal struct DayCounters
{
    public long Dials;
    public long Answered;
    public long Connected;
    public long Abandoned;
    public long Busy;
    public long WaitConnected;
    public long WaitAbandoned;
    public double LevelSum;
    public long Reviews;

    /// <summary>
    /// Returns the calls since an earlier time of the day. Busy time and levels are 0: each simulator computes them itself.
    /// </summary>
    public readonly DayCounters Since(in DayCounters earlier) => new()
    {
        Dials = Dials - earlier.Dials,
        Answered = Answered - earlier.Answered,
        Connected = Connected - earlier.Connected,
        Abandoned = Abandoned - earlier.Abandoned,
        WaitConnected = WaitConnected - earlier.WaitConnected,
        WaitAbandoned = WaitAbandoned - earlier.WaitAbandoned,
    };
}
