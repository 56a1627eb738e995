using CxOne.Audit;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

public sealed class FairLockTests
{
    private readonly FairLock _turn = new();

    [Fact]
    public void Threads_get_their_turn_in_the_order_in_which_they_asked()
    {
        Assert.True(_turn.TryEnter(Gate.Patience));
        List<int> order = [];
        List<Thread> threads = [];
        for (var number = 0; number < 20; number++)
        {
            var mine = number;
            var thread = new Thread(() =>
            {
                Assert.True(_turn.TryEnter(Gate.Patience));
                order.Add(mine);
                _turn.Exit();
            });
            threads.Add(thread);
            thread.Start();
            Assert.True(SpinWait.SpinUntil(() => thread.ThreadState == ThreadState.WaitSleepJoin, Gate.Patience));
        }

        _turn.Exit();
        threads.ForEach(thread => thread.Join());
        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Fact]
    public async Task Whoever_gave_up_is_passed_over()
    {
        Assert.True(_turn.TryEnter(Gate.Patience));
        Assert.False(await Task.Run(() => _turn.TryEnter(TimeSpan.FromMilliseconds(20))));

        _turn.Exit();
        Assert.True(_turn.TryEnter(TimeSpan.Zero));
        Assert.False(_turn.TryEnter(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_cancelled_wait_ends_and_the_next_one_gets_the_turn()
    {
        Assert.True(_turn.TryEnter(Gate.Patience));
        using var stop = new CancellationTokenSource();
        var cancelled = Task.Run(() => _turn.TryEnter(Gate.Patience, stop.Token));
        var next = Task.Run(() => _turn.TryEnter(Gate.Patience));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Gate.Patience));

        _turn.Exit();
        Assert.True(await next.WaitAsync(Gate.Patience));
        Assert.False(_turn.TryEnter(TimeSpan.Zero));
    }

    [Fact]
    public async Task The_turn_is_not_lost_where_waits_are_cancelled_at_the_moment_of_their_turn()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 200; round++)
            {
                using var stop = new CancellationTokenSource(TimeSpan.FromTicks(round % 5 * 1000));
                try
                {
                    if (_turn.TryEnter(Gate.Patience, stop.Token))
                    {
                        Thread.SpinWait(200);
                        _turn.Exit();
                    }
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    // Whether its turn came first is what varies here.
                }
            }
        }))).WaitAsync(Gate.Patience);

        Assert.True(_turn.TryEnter(TimeSpan.Zero), "The turn was lost.");
    }

    [Fact]
    public async Task Only_one_is_inside_even_where_many_give_up_at_the_moment_of_their_turn()
    {
        var inside = 0;
        var entered = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 500; round++)
            {
                if (_turn.TryEnter(TimeSpan.FromTicks(round % 7 * 1000)))
                {
                    Assert.Equal(1, Interlocked.Increment(ref inside));
                    Interlocked.Increment(ref entered);
                    Thread.SpinWait(200);
                    Interlocked.Decrement(ref inside);
                    _turn.Exit();
                }
            }
        }))).WaitAsync(Gate.Patience);

        Assert.InRange(entered, 1, 8000);
        Assert.True(_turn.TryEnter(TimeSpan.Zero), "The turn was lost.");
    }
}
