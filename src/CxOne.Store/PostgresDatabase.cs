using CxOne.Errors;
using Npgsql;

namespace CxOne.Store;

/// <summary>
/// Runs statements on pooled connections. If a pooled connection turns out to be broken, for example after a restart of the server, the
/// pool is emptied and the statement runs once more. A statement that the server has rolled back because of others at the same time runs
/// again as well. All statements of the store may be repeated: each is a transaction of its own, and its record, request or session has a
/// number.
/// </summary>
internal sealed class PostgresDatabase : IDisposable
{
    private const int MaximumRepeats = 5;

    // A computer that vanishes without a word must lose its locks within half a minute, not after two hours. Limits of the database or the
    // user for sessions and statements would end a session that waits for a lock or holds one; the driver has its own limit for each
    // command. The functions of the store refuse another isolation level than this.
    private const string SessionSettings
        = "SET search_path = pg_catalog, pg_temp; SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; "
            + "SET tcp_keepalives_count = 3; SET idle_session_timeout = 0; SET statement_timeout = 0; "
            + "SET default_transaction_isolation = 'read committed'; " + NoTransactionLimit + "; " + CheckClient;

    private const string NoTransactionLimit
        = "DO $$ BEGIN IF pg_catalog.current_setting('server_version_num')::integer >= 170000 THEN "
            + "PERFORM pg_catalog.set_config('transaction_timeout', '0', false); END IF; END $$";

    // While a statement runs, a server does not read from its connection: it would notice the end of a process that waits for a lock, or
    // that watches its own one, only afterwards. Servers on some systems cannot look.
    private const string CheckClient
        = "DO $$ BEGIN PERFORM pg_catalog.set_config('client_connection_check_interval', '500', false); "
            + "EXCEPTION WHEN invalid_parameter_value THEN NULL; END $$";

    public PostgresDatabase(NpgsqlConnectionStringBuilder settings)
    {
        Name = StoreConnectionString.Name(settings);
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UsePhysicalConnectionInitializer(Initialize, InitializeAsync);
        Source = builder.Build();
    }

    public string Name { get; }

    public NpgsqlDataSource Source { get; }

    public void Dispose() => Source.Dispose();

    /// <exception cref="CxException">The store cannot be reached, or refuses the statement.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var connection = await Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    return await work(connection).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (attempt == 0 && IsBroken(exception))
            {
                Source.Clear();
            }
            catch (PostgresException exception) when (attempt < MaximumRepeats && IsConflict(exception))
            {
                // The server has rolled the statement back, and the other one continues. The next attempt needs no pause.
            }
            catch (Exception exception) when (StoreErrors.IsOfDatabase(exception))
            {
                throw StoreErrors.Translate(exception, Name);
            }
        }
    }

    /// <exception cref="CxException">The store cannot be reached, or refuses the statement.</exception>
    public T Run<T>(Func<NpgsqlConnection, T> work)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var connection = Source.OpenConnection();
                return work(connection);
            }
            catch (Exception exception) when (attempt == 0 && IsBroken(exception))
            {
                Source.Clear();
            }
            catch (PostgresException exception) when (attempt < MaximumRepeats && IsConflict(exception))
            {
                // The server has rolled the statement back, and the other one continues. The next attempt needs no pause.
            }
            catch (Exception exception) when (StoreErrors.IsOfDatabase(exception))
            {
                throw StoreErrors.Translate(exception, Name);
            }
        }
    }

    /// <summary>The connection ended, or the server is shutting down: another connection may succeed.</summary>
    private static bool IsBroken(Exception exception)
        => exception is NpgsqlException { IsTransient: true } and (not PostgresException or PostgresException { SqlState: ['5', '7', ..] });

    /// <summary>A deadlock, or another transaction that changed the same row.</summary>
    private static bool IsConflict(PostgresException exception)
        => exception.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    private static void Initialize(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(SessionSettings, connection);
        command.ExecuteNonQuery();
    }

    private static async Task InitializeAsync(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(SessionSettings, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }
}
