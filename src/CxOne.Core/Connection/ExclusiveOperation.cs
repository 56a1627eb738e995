using CxOne.Exclusive;

namespace CxOne.Connection;

/// <summary>
/// The lock of an operation that must not run twice at the same time for one object of a tenant. It is held only on connections with a
/// store: among the processes of one computer, the versions of the objects are sufficient.
/// </summary>
internal sealed class ExclusiveOperation : IAsyncDisposable
{
    public const string Campaign = "campaign";
    public const string Environment = "environment";

    // Longer than any deployment or tuning run.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private readonly IExclusiveLease? _lease;
    private readonly CancellationTokenRegistration _lost;

    private ExclusiveOperation(IExclusiveLease? lease, string name, ICxLog log)
    {
        _lease = lease;
        _lost = lease?.Lost.Register(() => log.Warning(ExclusiveMessages.Lost(name))) ?? default;
    }

    /// <summary>Gets the object for an operation that needs no lock.</summary>
    public static ExclusiveOperation None { get; } = new(null, string.Empty, NullCxLog.Instance);

    /// <summary>Takes the lock of an object.</summary>
    /// <param name="connection">The tenant, and the store if there is one.</param>
    /// <param name="kind">The kind of the object.</param>
    /// <param name="id">The id of the object.</param>
    /// <param name="log">Is notified of the wait, and of a lock that is lost.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="Errors.CxException">Another holder had the lock for an hour (<c>LockTimeout</c>), or the store cannot be reached
    /// (<c>StoreUnavailable</c>).</exception>
    public static async Task<ExclusiveOperation> BeginAsync(
        CxConnection connection, string kind, string id, ICxLog log, CancellationToken cancellationToken)
    {
        var name = $"{connection.TenantId}/{kind}/{id}";
        name = name.Length <= 200 ? name : name[..200];
        return connection.Store is not { } store
            ? new ExclusiveOperation(null, name, log)
            : new ExclusiveOperation(
                await ExclusiveUse.AcquireAsync(store.Locks, name, Longest, connection.Client.Clock, log, cancellationToken)
                    .ConfigureAwait(false),
                name,
                log);
    }

    public async ValueTask DisposeAsync()
    {
        await _lost.DisposeAsync().ConfigureAwait(false);
        if (_lease is not null)
        {
            await _lease.DisposeAsync().ConfigureAwait(false);
        }
    }
}
