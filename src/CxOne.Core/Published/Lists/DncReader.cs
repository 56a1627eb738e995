using System.Text.Json.Nodes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Reads do-not-call groups and their records.</summary>
public static class DncReader
{
    private static readonly string[] GroupKeys = ["dncGroups"];
    private static readonly string[] SearchKeys = ["searchResults"];

    // The second one is of public clients.
    private static readonly string[] RecordKeys = ["dncRecords", "dncGroupRecords"];

    /// <summary>Reads all do-not-call groups in one request; the interface has no pages of them.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), or the request failed.
    /// </exception>
    public static async Task<IReadOnlyList<DncGroup>> ReadGroupsAsync(
        CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        return await new PublishedClient(connection, log).ReadListAsync(
            PublishedRoutes.DncGroups,
            [],
            null,
            GroupKeys,
            static (entry, response) => PublishedClient.Read(entry, ListTables.DncGroup, PublishedJson.Default.DncGroup, response),
            null,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the do-not-call records of a number, in all groups. Nothing is changed at the tenant.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="phoneNumber">The number, in the form of <see cref="DncNumber.Normalize"/> or as it is written.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>One record per group; empty if no group has the number.</returns>
    /// <exception cref="CxValidationException">The text is no phone number.</exception>
    /// <exception cref="CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), or the request failed.
    /// </exception>
    public static async Task<IReadOnlyList<DncRecord>> FindAsync(
        CxConnection connection, string phoneNumber, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        var number = DncNumber.Normalize(phoneNumber);
        var now = connection.Client.Clock.GetUtcNow();
        return await new PublishedClient(connection, log).ReadListAsync(
            PublishedRoutes.DncSearch,
            [],
            $"phoneNumber={number}",
            SearchKeys,
            (entry, response) => Read(entry, response, now) with { PhoneNumber = number },
            phoneNumber,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the records of a do-not-call group, one request per 100.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="group">The group.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), or a page could not be read.
    /// </exception>
    public static IAsyncEnumerable<CxPage<DncRecord>> ListRecordsAsync(
        CxConnection connection, DncGroup group, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(log);
        var now = connection.Client.Clock.GetUtcNow();
        return new PublishedClient(connection, log).ReadPagesAsync(
            PublishedRoutes.DncGroupRecords,
            [PublishedId.Text(group.Id)],
            null,
            RecordKeys,
            (entry, response) => Read(entry, response, now) with { GroupId = group.Id, GroupName = group.Name },
            group.Id,
            cancellationToken);
    }

    private static DncRecord Read(JsonObject entry, CxResponse response, DateTimeOffset now)
    {
        var record = PublishedClient.Read(entry, ListTables.DncRecord, PublishedJson.Default.DncRecord, response);
        return record with { IsExpired = record.ExpiredDate <= now };
    }
}
