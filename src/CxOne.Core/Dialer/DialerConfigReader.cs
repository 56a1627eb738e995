using CxOne.Connection;
using CxOne.Http;

namespace CxOne.Dialer;

/// <summary>Reads dialer configurations.</summary>
public static class DialerConfigReader
{
    /// <summary>All of them, a request a page, none before it is asked for.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    public static IAsyncEnumerable<CxPage<DialerConfig>> ListAsync(CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new DialerConfigApi(connection.Client, log).ListAsync(cancellationToken);
    }

    /// <summary>One of them, with its version.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">Its id.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="Errors.CxRequestException">There is none (<c>ObjectNotFound</c>), or any request error.</exception>
    public static async Task<DialerConfig> GetAsync(CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return DialerConfigApi.ToConfig(
            await new DialerConfigApi(connection.Client, log).GetAsync(id, cancellationToken).ConfigureAwait(false));
    }
}
