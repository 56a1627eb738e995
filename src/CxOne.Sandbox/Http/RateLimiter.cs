namespace CxOne.Sandbox.Http;

/// <summary>Counts the requests of each client in a sliding window of 60 seconds.</summary>
internal sealed class RateLimiter
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, Queue<DateTimeOffset>> _accepted = new(StringComparer.Ordinal);
    private readonly int _limit;

    public RateLimiter(int limit) => _limit = limit;

    /// <summary>Counts a request if the limit allows it; otherwise returns the whole seconds until it does.</summary>
    public bool TryTake(string client, DateTimeOffset now, out int retryAfterSeconds)
    {
        if (!_accepted.TryGetValue(client, out var times))
        {
            _accepted[client] = times = new Queue<DateTimeOffset>();
        }

        while (times.TryPeek(out var oldest) && now - oldest >= Window)
        {
            times.Dequeue();
        }

        if (times.Count < _limit)
        {
            times.Enqueue(now);
            retryAfterSeconds = 0;
            return true;
        }

        retryAfterSeconds = Math.Max(1, (int)Math.Ceiling((times.Peek() + Window - now).TotalSeconds));
        return false;
    }

    public void Clear() => _accepted.Clear();
}
