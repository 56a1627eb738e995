using System.Collections.Concurrent;
using CxOne.Errors;

namespace CxOne.Http;

/// <summary>
/// A request budget in a store, for all machines that use the same client. Requests of this connection are granted in the order in which
/// they arrive; only the first of them is in the store's queue, so that a connection with many requests gets no larger share. While the
/// store is away, reads continue with a quarter of the limit divided by the connections last seen, and writes are refused after a while.
/// </summary>
internal sealed class SharedRequestBudget : IRequestBudget
{
    /// <summary>How long a write waits for a store that cannot be reached.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(400);
    private readonly ConcurrentQueue<LateRequest> _late = [];
    private readonly RequestTurn _turn = new();
    private readonly IRequestPlaces _places;
    private readonly int _perMinute;
    private readonly int _perSecond;
    private readonly TimeProvider _clock;
    private RequestBudget? _reduced;
    private long _nextAttempt;
    private int _failures;
    private long _request;
    private long _reported;
    private int _uncounted;
    private int _clients = 1;

    /// <param name="places">The budget in the store.</param>
    /// <param name="requestsPerMinute">The maximum in any 60 seconds; at least 1.</param>
    /// <param name="requestsPerSecond">The maximum in any second; at least 1.</param>
    /// <param name="clock">The clock of all waits. The store grants by its own clock.</param>
    public SharedRequestBudget(IRequestPlaces places, int requestsPerMinute, int requestsPerSecond, TimeProvider clock)
    {
        _places = places;
        _perMinute = requestsPerMinute;
        _perSecond = requestsPerSecond;
        _clock = clock;
    }

    /// <summary>Counts all requests of this connection for the tenant.</summary>
    public async Task JoinAsync(string tenantId, CancellationToken cancellationToken)
    {
        await _places.JoinAsync(tenantId, cancellationToken).ConfigureAwait(false);

        // The numbers of earlier places were those of another budget.
        _late.Clear();
    }

    public void Complete(GrantedRequest request)
    {
        // The tenant counts a request when it arrives, which may be as late as its answer. The store allows half a second for that.
        var elapsed = _clock.GetElapsedTime(request.RequestedAt);
        if (request.Place > 0 && elapsed > Late)
        {
            _late.Enqueue(new LateRequest(request.Place, elapsed));
        }
    }

    public async Task<GrantedRequest> WaitAsync(bool isWrite, ICxLog log, CancellationToken cancellationToken)
    {
        await _turn.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var request = ++_request;
            var started = _clock.GetTimestamp();
            while (true)
            {
                if (await TryAsync(request, isWrite, started, log, cancellationToken).ConfigureAwait(false) is { } granted)
                {
                    return granted;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Not awaited: a stop completes at once, and the store forgets the position within seconds anyway.
            _ = _places.LeaveAsync();
            throw;
        }
        finally
        {
            _turn.Exit();
        }
    }

    /// <returns>The request if it may be sent; otherwise the wait before the next attempt is over.</returns>
    private async Task<GrantedRequest?> TryAsync(long request, bool isWrite, long started, ICxLog log, CancellationToken cancellationToken)
    {
        if (_reduced is { } reduced && !isWrite && _clock.GetTimestamp() < _nextAttempt)
        {
            return await SendReducedAsync(reduced, log, cancellationToken).ConfigureAwait(false);
        }

        RequestPlace place;
        var requestedAt = _clock.GetTimestamp();
        LateRequest[] late = [.. _late];
        try
        {
            place = await _places.TakeAsync(request, _uncounted, late, cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception) when (exception.Definition == CxErrors.StoreUnavailable)
        {
            return await WithoutStoreAsync(exception, isWrite, started, log, cancellationToken).ConfigureAwait(false);
        }

        if (_reduced is not null)
        {
            log.Warning(HttpMessages.StoreIsBack);
        }

        (_reduced, _failures, _uncounted) = (null, 0, 0);
        for (var reported = 0; reported < late.Length; reported++)
        {
            _ = _late.TryDequeue(out _);
        }

        _clients = place.Clients ?? _clients;
        if (place.IsGranted)
        {
            return new GrantedRequest(place.Number, requestedAt);
        }

        if (_reported != request)
        {
            _reported = request;
            log.Verbose(HttpMessages.SharedBudgetExhausted(_perMinute, _perSecond, place.Wait));
        }

        // The queue may move faster than expected, because another client has given up.
        await VisibleWait.DelayAsync(
            log,
            HttpMessages.WaitingForSharedBudget(_perMinute, _perSecond),
            Shorter(place.Wait, LongestPause),
            _clock,
            cancellationToken,
            place.Wait).ConfigureAwait(false);
        return null;
    }

    private async Task<GrantedRequest?> WithoutStoreAsync(
        CxException cause, bool isWrite, long started, ICxLog log, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 0.25 * Math.Pow(2, Math.Min(_failures++, 10))));
        _nextAttempt = _clock.GetTimestamp() + (long)(pause.TotalSeconds * _clock.TimestampFrequency);
        if (!isWrite)
        {
            return await SendReducedAsync(_reduced ??= Reduce(cause, log), log, cancellationToken).ConfigureAwait(false);
        }

        var left = Patience - _clock.GetElapsedTime(started);
        if (left <= TimeSpan.Zero)
        {
            throw new CxException(CxErrors.StoreUnavailable, HttpMessages.WriteNotCounted(cause.Message), cause.Item, cause);
        }

        await VisibleWait.DelayAsync(log, HttpMessages.WaitingForStore, Shorter(pause, left), _clock, cancellationToken)
            .ConfigureAwait(false);
        return null;
    }

    private async Task<GrantedRequest?> SendReducedAsync(RequestBudget reduced, ICxLog log, CancellationToken cancellationToken)
    {
        var granted = await reduced.WaitAsync(isWrite: false, log, cancellationToken).ConfigureAwait(false);
        _uncounted++;
        return granted;
    }

    private RequestBudget Reduce(CxException cause, ICxLog log)
    {
        var share = Math.Max(1, _perMinute / 4 / Math.Max(1, _clients));
        log.Warning(HttpMessages.ReducedBudget(share, cause.Message));
        return new RequestBudget(share, RequestBudget.BurstFor(share), _clock);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => WaitTime.RoundUp(one < other ? one : other);
}
