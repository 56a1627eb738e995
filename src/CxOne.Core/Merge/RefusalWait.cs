using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Merge;

/// <summary>
/// The wait before a write that the tenant refuses for now is repeated by the operation itself, because the object is read again first.
/// </summary>
internal static class RefusalWait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="refusal">The refusal; its <c>Retry-After</c> counts.</param>
    /// <param name="attempt">The number of refusals so far, from 1.</param>
    /// <param name="what">The object in messages.</param>
    /// <param name="jitter">Returns a random number from 0 to 1.</param>
    /// <param name="clock">The clock of the wait.</param>
    /// <param name="log">Is notified of the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task WaitAsync(
        CxRequestException refusal,
        int attempt,
        string what,
        Func<double> jitter,
        TimeProvider clock,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        var wait = refusal.RetryAfter ?? TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempt), Longest.TotalSeconds) * (1 + jitter()) / 2);
        log.Verbose(MergeMessages.RefusedForNow(what, refusal.StatusCode, wait));
        return VisibleWait.DelayAsync(
            log, MergeMessages.WaitingAfterRefusal(what, refusal.StatusCode), WaitTime.RoundUp(wait), clock, cancellationToken);
    }
}
