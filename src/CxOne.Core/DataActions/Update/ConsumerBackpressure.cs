namespace CxOne.DataActions;

/// <summary>
/// Keeps rows from running ahead of the consumer of their outcomes: no further row starts while the next outcome is ready and has not been
/// taken. A consumer that stops, or prompts its user, then leaves only the rows behind that were already open.
/// </summary>
internal sealed class ConsumerBackpressure
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<TaskCompletionSource<DataActionDateOutcome>> _outcomes;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public ConsumerBackpressure(IReadOnlyList<TaskCompletionSource<DataActionDateOutcome>> outcomes) => _outcomes = outcomes;

    /// <summary>Notes that the consumer has taken an outcome and requests the next one.</summary>
    public void Take()
    {
        lock (_lock)
        {
            _taken++;
            _change.SetResult();
            _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until the consumer waits for an outcome that is not ready.</summary>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            lock (_lock)
            {
                if (_taken >= _outcomes.Count || !_outcomes[_taken].Task.IsCompleted)
                {
                    return;
                }

                change = _change.Task;
            }

            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
