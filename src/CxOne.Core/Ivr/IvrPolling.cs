namespace CxOne.Ivr;

/// <summary>How a job is waited for.</summary>
/// <param name="Timeout">How long at most.</param>
/// <param name="Interval">Time between two looks; nothing for one that grows from 0.1 s to 5 s.</param>
public sealed record IvrPolling(TimeSpan Timeout, TimeSpan? Interval = null)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private const double Growth = 1.5;

    internal TimeSpan Delay(int look)
    {
        if (Interval is { } fixedInterval)
        {
            return fixedInterval;
        }

        var grown = First.TotalSeconds * Math.Pow(Growth, Math.Min(look, 20));
        return TimeSpan.FromSeconds(Math.Min(grown, Longest.TotalSeconds));
    }

    internal IEnumerable<string> Violations()
    {
        if (Timeout <= TimeSpan.Zero)
        {
            yield return $"The time-out is {Timeout.TotalSeconds} s; it must be more than 0.";
        }

        if (Interval is { } interval && interval <= TimeSpan.Zero)
        {
            yield return $"The polling interval is {interval.TotalSeconds} s; it must be more than 0.";
        }
    }
}
