namespace CxOne.Http;

/// <summary>Delays requests so that the tenant's limits are kept.</summary>
internal interface IRequestBudget
{
    /// <summary>Waits until the next request may be sent.</summary>
    /// <param name="isWrite">Whether the request changes something.</param>
    /// <param name="log">Is notified of the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Errors.CxException">A write cannot be counted (<c>StoreUnavailable</c>).</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    Task WaitAsync(bool isWrite, ICxLog log, CancellationToken cancellationToken);
}
