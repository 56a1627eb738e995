using CxOne.Connection;
using CxOne.Http;

namespace CxOne.Tests.Support;

/// <summary>A sandbox server that all test classes of the collection share. Each test starts with the sample tenant.</summary>
public sealed class SharedSandbox : IAsyncLifetime
{
    public const string Collection = "One sandbox server";
    private SandboxServer? _server;

    internal SandboxServer Server => _server ?? throw new InvalidOperationException("The server does not run yet.");

    public async Task InitializeAsync() => _server = await SandboxServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    internal async Task ResetAsync()
    {
        using var response = await Server.Client.PostAsync(new Uri("/sandbox/reset", UriKind.Relative), null);
        response.EnsureSuccessStatusCode();
        using var faults = await Server.Client.DeleteAsync(new Uri("/sandbox/faults", UriKind.Relative));
        faults.EnsureSuccessStatusCode();
    }

    internal CxConnectOptions Options(string audit, string client = "sandbox", CxRequestOptions? requests = null) => new()
    {
        Endpoint = CxEndpoint.Create(CxEndpointStyle.Environment, Server.BaseUri.AbsoluteUri),
        Credential = new CxCredential(client, $"{client}-secret"),
        Requests = requests ?? new CxRequestOptions { RequestsPerMinute = 6000, RetryDelay = TimeSpan.FromMilliseconds(1) },
        AuditFolder = audit,
    };
}
