using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>
/// The tenant's lock of a script. It belongs to a user, so that two programs with one user do not exclude each other: that is the purpose
/// of <see cref="Exclusive.ExclusiveUse"/>. The tenant answers a refusal with status 200 and <c>errorState</c>.
/// </summary>
internal sealed class ScriptLock
{
    /// <summary>How long one request to release the lock may take after the operation was cancelled.</summary>
    public static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(5);

    private readonly CxConnection _connection;
    private readonly TimeProvider _clock;
    private readonly ICxLog _log;

    public ScriptLock(CxConnection connection, ICxLog log)
    {
        _connection = connection;
        _clock = connection.Client.Clock;
        _log = log;
    }

    /// <summary>Takes the lock. The tenant also confirms it if the connection's own user already has the lock.</summary>
    /// <param name="name">The name of the script.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The tenant's reason if it refused, see <see cref="LockedAsync"/>; <see langword="null"/> if the own user has the lock.
    /// </returns>
    /// <exception cref="CxException">The request failed.</exception>
    public async Task<string?> TryTakeAsync(string name, CancellationToken cancellationToken)
        => ApiErrorReader.ReadRefusal(
            (await SetAsync(name, isLocked: true, cancellationToken).ConfigureAwait(false)).Body, _connection.Scrubber);

    /// <summary>Returns the error for a lock that the tenant refused, with its holder. It is no error of the answer, whose status says that
    /// the request succeeded: the tenant understood it.</summary>
    /// <param name="name">The name of the script.</param>
    /// <param name="refusal">The tenant's reason.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    public async Task<CxException> LockedAsync(string name, string refusal, CancellationToken cancellationToken)
    {
        var holder = await HolderAsync(name, cancellationToken).ConfigureAwait(false);
        return new CxException(CxErrors.ScriptLocked, ScriptWriteMessages.Locked(name, holder, refusal), name);
    }

    /// <summary>Releases the lock of the connection's own user.</summary>
    /// <param name="name">The name of the script.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The tenant's reason if it refused; <see langword="null"/> if the lock is free.</returns>
    /// <exception cref="CxException">The request failed.</exception>
    public async Task<string?> TryReleaseAsync(string name, CancellationToken cancellationToken)
        => ApiErrorReader.ReadRefusal(
            (await SetAsync(name, isLocked: false, cancellationToken).ConfigureAwait(false)).Body, _connection.Scrubber);

    /// <summary>
    /// Releases the lock at the end of an operation, whatever ended it: one request, for which a cancelled operation waits up to five
    /// seconds. A failure is a warning, because the operation has its own outcome.
    /// </summary>
    /// <param name="name">The name of the script.</param>
    /// <param name="note">What a user who stops the operation is shown about the script.</param>
    /// <param name="cancellationToken">The token of the operation, which may be cancelled already.</param>
    /// <returns>Whether the lock is free.</returns>
    public async Task<bool> ReleaseAtEndAsync(string name, string note, CancellationToken cancellationToken)
    {
        string reason;
        try
        {
            // Without a stop the request has the usual time and retries.
            var refusal = cancellationToken.IsCancellationRequested
                ? await ReleaseInTimeAsync(name).ConfigureAwait(false)
                : await TryReleaseAsync(name, cancellationToken).ConfigureAwait(false);
            if (refusal is null)
            {
                return true;
            }

            reason = refusal;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The user stopped the operation during this request: the one request that is allowed after a stop is still to come.
            return await ReleaseAtEndAsync(name, note, cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            reason = exception.OneLine;
        }

        _log.Warning(ScriptWriteMessages.LockLeft(name, reason));
        _log.SetInterruptionNotice($"{note} {ScriptWriteMessages.LockLeft(name, reason)}");
        return false;
    }

    /// <returns>Why the lock is not free; <see langword="null"/> if it is.</returns>
    private async Task<string?> ReleaseInTimeAsync(string name)
    {
        using var time = new CancellationTokenSource(ReleaseTime, _clock);
        try
        {
            return await TryReleaseAsync(name, time.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            return ScriptWriteMessages.NotReleasedInTime(ReleaseTime);
        }
    }

    /// <summary>Takes the lock away from the user who holds it.</summary>
    /// <param name="name">The name of the script.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The tenant refused (<c>ScriptLocked</c>), or the request failed.</exception>
    public async Task<CxResponse> KickAsync(string name, CancellationToken cancellationToken)
    {
        var response = await new PublishedClient(_connection, _log).SendAsync(
            PublishedRoutes.ScriptKick, [], Query(name), null, name, cancellationToken).ConfigureAwait(false);
        return ApiErrorReader.ReadRefusal(response.Body, _connection.Scrubber) is { } refusal
            ? throw new CxException(CxErrors.ScriptLocked, ScriptWriteMessages.NotKicked(name, refusal), name)
            : response;
    }

    /// <summary>Who holds the lock, as the tenant shows it; <see langword="null"/> if it is free or the tenant does not say.</summary>
    public async Task<string?> HolderAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await ScriptBodyReader.ReadAsync(_connection, name, _log, cancellationToken).ConfigureAwait(false)).LockedBy;
        }
        catch (CxException exception)
        {
            // The holder completes the message of an error; that error counts.
            _log.Verbose(exception.OneLine);
            return null;
        }
    }

    private Task<CxResponse> SetAsync(string name, bool isLocked, CancellationToken cancellationToken)
        => new PublishedClient(_connection, _log).SendAsync(
            PublishedRoutes.ScriptLock,
            [],
            $"{Query(name)}&lockScript={(isLocked ? "true" : "false")}",
            null,
            name,
            cancellationToken);

    private static string Query(string name) => $"scriptPath={Uri.EscapeDataString(name)}";
}
