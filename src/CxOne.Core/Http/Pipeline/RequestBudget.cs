namespace CxOne.Http;

/// <summary>
/// Keeps a client below the tenant's documented limits: at most N requests in any 60 seconds and at most M in any second. The limits are
/// exact, because the times of all requests are kept; with fixed windows, two neighboring ones could exceed the limit together. Requests
/// are granted in the order in which they arrive.
/// </summary>
internal sealed class RequestBudget : IRequestBudget
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly Queue<long> _minute;
    private readonly Queue<long> _second;
    private readonly long _minuteTicks;
    private readonly long _secondTicks;
    private long _newest = long.MinValue;

    /// <param name="requestsPerMinute">The maximum in any 60 seconds; at least 1.</param>
    /// <param name="requestsPerSecond">The maximum in any second; at least 1.</param>
    /// <param name="clock">The clock for all times and waits.</param>
    public RequestBudget(int requestsPerMinute, int requestsPerSecond, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requestsPerMinute, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(requestsPerSecond, 1);
        RequestsPerMinute = requestsPerMinute;
        RequestsPerSecond = requestsPerSecond;
        _clock = clock;
        _minute = new Queue<long>(requestsPerMinute);
        _second = new Queue<long>(requestsPerSecond);
        _minuteTicks = (long)(Minute.TotalSeconds * clock.TimestampFrequency);
        _secondTicks = (long)(Second.TotalSeconds * clock.TimestampFrequency);
    }

    public int RequestsPerMinute { get; }

    public int RequestsPerSecond { get; }

    /// <summary>
    /// Returns the limit per second. The documented limits are 15 per second and 100 per minute; other budgets keep that proportion.
    /// </summary>
    public static int BurstFor(int requestsPerMinute) => (int)Math.Max(1, Math.Ceiling(requestsPerMinute * 0.15));

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The wait was cancelled. The request is still counted, which can only make the budget
    /// stricter.</exception>
    public async Task<GrantedRequest> WaitAsync(bool isWrite, ICxLog log, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan wait;
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            var due = Math.Max(Next(_minute, RequestsPerMinute, _minuteTicks, now), Next(_second, RequestsPerSecond, _secondTicks, now));
            due = Math.Max(due, _newest);

            // Timers have whole milliseconds. The time at which the timer fires is recorded, because the request is sent then.
            var milliseconds = (long)Math.Ceiling((due - now) * 1000.0 / _clock.TimestampFrequency);
            wait = TimeSpan.FromMilliseconds(milliseconds);
            _newest = Math.Max(due, now + (milliseconds * _clock.TimestampFrequency / 1000));
            _minute.Enqueue(_newest);
            _second.Enqueue(_newest);
        }

        if (wait > TimeSpan.Zero)
        {
            log.Verbose(HttpMessages.BudgetExhausted(RequestsPerMinute, RequestsPerSecond, wait));
            await VisibleWait.DelayAsync(
                log, HttpMessages.WaitingForBudget(RequestsPerMinute, RequestsPerSecond), wait, _clock, cancellationToken)
                .ConfigureAwait(false);
        }

        return default;
    }

    /// <inheritdoc/>
    public void Complete(GrantedRequest request)
    {
        // The time of sending is kept, because the request is sent by this process at that time.
    }

    private static long Next(Queue<long> granted, int limit, long window, long now)
        => granted.Count < limit ? now : Math.Max(now, granted.Dequeue() + window);
}
