using CxOne.Audit;
using CxOne.Exclusive;
using CxOne.Http;

namespace CxOne.Stores;

/// <summary>What several machines share: the request budget of a client, locks, and one audit log.</summary>
public interface ICxStore : IDisposable
{
    /// <summary>Gets the name of the store: server, port and database, without secrets.</summary>
    string Name { get; }

    /// <summary>Gets the locks among all machines.</summary>
    IExclusiveLocks Locks { get; }

    /// <summary>Gets the audit log of all machines.</summary>
    IAuditSink Audit { get; }

    /// <summary>Opens the request budget of a client.</summary>
    /// <param name="address">The address that the client uses until its tenant is known.</param>
    /// <param name="clientId">The id of the client.</param>
    /// <param name="requestsPerMinute">The maximum in any 60 seconds.</param>
    /// <param name="requestsPerSecond">The maximum in any second.</param>
    IRequestPlaces OpenBudget(string address, string clientId, int requestsPerMinute, int requestsPerSecond);

    /// <summary>Reads the state of the store.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Errors.CxException">The store cannot be reached (<c>StoreUnavailable</c>).</exception>
    Task<CxStoreStatus> ReadStatusAsync(CancellationToken cancellationToken);
}
