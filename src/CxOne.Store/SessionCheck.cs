using CxOne.Errors;
using Npgsql;

namespace CxOne.Store;

/// <summary>
/// Detects a pooler that gives each transaction another session of the server. An advisory lock would then belong to a session that other
/// clients use as well.
/// </summary>
internal static class SessionCheck
{
    private const string Setting = "cxone.session_check";

    public static async Task RequireSessionAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        var mark = Guid.NewGuid().ToString("N");
        var keepsSession = await database.RunAsync(
            async first =>
            {
                var pid = await ScalarAsync<int>(first, "SELECT pg_catalog.pg_backend_pid()", cancellationToken).ConfigureAwait(false);
                await ScalarAsync<string>(
                    first, $"SELECT pg_catalog.set_config('{Setting}', '{mark}', false)", cancellationToken).ConfigureAwait(false);
                var second = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using (second.ConfigureAwait(false))
                {
                    // A pooler gives the open transaction the session that the first connection has just used.
                    var transaction = await second.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                    await using (transaction.ConfigureAwait(false))
                    {
                        var other = await ScalarAsync<int>(second, "SELECT pg_catalog.pg_backend_pid()", cancellationToken)
                            .ConfigureAwait(false);
                        var same = await ScalarAsync<int>(first, "SELECT pg_catalog.pg_backend_pid()", cancellationToken)
                            .ConfigureAwait(false);
                        var kept = await ScalarAsync<string?>(
                            first, $"SELECT pg_catalog.current_setting('{Setting}', true)", cancellationToken).ConfigureAwait(false);
                        return other != pid && same == pid && kept == mark;
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
        if (!keepsSession)
        {
            throw new CxException(CxErrors.StorePoolerRefused, StoreMessages.PoolerFound(database.Name), database.Name);
        }
    }

    private static async Task<T?> ScalarAsync<T>(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(text, connection);
        await using (command.ConfigureAwait(false))
        {
            var value = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return value is T typed ? typed : default;
        }
    }
}
