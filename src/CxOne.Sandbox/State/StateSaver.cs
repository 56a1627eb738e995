namespace CxOne.Sandbox.State;

/// <summary>
/// Saves the tenant before a request that changed it gets its response. Requests that arrive while the file is being written share the next
/// write, so that under load one write serves many requests, and each response still follows the write of its change.
/// </summary>
internal sealed class StateSaver
{
    private readonly TenantStore _store;
    private readonly Lock _lock;
    private readonly Lock _order = new();
    private Task _last = Task.CompletedTask;
    private long _saved = -1;

    /// <summary>
    /// Creates a saver for a store. It holds <paramref name="tenantLock"/> while it serializes the state, but not while it writes the file.
    /// </summary>
    public StateSaver(TenantStore store, Lock tenantLock)
    {
        _store = store;
        _lock = tenantLock;
    }

    /// <summary>Completes when all changes up to a change are saved. The caller must not hold the lock.</summary>
    /// <exception cref="IOException">The file cannot be written. The change stays unsaved until the next request retries.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written, as above.</exception>
    public Task EnsureAsync(long change) => IsSaved(change) ? Task.CompletedTask : Next(change);

    /// <summary>Saves on behalf of no request. On failure the next request retries and reports it.</summary>
    public async Task TryEnsureAsync(long change)
    {
        try
        {
            await EnsureAsync(change).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next request retries and reports the failure.
        }
    }

    /// <summary>Saves unconditionally. The caller must not hold the lock.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Task SaveAsync() => EnsureAsync(long.MaxValue);

    private Task Next(long change)
    {
        lock (_order)
        {
            return _last = AfterAsync(_last, change);
        }
    }

    private async Task AfterAsync(Task previous, long change)
    {
        // A failure of the previous write is reported to its own callers.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        WriteUnlessSaved(change);
    }

    private bool IsSaved(long change) => _store.Options.StateFile is null || Volatile.Read(ref _saved) >= change;

    private void WriteUnlessSaved(long change)
    {
        if (_store.Options.StateFile is not { } path || IsSaved(change))
        {
            return;
        }

        byte[] state;
        long taken;
        lock (_lock)
        {
            taken = _store.Changes;
            state = StateFile.ToBytes(_store.State);
        }

        StateFile.Save(path, state);
        Volatile.Write(ref _saved, taken);
    }
}
