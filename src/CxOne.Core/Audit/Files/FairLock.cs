namespace CxOne.Audit;

/// <summary>
/// Exclusive use of one log among the threads of this process, in the order in which they ask. It blocks and needs no thread of the pool
/// to continue: the threads that wait may be all that the pool has, and a semaphore's asynchronous waiters would then wait for one another.
/// </summary>
internal sealed class FairLock
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private bool _isTaken;

    /// <summary>Takes it.</summary>
    /// <returns><see langword="false"/> if the time ran out first.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public bool TryEnter(TimeSpan patience, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
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

        try
        {
            if (mine.Task.Wait(patience, cancellationToken))
            {
                return true;
            }
        }
        catch (OperationCanceledException)
        {
            // Handed over at this very moment: the next one gets it.
            if (!TryLeaveQueue(mine))
            {
                Exit();
            }

            throw;
        }

        // No longer among the waiting: it was handed over at this very moment.
        return !TryLeaveQueue(mine);
    }

    /// <summary>Hands it to the thread that has waited longest.</summary>
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

    private bool TryLeaveQueue(TaskCompletionSource mine)
    {
        lock (_lock)
        {
            return _waiting.Remove(mine);
        }
    }
}
