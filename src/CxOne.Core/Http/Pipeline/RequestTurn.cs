namespace CxOne.Http;

/// <summary>Lets one request at a time pass, in the order of their calls. It holds no handle of the operating system.</summary>
internal sealed class RequestTurn
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private bool _isTaken;

    /// <summary>Completes when it is this request's turn.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource mine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return;
            }

            _waiting.AddLast(mine);
        }

        try
        {
            await mine.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            bool isLeft;
            lock (_lock)
            {
                isLeft = _waiting.Remove(mine);
            }

            // The turn came at the same moment: pass it on.
            if (!isLeft)
            {
                Exit();
            }

            throw;
        }
    }

    /// <summary>Passes the turn to the request that has waited longest.</summary>
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
