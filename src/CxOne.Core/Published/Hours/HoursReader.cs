using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CxOne.Connection;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Reads profiles of hours of operation.</summary>
public static class HoursReader
{
    // The second one is of older versions.
    private static readonly string[] ListKeys = ["hoursOfOperation", "hoursOfOperationProfiles"];

    /// <summary>
    /// Reads all profiles, one request per 100. A profile that the list has without its days is read by itself. Each page is requested when
    /// the enumeration reaches it.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), or a request failed.
    /// </exception>
    public static async IAsyncEnumerable<CxPage<HoursOfOperation>> ListAsync(
        CxConnection connection, ICxLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in ListNamesAsync(connection, log, cancellationToken).ConfigureAwait(false))
        {
            List<HoursOfOperation> complete = [];
            foreach (var profile in page.Items)
            {
                // Without its days, a profile would look as if it were open at all times.
                complete.Add(profile.Days is not null
                    ? profile
                    : await GetAsync(connection, PublishedId.Text(profile.Id), log, cancellationToken).ConfigureAwait(false));
            }

            yield return new CxPage<HoursOfOperation>(complete, page.Total);
        }
    }

    /// <summary>Reads one profile.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the profile.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), has no such profile
    /// (<c>ObjectNotFound</c>), or the request failed.</exception>
    public static async Task<HoursOfOperation> GetAsync(
        CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        PublishedId.Require(id);
        var state = await new PublishedClient(connection, log).ReadObjectAsync(
            PublishedRoutes.HoursProfile, id, ListKeys, HoursTables.Profile, cancellationToken).ConfigureAwait(false);
        return Read(state.Body, state.Answer!);
    }

    /// <summary>Reads all profiles as the list has them, which may be without their days.</summary>
    public static IAsyncEnumerable<CxPage<HoursOfOperation>> ListNamesAsync(
        CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);

        // NICE's API description requires the filter.
        return new PublishedClient(connection, log).ReadPagesAsync(
            PublishedRoutes.HoursProfiles, "isDeleted=false", ListKeys, Read, cancellationToken);
    }

    private static HoursOfOperation Read(JsonObject entry, CxResponse response)
        => PublishedClient.Read(
            PublishedClient.Normalize(() => HoursTables.Normalize(entry), response), PublishedJson.Default.HoursOfOperation, response);
}
