namespace CxOne.PowerShell.Base;

/// <summary>The waits of a running workflow. They begin and end on any thread.</summary>
internal sealed class WaitList
{
    private readonly Lock _lock = new();
    private readonly List<CxWait> _waits = [];

    /// <summary>Adds a wait.</summary>
    /// <returns>An object whose disposal removes the wait. It may be disposed more than once.</returns>
    public IDisposable Begin(CxWait wait)
    {
        lock (_lock)
        {
            _waits.Add(wait);
        }

        return new Entry(this, wait);
    }

    /// <summary>
    /// Describes the wait that ends next. Waits of unknown duration come second, because an answer usually arrives before the budget or a
    /// Retry-After lets other requests continue, and the user cannot tell why those are late.
    /// </summary>
    /// <returns><see langword="null"/> if the workflow does not wait.</returns>
    public string? Describe()
    {
        List<(CxWait Wait, TimeSpan? Left)> waits;
        lock (_lock)
        {
            waits = [.. _waits.Select(wait => (wait, wait.Remaining))];
        }

        if (waits.Count == 0)
        {
            return null;
        }

        var (next, left) = waits.OrderBy(wait => wait.Left is null).ThenBy(wait => wait.Left).ThenByDescending(wait => wait.Wait.Elapsed)
            .First();
        var count = waits.Count(wait => wait.Wait.Reason == next.Reason);
        return left is { } time
            ? BaseCmdletMessages.WaitLeft(time, count, next.Reason)
            : BaseCmdletMessages.WaitSince(next.Elapsed, count, next.Reason);
    }

    /// <summary>Returns the seconds until the next wait ends; −1 if it is unknown.</summary>
    public int SecondsLeft()
    {
        lock (_lock)
        {
            return _waits.Min(wait => wait.Remaining) is { } left ? (int)Math.Ceiling(left.TotalSeconds) : -1;
        }
    }

    private void End(CxWait wait)
    {
        lock (_lock)
        {
            // By reference: two waits with equal values are two waits.
            _waits.RemoveAll(other => ReferenceEquals(other, wait));
        }
    }

    private sealed class Entry(WaitList list, CxWait wait) : IDisposable
    {
        public void Dispose() => list.End(wait);
    }
}
