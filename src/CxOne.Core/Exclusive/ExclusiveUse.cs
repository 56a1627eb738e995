using CxOne.Errors;

namespace CxOne.Exclusive;

/// <summary>Takes locks for operations, and shows the user who holds a lock while they wait for it.</summary>
public static class ExclusiveUse
{
    // Often enough to show the next holder, and rare enough to be no load.
    private static readonly TimeSpan HolderLookup = TimeSpan.FromSeconds(2);

    // How long a restart or a fail-over of the store may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

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
        var started = clock.GetTimestamp();
        long? awaySince = null;
        while (true)
        {
            try
            {
                var left = timeout == Timeout.InfiniteTimeSpan ? timeout : Later(timeout - clock.GetElapsedTime(started));
                return await TryAsync(locks, name, timeout, left, clock, log, cancellationToken).ConfigureAwait(false);
            }
            catch (CxException exception) when (
                exception.Definition == CxErrors.StoreUnavailable
                && clock.GetElapsedTime(awaySince ??= clock.GetTimestamp()) < Patience)
            {
                await VisibleWait.DelayAsync(log, ExclusiveMessages.StoreAway(name), Pause, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static TimeSpan Later(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private static async Task<IExclusiveLease> TryAsync(
        IExclusiveLocks locks, string name, TimeSpan timeout, TimeSpan left, TimeProvider clock, ICxLog log,
        CancellationToken cancellationToken)
    {
        if (await locks.TryAcquireAsync(name, TimeSpan.Zero, cancellationToken).ConfigureAwait(false) is { } free)
        {
            return free;
        }

        var holder = (await locks.FindHolderAsync(name, cancellationToken).ConfigureAwait(false))?.ToString();
        if (left != TimeSpan.Zero)
        {
            log.Warning(ExclusiveMessages.WaitStarts(name, holder));
            if (await WaitAsync(locks, name, holder, left, clock, log, cancellationToken).ConfigureAwait(false) is { } lease)
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
        IExclusiveLocks locks, string name, string? holder, TimeSpan timeout, TimeProvider clock, ICxLog log,
        CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var acquiring = locks.TryAcquireAsync(name, timeout, ended.Token);
        try
        {
            var started = clock.GetTimestamp();
            while (!acquiring.IsCompleted)
            {
                TimeSpan? left = timeout == Timeout.InfiniteTimeSpan ? null : timeout - clock.GetElapsedTime(started);
                var pause = VisibleWait.DelayAsync(log, ExclusiveMessages.Waiting(name, holder), HolderLookup, clock, ended.Token, left);
                if (await Task.WhenAny(acquiring, pause).ConfigureAwait(false) != acquiring)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    holder = (await locks.FindHolderAsync(name, cancellationToken).ConfigureAwait(false))?.ToString() ?? holder;
                }
            }

            return await acquiring.ConfigureAwait(false);
        }
        catch
        {
            // A lock that comes at this moment would have no owner.
            await ended.CancelAsync().ConfigureAwait(false);
            if (await Task.WhenAny(acquiring).ConfigureAwait(false) is { IsCompletedSuccessfully: true } late
                && await late.ConfigureAwait(false) is { } lease)
            {
                await lease.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }
}
