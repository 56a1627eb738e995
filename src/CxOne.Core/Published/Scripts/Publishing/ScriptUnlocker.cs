using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>Releases the tenant's locks of scripts.</summary>
public static class ScriptUnlocker
{
    internal const string Action = "Script.Unlock";

    /// <summary>Returns who holds the lock of a script. Sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="name">The name of the script, with its folder.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The state of the lock.</returns>
    /// <exception cref="CxException">The tenant has no such script (<c>ObjectNotFound</c>), or the request failed.</exception>
    public static async Task<ScriptUnlock> FindAsync(
        CxConnection connection, string name, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(log);
        var body = await ScriptBodyReader.ReadAsync(connection, name, log, cancellationToken).ConfigureAwait(false);
        return new ScriptUnlock
        {
            Name = body.Name.Length > 0 ? body.Name : name,
            Status = body.LockedBy is null ? ScriptUnlock.Free : ScriptUnlock.Locked,
            LockedBy = body.LockedBy,
        };
    }

    /// <summary>Releases a lock: the own one, or with <paramref name="force"/> also that of another user, whose unsaved work it may cost.
    /// Only the lock of the user whom the caller has seen is released. A script that was free is left alone.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="seen">The lock as <see cref="FindAsync"/> returned it, and as the caller has shown it to the user.</param>
    /// <param name="force">Whether the lock of another user is taken away.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxUnknownOutcomeException">It is not known who holds the lock now, or the lock was released and another user holds
    /// it now.</exception>
    /// <exception cref="CxException">Another user holds the lock than the caller has seen, or one whose lock is not taken away
    /// (<c>ScriptLocked</c>), or a request failed.</exception>
    public static async Task<ScriptUnlock> UnlockAsync(
        CxConnection connection, ScriptUnlock seen, bool force, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(log);
        if (seen.LockedBy is null)
        {
            return seen;
        }

        // The answer to a question may take minutes, in which the lock can pass to another user.
        var found = await FindAsync(connection, seen.Name, log, cancellationToken).ConfigureAwait(false);
        if (found.LockedBy is null)
        {
            return found;
        }

        if (found.LockedBy != seen.LockedBy)
        {
            throw LockedByOther(found);
        }

        connection.AuditLog.EnsureWritable(cancellationToken);
        var trail = new AuditTrail(connection, Action, [found.Name], log, cancellationToken);
        ScriptWriteAudit Details(string? requestId, string? error) => new()
        {
            ScriptName = found.Name, LockedBy = found.LockedBy, Forced = force, RequestId = requestId, Error = error,
        };
        trail.Start(Details(null, null), PublishedJson.Default.ScriptWriteAudit);
        ScriptUnlock released;
        try
        {
            log.SetInterruptionNotice(ScriptWriteMessages.StoppedDuringUnlock(found.Name));
            released = await ReleaseAsync(connection, found, force, log, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (trail.IsOpen)
        {
            trail.Fail(exception, Details(null, exception.Message), PublishedJson.Default.ScriptWriteAudit);
            throw;
        }

        trail.End(AuditOutcome.Succeeded, Details(released.RequestId, null), PublishedJson.Default.ScriptWriteAudit);
        log.SetInterruptionNotice(null);
        released = released with { AuditId = trail.Last?.AuditId };
        trail.ThrowIfUnrecorded(ScriptWriteMessages.Unlocked(found.Name), released);
        return released;
    }

    private static async Task<ScriptUnlock> ReleaseAsync(
        CxConnection connection, ScriptUnlock found, bool force, ICxLog log, CancellationToken cancellationToken)
    {
        var @lock = new ScriptLock(connection, log);

        // The tenant releases the own lock only, which tells it from that of another user.
        string? refusal;
        try
        {
            refusal = await @lock.TryReleaseAsync(found.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.AnswerWasLost)
        {
            var now = await FindAfterAsync(connection, found.Name, log, cancellationToken).ConfigureAwait(false);
            if (now.LockedBy is not null)
            {
                throw;
            }

            return found with { Status = ScriptUnlock.Released };
        }

        if (refusal is null)
        {
            await RequireFreeAsync(connection, found, log, cancellationToken).ConfigureAwait(false);
            return found with { Status = ScriptUnlock.Released };
        }

        if (!force)
        {
            throw LockedByOther(found);
        }

        var response = await KickAsync(connection, @lock, found, log, cancellationToken).ConfigureAwait(false);

        // A lock that is taken away belongs to the own user on some tenants. Whether it is free is read afterwards.
        try
        {
            _ = await @lock.TryReleaseAsync(found.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception)
        {
            log.Verbose(exception.OneLine);
        }

        await RequireFreeAsync(connection, found, log, cancellationToken).ConfigureAwait(false);
        return found with { Status = ScriptUnlock.TakenAway, RequestId = response?.RequestId };
    }

    /// <summary>
    /// Takes the lock away from its holder. After a refusal or a lost answer the lock is read: another holder than the one that the user
    /// saw keeps it.
    /// </summary>
    /// <returns>The answer; <see langword="null"/> if a read showed that the holder has lost the lock.</returns>
    private static async Task<CxResponse?> KickAsync(
        CxConnection connection, ScriptLock @lock, ScriptUnlock found, ICxLog log, CancellationToken cancellationToken)
    {
        for (var refusals = 0; ;)
        {
            CxException failure;
            try
            {
                return await @lock.KickAsync(found.Name, cancellationToken).ConfigureAwait(false);
            }
            catch (CxRequestException exception) when (exception.IsRefusedForNow && refusals < connection.MaximumRetryCount)
            {
                failure = exception;
                await RefusalWait.WaitAsync(
                    exception, ++refusals, ScriptWriteMessages.Subject(found.Name), connection.Client.Jitter, connection.Client.Clock, log,
                    cancellationToken).ConfigureAwait(false);
            }
            catch (CxException exception) when (
                exception is CxRequestException { AnswerWasLost: true } || exception.Definition == CxErrors.ScriptLocked)
            {
                failure = exception;
            }

            var now = await FindAfterAsync(connection, found.Name, log, cancellationToken).ConfigureAwait(false);
            if (now.LockedBy is null)
            {
                return null;
            }

            if (now.LockedBy != found.LockedBy)
            {
                throw LockedByOther(now);
            }

            if (failure is not CxRequestException { IsRefusedForNow: true })
            {
                throw failure;
            }
        }
    }

    /// <summary>
    /// Requires that the lock is free after a confirmed release. Another holder than before has taken it since: the release was made, so
    /// that it is no refusal.
    /// </summary>
    private static async Task RequireFreeAsync(
        CxConnection connection, ScriptUnlock found, ICxLog log, CancellationToken cancellationToken)
    {
        if ((await FindAfterAsync(connection, found.Name, log, cancellationToken).ConfigureAwait(false)).LockedBy is not { } holder)
        {
            return;
        }

        var isSame = holder == found.LockedBy;
        var locked = new CxException(
            CxErrors.ScriptLocked,
            isSame
                ? ScriptWriteMessages.StillLocked(found.Name, holder)
                : ScriptWriteMessages.LockedAgain(found.Name, found.LockedBy, holder),
            found.Name);
        throw isSame ? locked : CxUnknownOutcomeException.Of(
            locked, locked.Message, found.Name, ScriptWriteMessages.LockLookUpAdvice, answerWasLost: false);
    }

    private static CxException LockedByOther(ScriptUnlock now)
        => new(CxErrors.ScriptLocked, ScriptWriteMessages.LockedByOther(now.Name, now.LockedBy), now.Name);

    /// <summary>The lock after a request about it was sent: if it cannot be read, the outcome of that request is not known.</summary>
    private static async Task<ScriptUnlock> FindAfterAsync(
        CxConnection connection, string name, ICxLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(connection, name, log, cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            throw CxUnknownOutcomeException.Of(
                exception,
                ScriptWriteMessages.LockUnknown(name, exception.OneLine),
                name,
                ScriptWriteMessages.LockLookUpAdvice,
                answerWasLost: true);
        }
    }
}
