using CxOne.Connection;
using CxOne.Http;

namespace CxOne.Campaigns;

/// <summary>Reads campaigns.</summary>
public static class CampaignReader
{
    /// <summary>Reads all campaigns, one request per page. Each page is requested when the enumeration reaches it.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxRequestException">A page could not be read.</exception>
    public static IAsyncEnumerable<CxPage<Campaign>> ListAsync(CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new CampaignApi(connection.Client, log).ListAsync(cancellationToken);
    }

    /// <summary>Reads one campaign.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the campaign.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxRequestException">The tenant has no such campaign (<c>ObjectNotFound</c>), or the request failed.
    /// </exception>
    public static async Task<Campaign> GetAsync(CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return CampaignApi.ToCampaign(await new CampaignApi(connection.Client, log).GetAsync(id, cancellationToken).ConfigureAwait(false));
    }
}
