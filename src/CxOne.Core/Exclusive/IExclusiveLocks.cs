namespace CxOne.Exclusive;

/// <summary>Named locks of which only one holder at a time exists, on one computer or among all computers that use a store.</summary>
public interface IExclusiveLocks
{
    /// <summary>Takes a lock.</summary>
    /// <param name="name">The name of the lock.</param>
    /// <param name="timeout">The longest wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The lock, which its disposal releases; <see langword="null"/> if another holder had it for the whole time.</returns>
    /// <exception cref="Errors.CxException">The store cannot be reached (<c>StoreUnavailable</c>), or the lock file cannot be used
    /// (<c>AuditWriteFailed</c>, <c>AuditPathUnsafe</c>).</exception>
    Task<IExclusiveLease?> TryAcquireAsync(string name, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Returns who holds a lock; <see langword="null"/> if it is free or the holder is not known.</summary>
    /// <param name="name">The name of the lock.</param>
    /// <param name="cancellationToken">Cancels the lookup.</param>
    /// <exception cref="Errors.CxException">The store cannot be reached (<c>StoreUnavailable</c>).</exception>
    Task<ExclusiveHolder?> FindHolderAsync(string name, CancellationToken cancellationToken);
}
