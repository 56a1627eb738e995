namespace CxOne.Audit;

/// <summary>
/// Exclusive use of one log among the threads of this process, in the order in which they ask. It blocks and needs no thread of the pool
/// to go on: the threads that wait may be all that the pool has, and a semaphore's asynchronous waiters would then wait for one another.
/// </summary>
internal sealed class FairLock
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private bool _isTaken;

    /// <summary>Takes it; false if the time ran out first.</summary>
    public bool TryEnter(TimeSpan patience)
    {
        TaskCompletionSource mine = new();
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return true;
            }

            _waiting.AddLast(mine);
        }

        if (mine.Task.Wait(patience))
        {
            return true;
        }

        lock (_lock)
        {
            // Not among the waiting any more: it was handed over in this very moment.
            return !_waiting.Remove(mine);
        }
    }

    /// <summary>Hands it to whoever has waited longest.</summary>
    public void Exit()
    {
        lock (_lock)
        {
            if (_waiting.First is { } next)
            {
                _waiting.RemoveFirst();
                next.Value.SetResult();
            }
            else
            {
                _isTaken = false;
            }
        }
    }
}
