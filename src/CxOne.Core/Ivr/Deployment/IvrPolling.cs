namespace CxOne.Ivr;

/// <summary>How a job is waited for.</summary>
/// <param name="Timeout">How long at most.</param>
/// <param name="Interval">Time between two looks; nothing for one that grows from 0.1 s to 5 s.</param>
public sealed record IvrPolling(TimeSpan Timeout, TimeSpan? Interval = null)
{
    internal TimeSpan Delay(int look) => Interval ?? PollingBackoff.Delay(look);

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
