namespace CxOne.Ivr;

/// <summary>How long to wait for a job, and how often to poll it.</summary>
/// <param name="Timeout">The longest wait; must be greater than 0.</param>
/// <param name="Interval">Time between two polls; <see langword="null"/> for one that grows from 0.1 s to 5 s.</param>
public sealed record IvrPolling(TimeSpan Timeout, TimeSpan? Interval = null)
{
    internal TimeSpan Delay(int poll) => Interval ?? PollingBackoff.Delay(poll);

    internal IEnumerable<string> Violations()
    {
        if (Timeout <= TimeSpan.Zero)
        {
            yield return IvrMessages.TimeoutNotPositive(Timeout.TotalSeconds);
        }

        if (Interval is { } interval && interval <= TimeSpan.Zero)
        {
            yield return IvrMessages.PollingIntervalNotPositive(interval.TotalSeconds);
        }
    }
}
