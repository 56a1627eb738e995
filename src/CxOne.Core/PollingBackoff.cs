namespace CxOne;

/// <summary>The time between two looks at a job that nobody chose a time for: it grows from 0.1 s to 5 s.</summary>
internal static class PollingBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private const double Growth = 1.5;

    // Timers count whole milliseconds, and some systems only every sixteenth: what is less cannot be waited for, and would be looked
    // through again and again.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether a wait is over, or as good as over.</summary>
    public static bool IsOver(TimeSpan left) => left < Shortest;

    /// <param name="look">Number of the look that was just made, from 0.</param>
    public static TimeSpan Delay(int look)
        => TimeSpan.FromSeconds(Math.Min(First.TotalSeconds * Math.Pow(Growth, Math.Min(look, 20)), Longest.TotalSeconds));
}
