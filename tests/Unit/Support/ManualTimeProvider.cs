namespace CxOne.Tests.Support;

/// <summary>
/// A clock that only a test moves. Timers fire on the thread that moves it, in the order of their due times, and each sees its own due
/// time as the current time. A test never sleeps: it waits on a gate until the code under test waits for this clock, then moves it.
/// </summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _armed = [];
    private readonly List<TimeSpan> _asked = [];
    private readonly List<(Func<TimeSpan, bool> Match, int Count, TaskCompletionSource Gate)> _gates = [];
    private readonly DateTimeOffset _start;
    private TimeSpan _elapsed;

    public ManualTimeProvider(DateTimeOffset start) => _start = start;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Every requested delay in order, both waits and deadlines.</summary>
    public IReadOnlyList<TimeSpan> Asked
    {
        get
        {
            lock (_lock)
            {
                return [.. _asked];
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    private TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
            {
                return _elapsed;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        TimeSpan until;
        lock (_lock)
        {
            until = _elapsed + time;
        }

        // Without a synchronization context, the continuations of a timer run within this call.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            AdvanceTo(until);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void AdvanceTo(TimeSpan until)
    {
        while (true)
        {
            ManualTimer? next;
            lock (_lock)
            {
                next = _armed.Where(timer => timer.DueAt <= until).MinBy(timer => timer.DueAt);
                if (next is null)
                {
                    _elapsed = until;
                    return;
                }

                _elapsed = next.DueAt > _elapsed ? next.DueAt : _elapsed;
                _armed.Remove(next);
                if (next.Period > TimeSpan.Zero)
                {
                    next.DueAt += next.Period;
                    _armed.Add(next);
                }
            }

            next.Fire();
        }
    }

    /// <summary>Completes when at least the given number of timers are waiting.</summary>
    public Task WaitForTimersAsync(int count) => WaitForTimersAsync(count, static _ => true);

    /// <summary>Completes when a timer with exactly this delay is waiting.</summary>
    public Task WaitForTimerAsync(TimeSpan asked) => WaitForTimersAsync(1, delay => delay == asked);

    /// <summary>Completes when at least the given number of timers with a matching delay are waiting.</summary>
    public Task WaitForTimersAsync(int count, Func<TimeSpan, bool> match)
    {
        lock (_lock)
        {
            if (CountArmed(match) >= count)
            {
                return Task.CompletedTask;
            }

            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _gates.Add((match, count, gate));
            return gate.Task.WaitAsync(Gate.Patience, System);
        }
    }

    /// <summary>Returns the first waiting timer with a matching delay, and its remaining time.</summary>
    public (TimeSpan Asked, TimeSpan Left)? FirstTimer(Func<TimeSpan, bool> match)
    {
        lock (_lock)
        {
            return _armed.Where(timer => match(timer.Asked)).MinBy(timer => timer.DueAt) is { } timer
                ? (timer.Asked, timer.DueAt - _elapsed)
                : null;
        }
    }

    /// <summary>Moves the clock to the end of each matching wait until the work is done.</summary>
    public async Task LetPassAsync(Task work, Func<TimeSpan, bool> match)
    {
        while (true)
        {
            var waiting = WaitForTimersAsync(1, match);
            await Task.WhenAny(work, waiting).WaitAsync(Gate.Patience);
            if (work.IsCompleted)
            {
                return;
            }

            if (FirstTimer(match) is { } timer)
            {
                Advance(timer.Left);
            }
        }
    }

    private int CountArmed(Func<TimeSpan, bool> match) => _armed.Count(timer => match(timer.Asked));

    private bool Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _armed.Remove(timer);
            if (timer.IsDisposed)
            {
                return false;
            }

            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return true;
            }

            timer.Asked = dueTime;
            timer.DueAt = _elapsed + dueTime;
            timer.Period = period;
            _asked.Add(dueTime);
            if (dueTime > TimeSpan.Zero)
            {
                _armed.Add(timer);
                foreach (var gate in _gates.Where(gate => CountArmed(gate.Match) >= gate.Count).ToList())
                {
                    _gates.Remove(gate);
                    gate.Gate.SetResult();
                }

                return true;
            }
        }

        timer.Fire();
        return true;
    }

    private void Disarm(ManualTimer timer)
    {
        lock (_lock)
        {
            timer.IsDisposed = true;
            _armed.Remove(timer);
        }
    }

    private sealed class ManualTimer : ITimer
    {
        private readonly ManualTimeProvider _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;

        public ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _callback = callback;
            _state = state;
        }

        public TimeSpan Asked { get; set; }

        public TimeSpan DueAt { get; set; }

        public TimeSpan Period { get; set; }

        public bool IsDisposed { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => _clock.Arm(this, dueTime, period);

        public void Fire() => _callback(_state);

        public void Dispose() => _clock.Disarm(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
