namespace CxOne.Http;

/// <summary>Delays requests so that the tenant's limits are kept.</summary>
internal interface IRequestBudget
{
    /// <summary>Waits until the next request may be sent.</summary>
    /// <param name="isWrite">Whether the request changes something.</param>
    /// <param name="log">Is notified of the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What <see cref="Complete"/> needs when the answer is there.</returns>
    /// <exception cref="Errors.CxException">A write cannot be counted (<c>StoreUnavailable</c>).</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    Task<GrantedRequest> WaitAsync(bool isWrite, ICxLog log, CancellationToken cancellationToken);

    /// <summary>Notes that the answer of a request has come, or that it will not come.</summary>
    /// <param name="request">The request.</param>
    void Complete(GrantedRequest request);
}
