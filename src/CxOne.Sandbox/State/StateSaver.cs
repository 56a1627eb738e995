namespace CxOne.Sandbox.State;

/// <summary>
/// Saves the tenant before what changed it is answered. Requests that come while the file is being written share the next write:
/// under load that makes one write of many, and none of them is answered before its own change is on the disk.
/// </summary>
internal sealed class StateSaver
{
    private readonly TenantStore _store;
    private readonly Lock _lock;
    private readonly Lock _order = new();
    private Task _last = Task.CompletedTask;
    private long _saved = -1;

    /// <summary>
    /// Saves the store's state; <paramref name="tenantLock"/> is held while the state is read, and not while it is written.
    /// </summary>
    public StateSaver(TenantStore store, Lock tenantLock)
    {
        _store = store;
        _lock = tenantLock;
    }

    /// <summary>Returns when everything up to a change is on the disk. The caller does not hold the lock.</summary>
    /// <exception cref="IOException">The file cannot be written. The change stays
    /// unsaved: the next request tries again, and tells.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public Task EnsureAsync(long change) => IsSaved(change) ? Task.CompletedTask : Next(change);

    /// <summary>Saves where nobody waits for an answer that could tell of a failure; the next request tries again, and tells.</summary>
    public async Task TryEnsureAsync(long change)
    {
        try
        {
            await EnsureAsync(change).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody to tell it to.
        }
    }

    /// <summary>Saves now, changed or not. The caller does not hold the lock.</summary>
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
        // Whether the one before succeeded is for those who wait for it.
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
