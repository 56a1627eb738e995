namespace CxOne.Pacing;

/// <summary>Simulates days, one after the other, in memory that is kept between them.</summary>
internal interface IDaySimulator
{
    /// <summary>Simulates a day.</summary>
    /// <param name="day">Number of the day, which with the seed decides everything that is random.</param>
    /// <param name="target">What the pacing rule wants.</param>
    /// <param name="counters">What was counted.</param>
    /// <param name="cancellationToken">Is looked at many times a day.</param>
    void Run(int day, DialerTarget target, out DayCounters counters, CancellationToken cancellationToken);
}
