namespace CxOne;

/// <summary>The default time between two polls of a job. It grows from 0.1 s to 5 s.</summary>
internal static class PollingBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private const double Growth = 1.5;

    // Timers have whole milliseconds, on some systems only multiples of 16. A shorter wait would return at once, again and again.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns whether a remaining time is too short to wait for.</summary>
    public static bool IsOver(TimeSpan left) => left < Shortest;

    /// <summary>Returns the time until the next poll.</summary>
    /// <param name="poll">The number of the poll that was just made, from 0.</param>
    public static TimeSpan Delay(int poll)
        => TimeSpan.FromSeconds(Math.Min(First.TotalSeconds * Math.Pow(Growth, Math.Min(poll, 20)), Longest.TotalSeconds));
}
