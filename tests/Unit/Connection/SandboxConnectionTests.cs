using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

[Collection(SharedSandbox.Collection)]
public sealed class SandboxConnectionTests : IAsyncLifetime, IDisposable
{
    private static readonly CxCredential Application = new("sandbox-app", "sandbox+app/secret=");

    private readonly SharedSandbox _sandbox;
    private readonly TempFolder _folder = new();

    public SandboxConnectionTests(SharedSandbox sandbox) => _sandbox = sandbox;

    public Task InitializeAsync() => _sandbox.ResetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CxEndpointStyle.Platform, null, "/oauth/token")]
    [InlineData(CxEndpointStyle.Environment, null, "/oauth/token")]
    [InlineData(CxEndpointStyle.Organization, "acme", "/api/v2/oauth/token")]
    [InlineData(CxEndpointStyle.Domain, "acme.example", "/api/v2/oauth/token")]
    [InlineData(CxEndpointStyle.Region, "eu1", "/api/v2/oauth2/token")]
    [InlineData(CxEndpointStyle.AccessKey, "na1", "/authentication/v1/token/access-key")]
    [InlineData(CxEndpointStyle.OpenId, null, "/auth/token")]
    public async Task Every_style_connects_to_a_tenant(CxEndpointStyle style, string? name, string tokenPath)
    {
        var isKey = style is CxEndpointStyle.AccessKey or CxEndpointStyle.OpenId;
        var client = isKey ? "sandbox-key" : "sandbox";
        using var connection = await ConnectAsync(_sandbox.Options(_folder.FullName, client) with
        {
            Endpoint = CxEndpoint.Create(style, name, _sandbox.Server.BaseUri.AbsoluteUri),
            ClientCredential = style == CxEndpointStyle.OpenId ? Application : null,
        });

        Assert.Equal("tenant-123", connection.TenantId);
        Assert.Equal(style.ToString(), connection.EndpointStyle);
        Assert.Equal($"tenant-123 at 127.0.0.1 as {client}", connection.ToString());
        Assert.Equal("Seed", connection.Api);
        var expected = isKey
            ? (string[])[tokenPath, "/.well-known/cxone-configuration", "/api/v2/tenant"]
            : [tokenPath, "/api/v2/tenant"];
        Assert.Equal(expected, (await _sandbox.Server.RequestsAsync()).Select(request => request.GetProperty("path").GetString()));
    }

    [Theory]
    [InlineData(CxEndpointStyle.AccessKey, "/public/user/refresh")]
    [InlineData(CxEndpointStyle.OpenId, "/auth/token")]
    public async Task The_token_of_an_access_key_is_renewed_by_its_refresh_token_and_by_the_key_if_that_has_expired(
        CxEndpointStyle style, string refreshPath)
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        var requests = new CxRequestOptions { Clock = clock, RequestsPerMinute = 6000 };
        using var connection = await ConnectAsync(_sandbox.Options(_folder.FullName, "sandbox-key", requests) with
        {
            Endpoint = CxEndpoint.Create(style, null, _sandbox.Server.BaseUri.AbsoluteUri),
            ClientCredential = style == CxEndpointStyle.OpenId ? Application : null,
        });
        var tokenPath = style == CxEndpointStyle.OpenId ? "/auth/token" : "/authentication/v1/token/access-key";
        await RenewAsync();
        await _sandbox.Server.AddFaultAsync($$"""{"method":"POST","path":"{{refreshPath}}","status":401}""");
        await RenewAsync();
        var paths = (await _sandbox.Server.RequestsAsync()).Select(request => request.GetProperty("path").GetString()).Skip(3);

        Assert.Equal([refreshPath, "/api/v2/tenant", refreshPath, tokenPath, "/api/v2/tenant"], paths);

        Task RenewAsync()
        {
            clock.Advance(TimeSpan.FromSeconds(3540));
            return connection.Client
                .SendAsync(TestSession.Get("/api/v2/tenant"), NullCxLog.Instance, CancellationToken.None)
                .WaitAsync(Gate.Patience);
        }
    }

    [Fact]
    public async Task A_key_connects_at_the_global_host_if_that_of_its_area_cannot_be_reached()
    {
        var options = _sandbox.Options(_folder.FullName, "sandbox-key");
        using var connection = await ConnectAsync(options with
        {
            Endpoint = CxEndpoint.Create(CxEndpointStyle.AccessKey, "na1", _sandbox.Server.BaseUri.AbsoluteUri) with
            {
                TokenHost = new Uri("http://127.0.0.1:9"), FallbackTokenHost = _sandbox.Server.BaseUri,
            },
            Requests = options.Requests with { MaximumRetryCount = 0 },
        });

        Assert.Equal("tenant-123", connection.TenantId);
    }

    [Fact]
    public async Task The_discovery_of_the_area_is_asked_without_a_tenant_if_the_global_one_does_not_know_it()
    {
        await _sandbox.Server.AddFaultAsync("""{"method":"GET","path":"/.well-known/cxone-configuration","status":404}""");
        using var connection = await ConnectAsync(_sandbox.Options(_folder.FullName, "sandbox-key") with
        {
            Endpoint = CxEndpoint.Create(CxEndpointStyle.AccessKey, "na1", _sandbox.Server.BaseUri.AbsoluteUri),
        });

        Assert.Equal("tenant-123", connection.TenantId);
        Assert.Equal(2, (await _sandbox.Server.RequestsAsync()).Count(
            request => request.GetProperty("path").GetString() == "/.well-known/cxone-configuration"));
    }

    [Theory]
    [InlineData("sandbox-key", "sandbox-key-secret", "sandbox-app", "sandbox+app/wrong=")]
    [InlineData("sandbox-key", "sandbox-key-secret", "other-app", "sandbox+app/secret=")]
    [InlineData("sandbox-key", "wrong-secret", "sandbox-app", "sandbox+app/secret=")]
    [InlineData("sandbox", "sandbox-secret", "sandbox-app", "sandbox+app/secret=")]
    public async Task A_wrong_client_or_key_of_OpenID_Connect_fails_when_connecting(string key, string keySecret, string app, string secret)
    {
        var options = _sandbox.Options(_folder.FullName) with
        {
            Endpoint = CxEndpoint.Create(CxEndpointStyle.OpenId, null, _sandbox.Server.BaseUri.AbsoluteUri),
            Credential = new CxCredential(key, keySecret),
            ClientCredential = new CxCredential(app, secret),
        };

        Assert.Equal("CredentialRefused", (await Assert.ThrowsAsync<CxRequestException>(() => ConnectAsync(options))).ErrorId);
        Assert.Single(await _sandbox.Server.RequestsAsync());
    }

    [Theory]
    [InlineData("sandbox", "wrong-secret", "CredentialRefused")]
    [InlineData("nobody", "sandbox-secret", "CredentialRefused")]
    public async Task A_wrong_secret_fails_when_connecting(string client, string secret, string id)
    {
        var options = _sandbox.Options(_folder.FullName) with { Credential = new CxCredential(client, secret) };

        Assert.Equal(id, (await Assert.ThrowsAsync<CxRequestException>(() => ConnectAsync(options))).ErrorId);
        Assert.Single(await _sandbox.Server.RequestsAsync());
    }

    [Fact]
    public async Task Scopes_that_the_client_lacks_are_refused_by_name()
    {
        var options = _sandbox.Options(_folder.FullName) with { Scope = ["voice:biometrics"] };

        Assert.Equal("ScopeRefused", (await Assert.ThrowsAsync<CxRequestException>(() => ConnectAsync(options))).ErrorId);
    }

    [Fact]
    public async Task A_short_token_is_renewed_when_its_last_minute_begins()
    {
        var clock = new ManualTimeProvider(TestSession.Start);
        using var connection = await ConnectAsync(
            _sandbox.Options(_folder.FullName, "short", new CxRequestOptions { Clock = clock, RequestsPerMinute = 6000 }));
        for (var request = 0; request < 4; request++)
        {
            clock.Advance(TimeSpan.FromSeconds(0.5));
            await connection.Client
                .SendAsync(TestSession.Get("/api/v2/tenant"), NullCxLog.Instance, CancellationToken.None)
                .WaitAsync(Gate.Patience);
        }

        Assert.Equal(
            ["T", "G", "G", "T", "G", "G", "T", "G"],
            (await _sandbox.Server.RequestsAsync()).Select(
                request => request.GetProperty("path").GetString() == "/oauth/token" ? "T" : "G"));
    }

    [Fact]
    public async Task A_revoked_token_is_replaced_during_the_request()
    {
        using var connection = await ConnectAsync(_sandbox.Options(_folder.FullName));
        await _sandbox.Server.AddFaultAsync("""{"fault":"expire-token"}""");
        var response = await connection.Client
            .SendAsync(TestSession.Get("/api/v2/tenant"), NullCxLog.Instance, CancellationToken.None)
            .WaitAsync(Gate.Patience);

        Assert.Equal(2, response.Attempts);
    }

    [Fact]
    public async Task A_lost_answer_to_a_deployment_is_unknown_and_exactly_one_was_posted()
    {
        using var connection = await ConnectAsync(_sandbox.Options(_folder.FullName));
        await _sandbox.Server.AddFaultAsync("""{"fault":"reset-after","method":"POST","path":"/api/v2/ivr/deployments"}""");
        var body = """
            {"ivrDefinitionIds":["ivr-main-menu"],"targetEnvironment":"production",
            "validationFlags":{"checkTtsResourceLimits":true,"checkRoutingCompatibility":true,"validateTimeoutBehaviors":true},
            "deploymentOptions":{"dryRun":false,"rollbackOnFailure":true,"concurrentDeployment":false}}
            """;
        var request = TestSession.Post(body, "/api/v2/ivr/deployments");
        await Assert.ThrowsAsync<CxUnknownOutcomeException>(
            () => connection.Client.SendAsync(request, NullCxLog.Instance, CancellationToken.None).WaitAsync(Gate.Patience));

        var posted = Assert.Single(
            await _sandbox.Server.RequestsAsync(), entry => entry.GetProperty("path").GetString() == "/api/v2/ivr/deployments");
        Assert.Equal(request.IdempotencyKey, posted.GetProperty("idempotencyKey").GetString());
    }

    private static Task<CxConnection> ConnectAsync(CxConnectOptions options)
        => CxConnector.ConnectAsync(options, NullCxLog.Instance, CancellationToken.None).WaitAsync(Gate.Patience);
}
