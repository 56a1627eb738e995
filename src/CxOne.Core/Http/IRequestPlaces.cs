namespace CxOne.Http;

/// <summary>
/// The request budget that several machines share. One instance belongs to one connection and is called by one caller at a time.
/// </summary>
public interface IRequestPlaces
{
    /// <summary>Requests a place for a request.</summary>
    /// <param name="request">The number of the request, from 1. A number that was granted before is not counted again.</param>
    /// <param name="uncounted">The number of requests that were sent while the store was away.</param>
    /// <param name="late">Earlier requests whose answers came late.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The place, or the time to wait before the next call.</returns>
    /// <exception cref="Errors.CxException">The store cannot be reached (<c>StoreUnavailable</c>).</exception>
    Task<RequestPlace> TakeAsync(
        long request, int uncounted, IReadOnlyList<LateRequest> late, CancellationToken cancellationToken);

    /// <summary>Gives up the position in the queue. A failure is ignored, because the position expires by itself.</summary>
    Task LeaveAsync();

    /// <summary>Counts the requests of this connection, also those already granted, for the tenant.</summary>
    /// <param name="tenantId">The id of the tenant.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Errors.CxException">The store cannot be reached (<c>StoreUnavailable</c>).</exception>
    Task JoinAsync(string tenantId, CancellationToken cancellationToken);
}
