namespace CxOne.DataActions;

/// <summary>
/// Keeps the work from running ahead of whoever reads its outcomes: no further row begins while the next outcome is ready and has not
/// been taken. A reader that has seen enough, or asks its user for something, then leaves no more behind than the rows that were open.
/// </summary>
internal sealed class ConsumerBackpressure
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<TaskCompletionSource<DataActionDateOutcome>> _outcomes;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public ConsumerBackpressure(IReadOnlyList<TaskCompletionSource<DataActionDateOutcome>> outcomes) => _outcomes = outcomes;

    /// <summary>The reader came back for the next outcome.</summary>
    public void Take()
    {
        lock (_lock)
        {
            _taken++;
            _change.SetResult();
            _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until the reader waits.</summary>
    /// <exception cref="OperationCanceledException">Nothing further shall begin.</exception>
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
