using CxOne.Errors;

namespace CxOne.Exclusive;

/// <summary>Takes locks for operations, and shows the user who holds a lock while they wait for it.</summary>
public static class ExclusiveUse
{
    // Often enough to show the next holder, and rare enough to be no load.
    private static readonly TimeSpan HolderLookup = TimeSpan.FromSeconds(2);

    /// <summary>Takes a lock. A wait for another holder is reported.</summary>
    /// <param name="locks">The locks.</param>
    /// <param name="name">The name of the lock, 1 to 200 characters.</param>
    /// <param name="timeout">The longest wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="clock">The clock of the wait.</param>
    /// <param name="log">Is notified of the wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The lock. Its disposal releases it.</returns>
    /// <exception cref="CxValidationException">The name is invalid.</exception>
    /// <exception cref="CxException">Another holder had the lock for the whole time (<c>LockTimeout</c>), or the locks cannot be used.
    /// </exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static async Task<IExclusiveLease> AcquireAsync(
        IExclusiveLocks locks, string name, TimeSpan timeout, TimeProvider clock, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(locks);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(log);
        CxValidationException.ThrowIfAny(name.Length is < 1 or > 200 || name.Any(char.IsControl) ? [ExclusiveMessages.NameInvalid] : []);
        if (await locks.TryAcquireAsync(name, TimeSpan.Zero, cancellationToken).ConfigureAwait(false) is { } free)
        {
            return free;
        }

        var holder = (await locks.FindHolderAsync(name, cancellationToken).ConfigureAwait(false))?.ToString();
        if (timeout != TimeSpan.Zero)
        {
            log.Warning(ExclusiveMessages.WaitStarts(name, holder));
            if (await WaitAsync(locks, name, holder, timeout, clock, log, cancellationToken).ConfigureAwait(false) is { } lease)
            {
                return lease;
            }

            holder = (await locks.FindHolderAsync(name, cancellationToken).ConfigureAwait(false))?.ToString() ?? holder;
        }

        throw new CxException(CxErrors.LockTimeout, ExclusiveMessages.TimedOut(name, holder, timeout), name);
    }

    /// <summary>Returns the error for a lock that was lost while it was held.</summary>
    /// <param name="name">The name of the lock.</param>
    public static CxException LostError(string name) => new(CxErrors.LockLost, ExclusiveMessages.Lost(name), name);

    private static async Task<IExclusiveLease?> WaitAsync(
        IExclusiveLocks locks, string name, string? holder, TimeSpan timeout, TimeProvider clock, ICxLog log, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var acquiring = locks.TryAcquireAsync(name, timeout, cancellationToken);
        var started = clock.GetTimestamp();
        while (!acquiring.IsCompleted)
        {
            TimeSpan? left = timeout == Timeout.InfiniteTimeSpan ? null : timeout - clock.GetElapsedTime(started);
            var pause = VisibleWait.DelayAsync(log, ExclusiveMessages.Waiting(name, holder), HolderLookup, clock, ended.Token, left);
            if (await Task.WhenAny(acquiring, pause).ConfigureAwait(false) != acquiring && !cancellationToken.IsCancellationRequested)
            {
                holder = (await locks.FindHolderAsync(name, cancellationToken).ConfigureAwait(false))?.ToString() ?? holder;
            }
        }

        await ended.CancelAsync().ConfigureAwait(false);
        return await acquiring.ConfigureAwait(false);
    }
}
