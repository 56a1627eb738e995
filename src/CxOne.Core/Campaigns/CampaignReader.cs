using CxOne.Connection;
using CxOne.Http;

namespace CxOne.Campaigns;

/// <summary>Reads campaigns.</summary>
public static class CampaignReader
{
    /// <summary>All of them, a request a page, none before it is asked for.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    public static IAsyncEnumerable<CxPage<Campaign>> ListAsync(CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new CampaignApi(connection.Client, log).ListAsync(cancellationToken);
    }

    /// <summary>One of them.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">Its id.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="Errors.CxRequestException">There is none (<c>ObjectNotFound</c>), or any request error.</exception>
    public static async Task<Campaign> GetAsync(CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return CampaignApi.ToCampaign(await new CampaignApi(connection.Client, log).GetAsync(id, cancellationToken).ConfigureAwait(false));
    }
}
