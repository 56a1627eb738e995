namespace CxOne.Pacing;

/// <summary>Simulates days one after the other, reusing its memory.</summary>
internal interface IDaySimulator
{
    /// <summary>Simulates a day.</summary>
    /// <param name="day">Number of the day, which together with the seed determines all random numbers.</param>
    /// <param name="target">The target of the pacing rule.</param>
    /// <param name="counters">The counters of the day after the warm-up.</param>
    /// <param name="cancellationToken">Checked many times per day.</param>
    void Run(int day, DialerTarget target, out DayCounters counters, CancellationToken cancellationToken);
}
