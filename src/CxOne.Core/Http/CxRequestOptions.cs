namespace CxOne.Http;

/// <summary>The request budget, the retries and the time-outs of requests.</summary>
public sealed record CxRequestOptions
{
    private const int CallbackRetries = 3;
    private static readonly TimeSpan CallbackTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Gets the maximum number of requests in any 60 seconds. Any second may have 15 % of them. The default is 100.</summary>
    public int RequestsPerMinute { get; init; } = 100;

    /// <summary>Gets the maximum number of retries, in addition to the original request; 0 to 20. The default is 4.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>Gets the time-out of a request, including its retries and waits. The default is 300 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Gets the time-out of one attempt, from sending to the last byte of the answer. The default is 100 seconds.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Gets the first back-off, if the tenant sends no <c>Retry-After</c>. It doubles with each attempt. The default is 0.5 seconds.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Gets the longest back-off. The default is 30 seconds.</summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets the longest <c>Retry-After</c> that is waited for. A longer one ends the request with <c>RetryAfterTooLong</c>. The default is
    /// 120 seconds.
    /// </summary>
    public TimeSpan MaximumRetryAfter { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Gets the size of the largest answer that is read, in bytes. The default is 64 MB.</summary>
    public long MaximumResponseBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Gets the clock for waits, deadlines and expiry.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets the source of the jitter: numbers from 0 (inclusive) to 1 (exclusive).</summary>
    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>Returns the options for callbacks, with shorter time-outs and fewer retries.</summary>
    internal CxRequestOptions ForCallbacks() => this with
    {
        Timeout = CallbackTimeout,
        AttemptTimeout = CallbackTimeout / 2,
        MaximumRetryCount = Math.Min(CallbackRetries, MaximumRetryCount),
        MaximumResponseBytes = 64 * 1024,
    };
}
