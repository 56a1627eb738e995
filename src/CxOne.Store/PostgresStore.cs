using CxOne.Audit;
using CxOne.Errors;
using CxOne.Exclusive;
using CxOne.Http;
using CxOne.Stores;
using Npgsql;

namespace CxOne.Store;

/// <summary>A store in a PostgreSQL database, version 14 or later.</summary>
public sealed class PostgresStore : ICxStore
{
    private readonly PostgresDatabase _database;
    private readonly AuditOrigin? _origin;

    private PostgresStore(PostgresDatabase database, AuditOrigin? origin, Guid storeId, int schemaVersion)
    {
        _database = database;
        _origin = origin;
        SchemaVersion = schemaVersion;
        Locks = new PostgresExclusiveLocks(database, origin);
        Audit = new PostgresAuditSink(database, storeId);
    }

    /// <inheritdoc/>
    public string Name => _database.Name;

    /// <inheritdoc/>
    public IExclusiveLocks Locks { get; }

    /// <inheritdoc/>
    public IAuditSink Audit { get; }

    /// <summary>Gets the version of the schema.</summary>
    public int SchemaVersion { get; }

    /// <summary>Returns the password of a connection string, so that it can be removed from all texts.</summary>
    /// <param name="options">The connection string.</param>
    /// <exception cref="CxException">The connection string is invalid or insecure (<c>StoreInvalid</c>).</exception>
    public static string? PasswordOf(CxStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return StoreConnectionString.Read(options).Password;
    }

    /// <summary>Connects to a store, and checks its schema and that the connection keeps its session.</summary>
    /// <param name="options">The connection string and the password.</param>
    /// <param name="cancellationToken">Cancels the connection.</param>
    /// <exception cref="CxException">The connection string is invalid or insecure (<c>StoreInvalid</c>), the server cannot be reached
    /// (<c>StoreUnavailable</c>, <c>TlsFailed</c>) or refuses access (<c>StoreAccessDenied</c>), the database contains no store
    /// (<c>StoreNotInitialized</c>) or a newer one (<c>StoreSchemaTooNew</c>), or a pooler changes the session
    /// (<c>StorePoolerRefused</c>).</exception>
    public static async Task<ICxStore> OpenAsync(CxStoreOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var database = new PostgresDatabase(StoreConnectionString.Read(options));
        try
        {
            await SessionCheck.RequireSessionAsync(database, cancellationToken).ConfigureAwait(false);
            var (storeId, version) = await ReadVersionAsync(database, cancellationToken).ConfigureAwait(false);
            return version == StoreSchema.Version ? new PostgresStore(database, options.Origin, storeId, version)
                : version > StoreSchema.Version
                    ? throw new CxException(
                        CxErrors.StoreSchemaTooNew, StoreMessages.SchemaTooNew(database.Name, version, StoreSchema.Version), database.Name)
                    : throw new CxException(
                        CxErrors.StoreNotInitialized, StoreMessages.SchemaTooOld(database.Name, version, StoreSchema.Version),
                        database.Name);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IRequestPlaces OpenBudget(string address, string clientId, int requestsPerMinute, int requestsPerSecond)
        => new PostgresRequestPlaces(_database, address, clientId, _origin, requestsPerMinute, requestsPerSecond);

    /// <inheritdoc/>
    public Task<CxStoreStatus> ReadStatusAsync(CancellationToken cancellationToken)
        => _database.RunAsync(
            async connection =>
            {
                var locks = await ReadAsync(
                    connection,
                    "SELECT name, os_user, machine, process_id, acquired_at, waiting FROM cxone.lock_list()",
                    row => new CxStoreLock(
                        row.GetString(0), Text(row, 1), Text(row, 2), row.IsDBNull(3) ? null : row.GetInt32(3),
                        new DateTimeOffset(row.GetDateTime(4)), (int)row.GetInt64(5)),
                    cancellationToken).ConfigureAwait(false);
                var budgets = await ReadAsync(
                    connection,
                    "SELECT tenant, client, used_last_minute, clients FROM cxone.budget_usage()",
                    row => new CxStoreBudget(row.GetString(0), row.GetString(1), (int)row.GetInt64(2), (int)row.GetInt64(3)),
                    cancellationToken).ConfigureAwait(false);
                var size = await ReadAsync(
                    connection,
                    "SELECT records, bytes, last_recorded_at, session_user::text FROM cxone.audit_size()",
                    row => (
                        Records: row.GetInt64(0), Bytes: row.GetInt64(1),
                        Last: row.IsDBNull(2) ? (DateTimeOffset?)null : new DateTimeOffset(row.GetDateTime(2)), User: row.GetString(3)),
                    cancellationToken).ConfigureAwait(false);
                return new CxStoreStatus
                {
                    Name = Name,
                    User = size[0].User,
                    ServerVersion = connection.PostgreSqlVersion.ToString(),
                    SchemaVersion = SchemaVersion,
                    StoreId = Audit.StoreId,
                    Locks = locks,
                    Budgets = budgets,
                    AuditRecordCount = size[0].Records,
                    AuditBytes = size[0].Bytes,
                    LastAuditAt = size[0].Last,
                };
            },
            cancellationToken);

    /// <summary>Closes all connections. Locks that are still held are released.</summary>
    public void Dispose() => _database.Dispose();

    private static Task<(Guid StoreId, int Version)> ReadVersionAsync(PostgresDatabase database, CancellationToken cancellationToken)
        => database.RunAsync(
            async connection =>
            {
                var rows = await ReadAsync(
                    connection, "SELECT store_id, version FROM cxone.store", row => (row.GetGuid(0), row.GetInt32(1)), cancellationToken)
                    .ConfigureAwait(false);
                return rows is [var only]
                    ? only
                    : throw new CxException(
                        CxErrors.StoreNotInitialized,
                        StoreMessages.NotInitialized(database.Name, StoreMessages.SchemaMissing),
                        database.Name);
            },
            cancellationToken);

    private static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection, string text, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(text, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                List<T> rows = [];
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }

                return rows;
            }
        }
    }

    private static string? Text(NpgsqlDataReader row, int column)
        => row.IsDBNull(column) || row.GetString(column) is not { Length: > 0 } text ? null : text;
}
