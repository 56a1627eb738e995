using CxOne.Connection;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>Reads points of contact.</summary>
public static class PointOfContactReader
{
    private static readonly string[] ListKeys = ["pointsOfContact"];

    /// <summary>Reads all points of contact, one request per 100. Each page is requested when the enumeration reaches it.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), or a page could not be
    /// read.</exception>
    public static IAsyncEnumerable<CxPage<PointOfContact>> ListAsync(
        CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        return new PublishedClient(connection, log).ReadPagesAsync(
            PublishedRoutes.PointsOfContact,
            null,
            ListKeys,
            static (entry, response) => PointOfContactShape.Read(
                new VersionedState(PublishedClient.Normalize(entry, PointOfContactShape.Table, response), null) { Answer = response }),
            cancellationToken);
    }

    /// <summary>Reads one point of contact.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the point of contact.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), has no such point of
    /// contact (<c>ObjectNotFound</c>), or the request failed.</exception>
    public static async Task<PointOfContact> GetAsync(
        CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        PublishedId.Require(id);
        return PointOfContactShape.Read(
            await ReadAsync(new PublishedClient(connection, log), id, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads one point of contact in the module's form.</summary>
    internal static Task<VersionedState> ReadAsync(PublishedClient client, string id, CancellationToken cancellationToken)
        => client.ReadObjectAsync(PublishedRoutes.PointOfContact, id, ListKeys, PointOfContactShape.Table, cancellationToken);
}
