using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using CxOne.Audit;
using CxOne.Exclusive;
using Medallion.Threading.Postgres;
using Npgsql;

namespace CxOne.Store;

/// <summary>
/// Locks among all machines: session-level advisory locks, each on a connection of its own. The server releases a lock when its connection
/// ends, whatever the reason.
/// </summary>
internal sealed class PostgresExclusiveLocks : IExclusiveLocks
{
    // A connection that only waits and holds a lock must not look idle to a firewall between the computers.
    private static readonly TimeSpan Keepalive = TimeSpan.FromSeconds(30);
    private readonly PostgresDatabase _database;
    private readonly AuditOrigin? _origin;

    public PostgresExclusiveLocks(PostgresDatabase database, AuditOrigin? origin)
    {
        _database = database;
        _origin = origin;
    }

    public async Task<IExclusiveLease?> TryAcquireAsync(string name, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var key = Key(name);
        using var connections = new LockConnections(_database.Source);
        var named = new PostgresDistributedLock(
            new PostgresAdvisoryLockKey(key), connections, options => options.UseMultiplexing(false).KeepaliveCadence(Keepalive));
        try
        {
            var handle = await named.TryAcquireAsync(timeout, cancellationToken).ConfigureAwait(false);
            if (handle is null)
            {
                return null;
            }

            try
            {
                // Before the lease watches the connection, which then runs a statement of its own.
                await NoteAsync(connections.Last!, key, name, cancellationToken).ConfigureAwait(false);
                return new Lease(handle);
            }
            catch
            {
                await handle.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (Exception exception) when (StoreErrors.IsOfDatabase(exception))
        {
            throw StoreErrors.Translate(exception, _database.Name);
        }
    }

    public async Task<ExclusiveHolder?> FindHolderAsync(string name, CancellationToken cancellationToken)
    {
        var key = Key(name);
        return await _database.RunAsync(
            async connection =>
            {
                var command = new NpgsqlCommand(
                    "SELECT name, os_user, machine, process_id, acquired_at FROM cxone.lock_list() WHERE lock_key = $1", connection)
                {
                    Parameters = { new NpgsqlParameter<long> { TypedValue = key } },
                };
                await using (command.ConfigureAwait(false))
                {
                    var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                    await using (reader.ConfigureAwait(false))
                    {
                        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                            ? new ExclusiveHolder(
                                reader.GetString(0),
                                reader.IsDBNull(1) ? null : reader.GetString(1),
                                reader.IsDBNull(2) ? null : reader.GetString(2),
                                reader.IsDBNull(3) ? null : reader.GetInt32(3),
                                new DateTimeOffset(reader.GetDateTime(4)))
                            : null;
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The key of an advisory lock. SHA-256 makes two names with one key as good as impossible.</summary>
    internal static long Key(string name)
        => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("CxOne lock " + name)));

    /// <summary>Notes the holder, in the session that holds the lock: the store accepts it from no other.</summary>
    private async Task NoteAsync(NpgsqlConnection connection, long key, string name, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT cxone.lock_note($1, $2, $3, $4, $5)", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = key },
                new NpgsqlParameter<string> { TypedValue = name },
                new NpgsqlParameter<string> { TypedValue = _origin?.User ?? string.Empty },
                new NpgsqlParameter<string> { TypedValue = _origin?.Machine ?? string.Empty },
                new NpgsqlParameter<int> { TypedValue = _origin?.ProcessId ?? 0 },
            },
        };
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Supplies connections of the store, and keeps the one of a lock: the lock itself does not show it.</summary>
    private sealed class LockConnections(NpgsqlDataSource source) : DbDataSource
    {
        public NpgsqlConnection? Last { get; private set; }

        public override string ConnectionString => source.ConnectionString;

        protected override DbConnection CreateDbConnection() => Last = source.CreateConnection();
    }

    private sealed class Lease(PostgresDistributedLockHandle handle) : IExclusiveLease
    {
        public CancellationToken Lost { get; } = handle.HandleLostToken;

        public async ValueTask DisposeAsync()
        {
            try
            {
                await handle.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (StoreErrors.IsOfDatabase(exception))
            {
                // The connection has ended, and the server has released the lock.
            }
        }
    }
}
