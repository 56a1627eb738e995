using System.Globalization;

namespace CxOne.Stores;

/// <summary>The request budget of a client of a tenant.</summary>
/// <param name="TenantId">The id of the tenant, or the address for a client whose tenant is not known yet.</param>
/// <param name="ClientId">The id of the client.</param>
/// <param name="UsedLastMinute">The number of requests in the last 60 seconds, of all machines.</param>
/// <param name="ConnectionCount">The number of connections that were seen in the last five minutes.</param>
public sealed record CxStoreBudget(string TenantId, string ClientId, int UsedLastMinute, int ConnectionCount)
{
    /// <inheritdoc/>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{ClientId} at {TenantId}: {UsedLastMinute} requests in the last minute");
}
