using CxOne.Connection;
using CxOne.Http;

namespace CxOne.DataActions;

/// <summary>Reads data actions.</summary>
public static class DataActionReader
{
    /// <summary>Reads all data actions, with one request per page that is sent when the page is enumerated.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxRequestException">A page could not be read.</exception>
    public static IAsyncEnumerable<CxPage<DataAction>> ListAsync(CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new DataActionApi(connection.Client, log).ListAsync(cancellationToken);
    }

    /// <summary>Reads one data action.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the data action.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxRequestException">
    /// The tenant has no data action with this id (<c>ObjectNotFound</c>), or the request failed.
    /// </exception>
    public static Task<DataAction> GetAsync(CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new DataActionApi(connection.Client, log).GetAsync(id, cancellationToken);
    }
}
