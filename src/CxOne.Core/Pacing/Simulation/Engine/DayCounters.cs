namespace CxOne.Pacing;

/// <summary>What was counted on one day, warm-up left out. Times in units of 2⁻²⁰ s.</summary>
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
}
