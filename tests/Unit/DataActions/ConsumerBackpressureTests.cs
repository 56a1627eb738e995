using CxOne.DataActions;
using CxOne.Tests.Support;

namespace CxOne.Tests.DataActions;

public sealed class ConsumerBackpressureTests
{
    private readonly TaskCompletionSource<DataActionDateOutcome>[] _outcomes = [new(), new()];
    private readonly ConsumerBackpressure _backpressure;

    public ConsumerBackpressureTests() => _backpressure = new ConsumerBackpressure(_outcomes);

    [Fact]
    public void Work_continues_while_the_consumer_waits()
    {
        Complete(1);

        Assert.True(_backpressure.WaitAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Outcome_that_is_not_taken_pauses_the_work_until_the_consumer_waits_again()
    {
        Complete(0);
        Complete(1);
        var waiting = _backpressure.WaitAsync(CancellationToken.None);

        Assert.False(waiting.IsCompleted);
        _backpressure.Take();
        Assert.False(_backpressure.WaitAsync(CancellationToken.None).IsCompleted);
        _backpressure.Take();
        await waiting.WaitAsync(Gate.Patience);
    }

    [Fact]
    public void Work_continues_when_all_outcomes_are_taken()
    {
        Complete(0);
        Complete(1);
        _backpressure.Take();
        _backpressure.Take();

        Assert.True(_backpressure.WaitAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Wait_is_canceled_by_its_token()
    {
        Complete(0);
        using var stop = new CancellationTokenSource();
        var waiting = _backpressure.WaitAsync(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Gate.Patience));
    }

    private void Complete(int number)
        => _outcomes[number].SetResult(new DataActionDateOutcome(new DataActionDateRow { Number = number + 1 }, null, null));
}
