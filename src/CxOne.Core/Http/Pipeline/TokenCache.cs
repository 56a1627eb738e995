using CxOne.Errors;

namespace CxOne.Http;

/// <summary>
/// Holds the token of one connection. However many callers need a token at once, one request is made; a renewal that fails while
/// the token still lives is no error; a token that the tenant refused is not used again.
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

    /// <exception cref="CxException">No token lives and none could be had.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the request for the token goes on for the others.</exception>
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

            // On the pool: the fetch must not run inside the lock, and no single caller's cancellation may end it for all.
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
                    log.Verbose(
                        $"The token could not be renewed ({exception.ErrorId}); "
                            + $"the present one lives until {live.ExpiresAt:u} and stays in use.");
                    return live;
                }
            }

            throw;
        }
    }

    /// <summary>Forgets a token that the tenant refused; one that has replaced it meanwhile stays.</summary>
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
                // One that comes after the end is not kept, whoever asked for it.
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
        => new(CxErrors.ConnectionClosed, "The connection was closed while the request was under way.", innerException: cause);
}
