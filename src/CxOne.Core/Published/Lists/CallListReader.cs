using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Reads call lists with their counts.</summary>
public static class CallListReader
{
    private static readonly string[] ListKeys = ["callingLists"];

    /// <summary>Reads all call lists, one request per 100. Each page is requested when the enumeration reaches it.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), or a page could not be read.
    /// </exception>
    public static IAsyncEnumerable<CxPage<CallList>> ListAsync(CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        return new PublishedClient(connection, log).ReadPagesAsync(
            PublishedRoutes.CallLists,
            null,
            ListKeys,
            static (entry, response) => PublishedClient.Read(
                PublishedClient.Normalize(() => ListTables.NormalizeCallList(entry), response), PublishedJson.Default.CallList, response),
            cancellationToken);
    }

    /// <summary>
    /// Reads one call list, from the list of all of them: the call for a single one returns its records as well, and not its id.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the call list.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), has no such call list
    /// (<c>ObjectNotFound</c>), or a request failed.</exception>
    public static async Task<CallList> GetAsync(CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        PublishedId.Require(id);
        await foreach (var page in ListAsync(connection, log, cancellationToken).ConfigureAwait(false))
        {
            if (page.Items.FirstOrDefault(list => PublishedId.Text(list.Id) == id) is { } found)
            {
                return found;
            }
        }

        throw new CxException(CxErrors.ObjectNotFound, PublishedMessages.NotFound(id, connection.TenantId), id);
    }
}
