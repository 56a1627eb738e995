using System.Diagnostics;
using System.Globalization;
using CxOne.Errors;
using CxOne.Store;
using CxOne.Stores;
using CxOne.Tests.Support;

namespace CxOne.Tests.Stores;

/// <summary>PgBouncer between the module and the server.</summary>
public sealed class PoolerTests
{
    [PoolerFact]
    public async Task A_pooler_that_changes_the_session_is_refused_and_one_that_keeps_it_is_accepted()
    {
        using var session = await StoreSession.CreateAsync();

        Assert.Equal(
            CxErrors.StorePoolerRefused,
            (await Assert.ThrowsAsync<CxException>(() => ConnectAsync(session, "transaction"))).Definition);
        await ConnectAsync(session, "session");
    }

    private static async Task ConnectAsync(StoreSession session, string mode)
    {
        using var folder = new TempFolder();
        var port = session.Server.Port;
        await File.WriteAllTextAsync(
            folder["pgbouncer.ini"],
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                [databases]
                * = host=127.0.0.1 port={port} user=postgres
                [pgbouncer]
                listen_addr =
                listen_port = {port}
                unix_socket_dir = {folder.FullName}
                auth_type = any
                pool_mode = {mode}
                ignore_startup_parameters = extra_float_digits
                """));
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_111_111);
        }

        string[] command = Environment.IsPrivilegedProcess
            ? ["runuser", "-u", "nobody", "--", PoolerFactAttribute.Program!]
            : [PoolerFactAttribute.Program!];
        using var pooler = Process.Start(
            new ProcessStartInfo(command[0], [.. command[1..], folder["pgbouncer.ini"]]) { RedirectStandardError = true })!;
        var listens = new Gate();
        var reading = Task.Run(async () =>
        {
            // The line follows those of its sockets. The others are read as well, because a full pipe would stop the pooler.
            while (await pooler.StandardError.ReadLineAsync() is { } line)
            {
                if (line.Contains("process up", StringComparison.Ordinal))
                {
                    listens.Open();
                }
            }
        });
        try
        {
            await listens.WaitAsync();
            using var store = await PostgresStore.OpenAsync(
                new CxStoreOptions
                {
                    ConnectionString = string.Create(
                        CultureInfo.InvariantCulture, $"Host={folder.FullName};Port={port};Database={session.Database};Username=postgres"),
                },
                CancellationToken.None);
        }
        finally
        {
            pooler.Kill(entireProcessTree: true);
            await pooler.WaitForExitAsync();
            await reading;
        }
    }
}
