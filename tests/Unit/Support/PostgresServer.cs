using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CxOne.Store;
using CxOne.Stores;
using Npgsql;

namespace CxOne.Tests.Support;

/// <summary>
/// A PostgreSQL server of its own, in a temporary folder and on a free port of loopback. PostgreSQL refuses to run as root: then it runs as
/// the user postgres, or else as nobody. A cluster of the system is not touched.
/// </summary>
internal sealed partial class PostgresServer : IAsyncDisposable
{
    public const string AppPassword = "app-Secret-4711";

    // Longer than pg_ctl itself waits.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly Lazy<string?> FoundPrograms = new(FindPrograms);
    private static readonly Lazy<Task<PostgresServer>> One = new(() => StartAsync());
    private readonly DirectoryInfo _folder;
    private readonly Process _cleaner;
    private int _databases;

    private PostgresServer(DirectoryInfo folder, int port)
    {
        _folder = folder;
        Port = port;

        // Its standard input ends with this process, however that ends: then it stops the server and deletes the folder.
        string[] stop = Environment.IsPrivilegedProcess
            ? ["runuser", "-u", Account, "--", Path.Combine(Programs!, "pg_ctl")]
            : [Path.Combine(Programs!, "pg_ctl")];
        _cleaner = Process.Start(new ProcessStartInfo(
            "/bin/sh",
            [
                "-c", "cd /; read -r line; folder=$1; shift; \"$@\" -D \"$folder/data\" -m immediate -w stop >/dev/null 2>&1; "
                    + "rm -rf \"$folder\"",
                "sh", folder.FullName, .. stop,
            ])
        {
            RedirectStandardInput = true,
        })!;
    }

    /// <summary>Gets the folder of the programs; <see langword="null"/> if PostgreSQL 14 or later is not installed.</summary>
    public static string? Programs => FoundPrograms.Value;

    public int Port { get; }

    public string Folder => _folder.FullName;

    /// <summary>The server that tests share which neither stop nor change it. It ends with this process.</summary>
    public static Task<PostgresServer> SharedAsync() => One.Value;

    public static async Task<PostgresServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cxone-pg-");
        var server = new PostgresServer(folder, FreePort());
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync("chown", Account, folder.FullName);
            }

            await RunAsAccountAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                "--no-sync", "--no-instructions");
            await File.WriteAllTextAsync(
                Path.Combine(server.Data, "pg_hba.conf"),
                "local all all trust\nlocal replication all trust\nhost all postgres 127.0.0.1/32 trust\n"
                    + "host all all localhost scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n");
            await File.AppendAllTextAsync(
                Path.Combine(server.Data, "postgresql.conf"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"listen_addresses = '127.0.0.1'\nport = {server.Port}\nunix_socket_directories = '{folder.FullName}'\n")
                    + "max_connections = 200\nshared_buffers = 32MB\n");
            await server.BeginAsync();
            return server;
        }
        catch
        {
            server.End();
            throw;
        }
    }

    /// <summary>Creates a database with a store, and returns the connection string of a login with the role of the module.</summary>
    public async Task<string> CreateStoreAsync()
    {
        var database = await CreateDatabaseAsync();
        await StoreSchema.InitializeAsync(new CxStoreOptions { ConnectionString = AdminString(database) }, CancellationToken.None);
        await ExecuteAsync(
            database,
            "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN "
                + $"CREATE ROLE app LOGIN PASSWORD '{AppPassword}'; END IF; END $$; GRANT cxone_writer TO app");
        return AppString(database);
    }

    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"store{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync("postgres", $"CREATE DATABASE {name}");
        return name;
    }

    public string AdminString(string database)
        => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database={database};Username=postgres");

    public string AppString(string database)
        => string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database={database};Username=app;Password={AppPassword}");

    /// <summary>Runs SQL as the superuser.</summary>
    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(AdminString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one value as the superuser.</summary>
    public async Task<T> ReadAsync<T>(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(AdminString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Turns TLS on with a certificate.</summary>
    public async Task UseCertificateAsync(string certificate, string key)
    {
        var (certificatePath, keyPath) = (Path.Combine(Data, "server.crt"), Path.Combine(Data, "server.key"));
        await File.WriteAllTextAsync(certificatePath, certificate);
        await File.WriteAllTextAsync(keyPath, key);
        await RunAsync("chmod", "600", keyPath);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", Account, certificatePath, keyPath);
        }

        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"), "ssl = on\n");
        await StopAsync();
        await BeginAsync();
    }

    /// <summary>Starts the server again on its port.</summary>
    public async Task BeginAsync()
    {
        var log = Path.Combine(_folder.FullName, "log");
        try
        {
            await RunAsAccountAsync("pg_ctl", "-D", Data, "-l", log, "-w", "-t", "60", "start");
        }
        catch (InvalidOperationException exception) when (File.Exists(log))
        {
            throw new InvalidOperationException($"{exception.Message} {await File.ReadAllTextAsync(log)}", exception);
        }
    }

    /// <summary>Stops the server: at once and with its connections (fast), or like a crash (immediate).</summary>
    public Task StopAsync(string mode = "fast") => RunAsAccountAsync("pg_ctl", "-D", Data, "-w", "-m", mode, "stop");

    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    private static string Account { get; } = HasUser("postgres") ? "postgres" : "nobody";

    private string Data => Path.Combine(_folder.FullName, "data");

    private void End()
    {
        _cleaner.StandardInput.Close();
        _cleaner.WaitForExit();
        _cleaner.Dispose();
    }

    private static string? FindPrograms()
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists("/usr/lib/postgresql"))
        {
            return null;
        }

        return Directory.EnumerateDirectories("/usr/lib/postgresql")
            .Select(folder => (
                Version: int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0,
                Folder: Path.Combine(folder, "bin")))
            .Where(found => found.Version >= 14 && File.Exists(Path.Combine(found.Folder, "initdb")))
            .OrderByDescending(found => found.Version)
            .Select(found => found.Folder)
            .FirstOrDefault();
    }

    private static bool HasUser(string name)
        => File.Exists("/etc/passwd") && File.ReadLines("/etc/passwd").Any(line => line.StartsWith(name + ":", StringComparison.Ordinal));

    /// <summary>
    /// A free port outside the range from which systems assign ports by themselves, so that no other test gets it before the server has
    /// started, or while it is stopped.
    /// </summary>
    private static int FreePort()
    {
        for (var attempt = 1; ; attempt++)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(15_000, 32_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException) when (attempt < 100)
            {
                // Another program uses it; the next number decides.
            }
        }
    }

    private static Task RunAsAccountAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", Account, "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server inherits the standard output of pg_ctl, so that it must not be a pipe of this process.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments])
        {
            WorkingDirectory = "/tmp",
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync().WaitAsync(Longest);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
