using CxOne.Audit;
using CxOne.Store;
using CxOne.Stores;
using CxOne.Tests.Support;
using Npgsql;

namespace CxOne.Tests.Stores;

/// <summary>A new store on the shared server, and connections to it as the role of the module.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly List<ICxStore> _opened = [];

    private StoreSession(PostgresServer server, string connectionString)
    {
        Server = server;
        ConnectionString = connectionString;
        Database = connectionString.Split("Database=")[1].Split(';')[0];
    }

    public PostgresServer Server { get; }

    public string ConnectionString { get; }

    public string Database { get; }

    public static async Task<StoreSession> CreateAsync(PostgresServer? server = null)
    {
        server ??= await PostgresServer.SharedAsync();
        return new StoreSession(server, await server.CreateStoreAsync());
    }

    public async Task<ICxStore> OpenAsync(string machine = "here")
    {
        var store = await PostgresStore.OpenAsync(
            new CxStoreOptions { ConnectionString = ConnectionString, Origin = new AuditOrigin("ana", machine, 4711) },
            CancellationToken.None);
        _opened.Add(store);
        return store;
    }

    /// <summary>Opens a connection as the role of the module, without the settings of the module.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public void Dispose() => _opened.ForEach(store => store.Dispose());
}
