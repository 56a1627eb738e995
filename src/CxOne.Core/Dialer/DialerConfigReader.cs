using CxOne.Connection;
using CxOne.Http;

namespace CxOne.Dialer;

/// <summary>Reads dialer configurations.</summary>
public static class DialerConfigReader
{
    /// <summary>Reads all configurations, one request per page. Each page is requested when the enumeration reaches it.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxRequestException">A page could not be read.</exception>
    public static IAsyncEnumerable<CxPage<DialerConfig>> ListAsync(CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new DialerConfigApi(connection.Client, log).ListAsync(cancellationToken);
    }

    /// <summary>Reads one configuration with its version.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the configuration.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxRequestException">The tenant has no such configuration (<c>ObjectNotFound</c>), or the request failed.
    /// </exception>
    public static async Task<DialerConfig> GetAsync(CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return DialerConfigApi.ToConfig(
            await new DialerConfigApi(connection.Client, log).GetAsync(id, cancellationToken).ConfigureAwait(false));
    }
}
