using CxOne.Errors;
using Npgsql;

namespace CxOne.Store;

/// <summary>
/// Runs statements on pooled connections. If a pooled connection turns out to be broken, for example after a restart of the server, the
/// pool is emptied and the statement runs once more: all statements of the store may be repeated.
/// </summary>
internal sealed class PostgresDatabase : IDisposable
{
    // A computer that vanishes without a word must lose its locks within half a minute, not after two hours.
    private const string SessionSettings
        = "SET search_path = pg_catalog, pg_temp; SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; "
            + "SET tcp_keepalives_count = 3; SET idle_session_timeout = 0; SET default_transaction_isolation = 'read committed'; "
            + CheckClient;

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
            catch (Exception exception) when (StoreErrors.IsOfDatabase(exception))
            {
                throw StoreErrors.Translate(exception, Name);
            }
        }
    }

    /// <summary>The connection ended, or the server is shutting down: another connection may succeed.</summary>
    private static bool IsBroken(Exception exception)
        => exception is NpgsqlException { IsTransient: true } and (not PostgresException or PostgresException { SqlState: ['5', '7', ..] });

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
