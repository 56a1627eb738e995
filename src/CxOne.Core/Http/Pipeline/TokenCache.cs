using CxOne.Errors;

namespace CxOne.Http;

/// <summary>
/// Holds the token of a connection. All callers that need a token at the same time share one request. A renewal that fails while the token
/// is still valid is not an error. A token that the tenant refused is not used again.
/// </summary>
internal sealed class TokenCache : IDisposable
{
    private static readonly TimeSpan RefreshPause = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly Func<AccessToken?, ICxLog, CancellationToken, Task<AccessToken>> _fetch;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationToken _closed;
    private AccessToken? _current;
    private AccessToken? _former;
    private Task<AccessToken>? _fetching;
    private bool _isClosed;
    private DateTimeOffset _noRefreshBefore = DateTimeOffset.MinValue;

    public TokenCache(Func<AccessToken?, ICxLog, CancellationToken, Task<AccessToken>> fetch, TimeProvider clock)
    {
        _fetch = fetch;
        _clock = clock;
        _closed = _closing.Token;
    }

    public AccessToken? Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    /// <exception cref="CxException">There is no valid token, and none could be obtained.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled. The request for the token continues for the other
    /// callers.</exception>
    public async ValueTask<AccessToken> GetAsync(ICxLog log, CancellationToken cancellationToken)
    {
        Task<AccessToken> fetching;
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            if (_current is { } live && now < live.ExpiresAt && (now < live.RefreshAt || now < _noRefreshBefore))
            {
                return live;
            }

            // Not on this thread, which holds the lock, and not with the token of this caller, whose cancellation would end it for all.
            fetching = _fetching ??= Task.Run(() => FetchAsync(log), CancellationToken.None);
        }

        try
        {
            return await fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            lock (_lock)
            {
                var now = _clock.GetUtcNow();
                if (_current is { } live && now < live.ExpiresAt)
                {
                    _noRefreshBefore = now + RefreshPause;
                    log.Verbose(HttpMessages.TokenNotRenewed(exception.ErrorId, live.ExpiresAt));
                    return live;
                }
            }

            throw;
        }
    }

    /// <summary>Discards a token that the tenant refused, unless another one has already replaced it.</summary>
    public void Discard(AccessToken token)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_current, token))
            {
                _current = null;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            _current = null;
            _former = null;
        }

        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task<AccessToken> FetchAsync(ICxLog log)
    {
        try
        {
            AccessToken? former;
            lock (_lock)
            {
                former = _former;
            }

            var token = await _fetch(former, log, _closed).ConfigureAwait(false);
            lock (_lock)
            {
                // A token that arrives after the connection was closed is not kept.
                if (_isClosed)
                {
                    throw Closed(null);
                }

                _current = _former = token;
                _noRefreshBefore = DateTimeOffset.MinValue;
            }

            return token;
        }
        catch (OperationCanceledException exception) when (_closed.IsCancellationRequested)
        {
            throw Closed(exception);
        }
        finally
        {
            lock (_lock)
            {
                _fetching = null;
            }
        }
    }

    private static CxException Closed(Exception? cause)
        => new(CxErrors.ConnectionClosed, HttpMessages.ConnectionClosed, innerException: cause);
}
