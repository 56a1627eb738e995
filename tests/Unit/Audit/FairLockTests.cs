using CxOne.Audit;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

public sealed class FairLockTests
{
    private readonly FairLock _lock = new();

    [Fact]
    public void Threads_get_the_lock_in_the_order_of_their_requests()
    {
        Assert.True(_lock.TryEnter(Gate.Patience));
        List<int> order = [];
        List<Thread> threads = [];
        for (var number = 0; number < 20; number++)
        {
            var mine = number;
            var thread = new Thread(() =>
            {
                Assert.True(_lock.TryEnter(Gate.Patience));
                order.Add(mine);
                _lock.Exit();
            });
            threads.Add(thread);
            thread.Start();
            Assert.True(SpinWait.SpinUntil(() => thread.ThreadState == ThreadState.WaitSleepJoin, Gate.Patience));
        }

        _lock.Exit();
        threads.ForEach(thread => thread.Join());
        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Fact]
    public async Task Thread_that_timed_out_is_skipped()
    {
        Assert.True(_lock.TryEnter(Gate.Patience));
        Assert.False(await Task.Run(() => _lock.TryEnter(TimeSpan.FromMilliseconds(20))));

        _lock.Exit();
        Assert.True(_lock.TryEnter(TimeSpan.Zero));
        Assert.False(_lock.TryEnter(TimeSpan.Zero));
    }

    [Fact]
    public async Task Canceled_wait_ends_and_the_next_thread_gets_the_lock()
    {
        Assert.True(_lock.TryEnter(Gate.Patience));
        using var stop = new CancellationTokenSource();
        var cancelled = Task.Run(() => _lock.TryEnter(Gate.Patience, stop.Token));
        var next = Task.Run(() => _lock.TryEnter(Gate.Patience));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Gate.Patience));

        _lock.Exit();
        Assert.True(await next.WaitAsync(Gate.Patience));
        Assert.False(_lock.TryEnter(TimeSpan.Zero));
    }

    [Fact]
    public async Task Lock_is_not_lost_if_waits_are_canceled_at_the_moment_of_the_handover()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 200; round++)
            {
                using var stop = new CancellationTokenSource(TimeSpan.FromTicks(round % 5 * 1000));
                try
                {
                    if (_lock.TryEnter(Gate.Patience, stop.Token))
                    {
                        Thread.SpinWait(200);
                        _lock.Exit();
                    }
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    // Either the lock or the cancellation may come first.
                }
            }
        }))).WaitAsync(Gate.Patience);

        Assert.True(_lock.TryEnter(TimeSpan.Zero), "The lock was lost.");
    }

    [Fact]
    public async Task Only_one_thread_has_the_lock_if_others_time_out_at_the_moment_of_the_handover()
    {
        var inside = 0;
        var entered = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 500; round++)
            {
                if (_lock.TryEnter(TimeSpan.FromTicks(round % 7 * 1000)))
                {
                    Assert.Equal(1, Interlocked.Increment(ref inside));
                    Interlocked.Increment(ref entered);
                    Thread.SpinWait(200);
                    Interlocked.Decrement(ref inside);
                    _lock.Exit();
                }
            }
        }))).WaitAsync(Gate.Patience);

        Assert.InRange(entered, 1, 8000);
        Assert.True(_lock.TryEnter(TimeSpan.Zero), "The lock was lost.");
    }
}
