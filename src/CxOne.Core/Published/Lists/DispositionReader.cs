using CxOne.Connection;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Reads dispositions.</summary>
public static class DispositionReader
{
    private static readonly string[] ListKeys = ["dispositions"];

    /// <summary>Reads all dispositions, one request per 100. Each page is requested when the enumeration reaches it.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), or a page could not be
    /// read.</exception>
    public static IAsyncEnumerable<CxPage<Disposition>> ListAsync(CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        return new PublishedClient(connection, log).ReadPagesAsync(
            PublishedRoutes.Dispositions,
            null,
            ListKeys,
            static (entry, response) => PublishedClient.Read(entry, ListTables.Disposition, PublishedJson.Default.Disposition, response),
            cancellationToken);
    }

    /// <summary>Reads one disposition.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the disposition.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), has no such disposition
    /// (<c>ObjectNotFound</c>), or the request failed.</exception>
    public static async Task<Disposition> GetAsync(
        CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        PublishedId.Require(id);
        var state = await new PublishedClient(connection, log).ReadObjectAsync(
            PublishedRoutes.Disposition, id, ListKeys, ListTables.Disposition, cancellationToken).ConfigureAwait(false);
        return PublishedClient.Read(state.Body, PublishedJson.Default.Disposition, state.Answer!);
    }
}
