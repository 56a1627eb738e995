namespace CxOne.Http;

/// <summary>How requests are paced, repeated and given up.</summary>
public sealed record CxRequestOptions
{
    private const int CallbackRetries = 3;
    private static readonly TimeSpan CallbackTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Requests in any 60 seconds; the burst of any second keeps the documented proportion of 15 to 100.</summary>
    public int RequestsPerMinute { get; init; } = 100;

    /// <summary>Further attempts after the first, 0 to 20.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>Total time of one request, retries and waits included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Time of one attempt, from sending to the last byte of the answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>First back-off where the tenant names no wait; doubles with every attempt.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Longest back-off where the tenant names no wait.</summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest <c>Retry-After</c> that is slept through; a longer one ends the request with an error that names it.</summary>
    public TimeSpan MaximumRetryAfter { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Largest answer that is read, in bytes.</summary>
    public long MaximumResponseBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>The clock of every wait, deadline and expiry.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Source of jitter, 0 (inclusive) to 1 (exclusive).</summary>
    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>The same for a receiver of the user's, which gets less patience than the tenant.</summary>
    internal CxRequestOptions ForCallbacks() => this with
    {
        Timeout = CallbackTimeout,
        AttemptTimeout = CallbackTimeout / 2,
        MaximumRetryCount = Math.Min(CallbackRetries, MaximumRetryCount),
        MaximumResponseBytes = 64 * 1024,
    };
}
