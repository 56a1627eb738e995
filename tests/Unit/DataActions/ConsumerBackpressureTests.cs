using CxOne.DataActions;
using CxOne.Tests.Support;

namespace CxOne.Tests.DataActions;

public sealed class ConsumerBackpressureTests
{
    private readonly TaskCompletionSource<DataActionDateOutcome>[] _outcomes = [new(), new()];
    private readonly ConsumerBackpressure _pace;

    public ConsumerBackpressureTests() => _pace = new ConsumerBackpressure(_outcomes);

    [Fact]
    public void Nothing_holds_the_work_up_while_the_reader_waits()
    {
        Complete(1);

        Assert.True(_pace.WaitAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task An_outcome_that_is_not_taken_holds_it_up_until_the_reader_comes_back_for_one_that_is_not_ready()
    {
        Complete(0);
        Complete(1);
        var waiting = _pace.WaitAsync(CancellationToken.None);

        Assert.False(waiting.IsCompleted);
        _pace.Take();
        Assert.False(_pace.WaitAsync(CancellationToken.None).IsCompleted);
        _pace.Take();
        await waiting.WaitAsync(Gate.Patience);
    }

    [Fact]
    public void Nothing_is_waited_for_when_all_are_taken()
    {
        Complete(0);
        Complete(1);
        _pace.Take();
        _pace.Take();

        Assert.True(_pace.WaitAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_wait_ends_when_nothing_further_shall_begin()
    {
        Complete(0);
        using var stop = new CancellationTokenSource();
        var waiting = _pace.WaitAsync(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Gate.Patience));
    }

    private void Complete(int number)
        => _outcomes[number].SetResult(new DataActionDateOutcome(new DataActionDateRow { Number = number + 1 }, null, null));
}
