using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>
/// Obtains tokens in the form of the endpoint's style. For access keys, it renews a token with its refresh token first, and uses the host
/// that answered last first.
/// </summary>
internal sealed class TokenSource
{
    private readonly CxConnectOptions _options;
    private readonly TokenRequests _requests;
    private AccessToken? _refreshed;
    private Uri _host;

    public TokenSource(CxConnectOptions options, TokenRequests requests)
    {
        _options = options;
        _requests = requests;
        _host = options.Endpoint.TokenHost;
    }

    /// <summary>Obtains a token. The token cache calls it for one caller at a time.</summary>
    /// <exception cref="CxRequestException">The credential or the scopes were refused, or the request failed.</exception>
    public async Task<AccessToken> FetchAsync(AccessToken? former, ICxLog log, CancellationToken cancellationToken)
    {
        if (!_options.Endpoint.IsAccessKey)
        {
            return await _requests.ByClientAsync(_host, log, cancellationToken).ConfigureAwait(false);
        }

        // A refresh token can be used once, also if its use fails and the request with the key does too.
        if (former?.RefreshToken is not null && !ReferenceEquals(former, _refreshed))
        {
            _refreshed = former;
            try
            {
                return await _requests.ByRefreshTokenAsync(_host, former, log, cancellationToken).ConfigureAwait(false);
            }
            catch (CxRequestException exception)
            {
                log.Verbose(ConnectionMessages.RefreshTokenRefused(exception.ErrorId));
            }
        }

        return await FetchByKeyAsync(log, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Returns whether a host does not offer a path: it cannot be reached, or it has no such path. It has refused nothing.
    /// </summary>
    internal static bool IsUnavailable(CxRequestException exception)
        => exception.StatusCode == 404 || (exception.NeverArrived && exception.Definition == CxErrors.ConnectionFailed);

    private async Task<AccessToken> FetchByKeyAsync(ICxLog log, CancellationToken cancellationToken)
    {
        var other = _host == _options.Endpoint.TokenHost ? _options.Endpoint.FallbackTokenHost : _options.Endpoint.TokenHost;
        try
        {
            return await _requests.ByKeyAsync(_host, log, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException first) when (other is not null && IsUnavailable(first))
        {
            log.Verbose(ConnectionMessages.TokenHostUnavailable(_host.Host, first.ErrorId, other.Host));
            if (await TryByKeyAsync(other, log, cancellationToken).ConfigureAwait(false) is { } token)
            {
                _host = other;
                return token;
            }

            // The network is down, or neither host is right. The error is about the host that was to be used.
            throw;
        }
    }

    /// <summary>Requests a token at the other host; <see langword="null"/> if that is not available either.</summary>
    private async Task<AccessToken?> TryByKeyAsync(Uri host, ICxLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await _requests.ByKeyAsync(host, log, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (IsUnavailable(exception))
        {
            return null;
        }
    }
}
