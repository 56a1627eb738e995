namespace CxOne.Audit;

/// <summary>
/// Gives exclusive access to one log among the threads of this process, in the order of their requests. A waiting thread blocks and needs
/// no thread of the pool to continue: if all threads of the pool waited, the asynchronous waiters of a semaphore would deadlock.
/// </summary>
internal sealed class FairLock
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private bool _isTaken;

    /// <summary>Takes the lock.</summary>
    /// <returns><see langword="false"/> if the time ran out first.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled first.</exception>
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
            // The lock was handed over at the same moment: pass it on.
            if (!TryLeaveQueue(mine))
            {
                Exit();
            }

            throw;
        }

        // If it is no longer in the queue, the lock was handed over at the same moment.
        return !TryLeaveQueue(mine);
    }

    /// <summary>Hands the lock to the thread that has waited longest.</summary>
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
