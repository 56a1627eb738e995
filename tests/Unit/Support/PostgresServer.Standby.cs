using System.Globalization;
using Npgsql;

namespace CxOne.Tests.Support;

/// <summary>A second server that can take over, and waits for what happens within a server.</summary>
internal sealed partial class PostgresServer
{
    /// <summary>
    /// Starts a standby of this server, which has each commit before the commit is reported. This server restarts for that.
    /// </summary>
    public async Task<PostgresServer> StartStandbyAsync()
    {
        var standby = new PostgresServer(Directory.CreateTempSubdirectory("cxone-pg-"), FreePort());
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync("chown", Account, standby.Folder);
            }

            var port = Port.ToString(CultureInfo.InvariantCulture);
            await RunAsAccountAsync(
                "pg_basebackup",
                "-h", Folder, "-p", port, "-U", "postgres", "-D", standby.Data, "-R", "-X", "stream", "-c", "fast", "--no-sync");
            await File.AppendAllTextAsync(
                Path.Combine(standby.Data, "postgresql.conf"),
                string.Create(CultureInfo.InvariantCulture, $"port = {standby.Port}\nunix_socket_directories = '{standby.Folder}'\n"));
            await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"), "synchronous_standby_names = '*'\n");
            await StopAsync();
            await BeginAsync();
            await standby.BeginAsync();
            return standby;
        }
        catch
        {
            standby.End();
            throw;
        }
    }

    /// <summary>Makes a standby the primary.</summary>
    public Task PromoteAsync() => RunAsAccountAsync("pg_ctl", "-D", Data, "-w", "-t", "60", "promote");

    /// <summary>
    /// Returns when a condition on locks is true. The server evaluates it: a wait for a lock can be seen in pg_locks only, and sends no
    /// signal.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="condition">A Boolean expression in SQL about pg_locks, which shows the state of the moment.</param>
    public async Task UntilAsync(string database, string condition)
    {
        await using var connection = new NpgsqlConnection(AdminString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"DO $$ BEGIN WHILE NOT ({condition}) LOOP PERFORM pg_sleep(0.005); END LOOP; END $$", connection);
        await command.ExecuteNonQueryAsync().WaitAsync(Gate.Patience);
    }
}
