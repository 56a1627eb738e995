using CxOne.Connection;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

/// <summary>Which hosts receive an access key, the discovery and the token, under their real names.</summary>
public sealed class AccessKeyHostTests
{
    private const string Area = "na1.nice-incontact.com";
    private const string Global = "cxone.niceincontact.com";
    private const string Api = "api-c32.nice-incontact.com";
    private const string Tenant = "tenant-1";
    private const string TokenLine = "/authentication/v1/token/access-key";
    private const string Discovery = "/.well-known/cxone-configuration";

    private const string NotResolved = "not resolved";
    private const string NotConnected = "not connected";

    [Fact]
    public async Task A_key_goes_to_the_host_of_its_area_and_the_global_host_names_the_address()
    {
        await using var hosts = new Hosts();
        hosts.Area.Then(Token());
        hosts.Global.Then(Discovered());
        hosts.Api.Then(ScriptedAnswer.Tenant());
        await hosts.ConnectAsync();

        Assert.Equal(
            [$"POST {Area}{TokenLine}", $"GET {Global}{Discovery}?tenantId={Tenant}", $"GET {Api}/api/v2/tenant"], hosts.Router.Lines);
        Assert.Equal([Api], hosts.Router.TokenHosts);
    }

    [Theory]
    [InlineData(NotResolved)]
    [InlineData(NotConnected)]
    [InlineData("404")]
    public async Task A_key_goes_to_the_global_host_if_that_of_the_area_is_not_available(string why)
    {
        await using var hosts = new Hosts(area: why);
        if (why == "404")
        {
            hosts.Area.Then(ScriptedAnswer.Json(404, "{}"));
        }

        hosts.Global.Then(Token(), Discovered());
        hosts.Api.Then(ScriptedAnswer.Tenant());
        await hosts.ConnectAsync();

        Assert.Equal(
            [
                $"POST {Area}{TokenLine}", $"POST {Global}{TokenLine}", $"GET {Global}{Discovery}?tenantId={Tenant}",
                $"GET {Api}/api/v2/tenant",
            ],
            hosts.Router.Lines);
        Assert.Contains(
            hosts.Session.Log.VerboseLines,
            line => line == ConnectionMessages.TokenHostUnavailable(Area, why == "404" ? "ObjectNotFound" : "ConnectionFailed", Global));
    }

    [Theory]
    [InlineData(400, "CredentialRefused")]
    [InlineData(401, "CredentialRefused")]
    [InlineData(403, "CredentialRefused")]
    [InlineData(405, "UnexpectedStatus")]
    [InlineData(429, "RateLimited")]
    [InlineData(500, "ServiceUnavailable")]
    [InlineData(200, "ResponseInvalid")]
    public async Task A_key_that_the_area_host_has_received_goes_to_no_other_host(int status, string id)
    {
        await using var hosts = new Hosts();
        hosts.Area.Then(ScriptedAnswer.Json(status, "{}"));
        var error = await Assert.ThrowsAsync<CxRequestException>(() => hosts.ConnectAsync());

        Assert.Equal(id, error.ErrorId);
        Assert.Equal([$"POST {Area}{TokenLine}"], hosts.Router.Lines);
    }

    [Fact]
    public async Task A_key_whose_answer_is_lost_goes_to_no_other_host()
    {
        await using var hosts = new Hosts();
        hosts.Area.Then(ScriptedAnswer.Close());

        Assert.Equal("ConnectionFailed", (await Assert.ThrowsAsync<CxRequestException>(() => hosts.ConnectAsync())).ErrorId);
        Assert.Equal([$"POST {Area}{TokenLine}"], hosts.Router.Lines);
    }

    [Theory]
    [InlineData(401, Global, "CredentialRefused")]
    [InlineData(404, Area, "ConnectionFailed")]
    public async Task If_the_global_host_fails_as_well_its_refusal_counts_and_otherwise_the_area_host_is_named(
        int status, string host, string id)
    {
        await using var hosts = new Hosts(area: NotResolved);
        hosts.Global.Then(ScriptedAnswer.Json(status, "{}"));
        var error = await Assert.ThrowsAsync<CxRequestException>(() => hosts.ConnectAsync());

        Assert.Equal(id, error.ErrorId);
        Assert.StartsWith($"https://{host}/", error.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_area_the_global_host_does_all()
    {
        await using var hosts = new Hosts();
        hosts.Global.Then(Token(), Discovered());
        hosts.Api.Then(ScriptedAnswer.Tenant());
        await hosts.ConnectAsync(CxEndpoint.Create(CxEndpointStyle.AccessKey, null));

        Assert.Equal(
            [$"POST {Global}{TokenLine}", $"GET {Global}{Discovery}?tenantId={Tenant}", $"GET {Api}/api/v2/tenant"], hosts.Router.Lines);
    }

    [Fact]
    public async Task The_host_that_issued_a_token_renews_it_and_is_first_to_receive_the_key_again()
    {
        await using var hosts = new Hosts(area: NotResolved);
        hosts.Global.Then(
            Token("1"), Discovered(), Refreshed("2"), ScriptedAnswer.Json(401, "{}"), Token("3"));
        hosts.Api.Then(ScriptedAnswer.Tenant(), ScriptedAnswer.Json(200, "{}"), ScriptedAnswer.Json(200, "{}"));
        await hosts.ConnectAsync();
        hosts.Session.Clock.Advance(TimeSpan.FromSeconds(3540));
        await hosts.Session.RunAsync(TestSession.Get());
        hosts.Session.Clock.Advance(TimeSpan.FromSeconds(3540));
        await hosts.Session.RunAsync(TestSession.Get());

        Assert.Equal(
            [
                $"POST {Global}/public/user/refresh", $"GET {Api}/api/v2/thing",
                $"POST {Global}/public/user/refresh", $"POST {Global}{TokenLine}", $"GET {Api}/api/v2/thing",
            ],
            hosts.Router.Lines.Skip(4));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("tenant-of-the-answer")]
    public async Task A_token_that_names_no_tenant_is_discovered_at_the_area_host(string? named)
    {
        await using var hosts = new Hosts();
        hosts.Area.Then(ScriptedAnswer.Token("opaque-token"), Discovered(tenantId: named));
        hosts.Api.Then(named is null ? ScriptedAnswer.Tenant() : ScriptedAnswer.Status(404));
        await hosts.ConnectAsync();

        Assert.Equal([$"POST {Area}{TokenLine}", $"GET {Area}{Discovery}", $"GET {Api}/api/v2/tenant"], hosts.Router.Lines);
        Assert.Equal(named ?? Tenant, hosts.Session.Connection.TenantId);
    }

    [Fact]
    public async Task A_token_whose_tenant_nothing_names_is_an_error()
    {
        await using var hosts = new Hosts();
        hosts.Area.Then(ScriptedAnswer.Token("opaque-token"), Discovered());
        hosts.Api.Then(ScriptedAnswer.Status(404));
        var error = await Assert.ThrowsAsync<CxRequestException>(() => hosts.ConnectAsync());

        Assert.Equal("ResponseInvalid", error.ErrorId);
        Assert.Contains("tenantId", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tenant_that_the_global_host_does_not_find_is_discovered_at_the_area_host(bool isReachable)
    {
        await using var hosts = new Hosts(global: isReachable ? "404" : NotConnected);
        hosts.Area.Then(Token(), Discovered());
        if (isReachable)
        {
            hosts.Global.Then(ScriptedAnswer.Json(404, "{}"));
        }

        hosts.Api.Then(ScriptedAnswer.Tenant());
        await hosts.ConnectAsync();

        Assert.Equal(
            [
                $"POST {Area}{TokenLine}", $"GET {Global}{Discovery}?tenantId={Tenant}", $"GET {Area}{Discovery}",
                $"GET {Api}/api/v2/tenant",
            ],
            hosts.Router.Lines);
        Assert.Equal([Api], hosts.Router.TokenHosts);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(200)]
    public async Task A_discovery_that_fails_otherwise_is_an_error(int status)
    {
        await using var hosts = new Hosts();
        hosts.Area.Then(Token());
        hosts.Global.Then(ScriptedAnswer.Json(status, "{}"));
        await Assert.ThrowsAsync<CxRequestException>(() => hosts.ConnectAsync());

        Assert.Equal(2, hosts.Router.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task If_no_discovery_has_an_address_the_cluster_that_the_token_names_is_used(bool hasArea)
    {
        await using var hosts = new Hosts();
        (hasArea ? hosts.Area : hosts.Global).Then(Token(cluster: "C32"));
        hosts.Global.Then(ScriptedAnswer.Status(404));
        if (hasArea)
        {
            hosts.Area.Then(ScriptedAnswer.Status(404));
        }

        hosts.Api.Then(ScriptedAnswer.Status(404));
        await hosts.ConnectAsync(CxEndpoint.Create(CxEndpointStyle.AccessKey, hasArea ? "na1" : null));

        Assert.Equal($"GET {Api}/api/v2/tenant", hosts.Router.Lines.Last());
        Assert.Equal(Tenant, hosts.Session.Connection.TenantId);
        Assert.Equal(new Uri($"https://{Api}"), hosts.Session.Connection.BaseUri);
    }

    [Theory]
    [InlineData("evil.example/")]
    [InlineData("x.evil.example")]
    [InlineData("c32@evil.example")]
    [InlineData("c32/../evil")]
    [InlineData("c32#")]
    [InlineData("c32\\u0000")]
    [InlineData("-c32")]
    [InlineData("")]
    public async Task A_cluster_that_could_lead_to_another_host_is_not_used(string cluster)
    {
        await using var hosts = new Hosts();
        hosts.Area.Then(Token(cluster: cluster), ScriptedAnswer.Status(404));
        hosts.Global.Then(ScriptedAnswer.Status(404));
        var error = await Assert.ThrowsAsync<CxRequestException>(() => hosts.ConnectAsync());

        Assert.Equal("ObjectNotFound", error.ErrorId);
        Assert.StartsWith($"https://{Global}/", error.Uri, StringComparison.Ordinal);
        Assert.Empty(hosts.Router.TokenHosts);
    }

    [Theory]
    [InlineData("tenant at the global host")]
    [InlineData("tenant at the area host")]
    [InlineData("no tenant at the area host")]
    public async Task No_token_goes_to_a_foreign_host_that_a_discovery_names(string path)
    {
        await using var hosts = new Hosts();
        hosts.Router.Add("api.evil.example", hosts.Api.BaseUri);
        var foreign = Discovered("https://api.evil.example", Tenant);
        hosts.Area.Then(path.StartsWith("no", StringComparison.Ordinal) ? ScriptedAnswer.Token("opaque-token") : Token());
        if (path.StartsWith("tenant", StringComparison.Ordinal))
        {
            hosts.Global.Then(path.EndsWith("global host", StringComparison.Ordinal) ? foreign : ScriptedAnswer.Status(404));
        }

        if (path.EndsWith("area host", StringComparison.Ordinal))
        {
            hosts.Area.Then(foreign);
        }

        Assert.Equal("HostNotAllowed", (await Assert.ThrowsAsync<CxException>(() => hosts.ConnectAsync())).ErrorId);
        Assert.Empty(hosts.Router.TokenHosts);
        Assert.DoesNotContain(hosts.Router.Requests, request => request.Uri.Host == "api.evil.example");
    }

    [Fact]
    public async Task With_a_base_address_of_the_user_no_other_host_receives_anything()
    {
        await using var hosts = new Hosts();
        hosts.Router.Add("gateway.example", hosts.Global.BaseUri);
        hosts.Global.Then(Token(cluster: "C32"), ScriptedAnswer.Status(404), ScriptedAnswer.Status(404));
        await Assert.ThrowsAsync<CxRequestException>(
            () => hosts.ConnectAsync(CxEndpoint.Create(CxEndpointStyle.AccessKey, "na1", "https://gateway.example")));

        Assert.Equal(
            [
                $"POST gateway.example{TokenLine}", $"GET gateway.example{Discovery}?tenantId={Tenant}", $"GET gateway.example{Discovery}",
            ],
            hosts.Router.Lines);
    }

    [Fact]
    public async Task A_token_path_of_the_user_is_requested_at_the_area_host_only()
    {
        await using var hosts = new Hosts();
        hosts.Area.Then(ScriptedAnswer.Status(404));
        await Assert.ThrowsAsync<CxRequestException>(
            () => hosts.ConnectAsync(CxEndpoint.Create(CxEndpointStyle.AccessKey, "na1", tokenPath: "/mine")));

        Assert.Equal([$"POST {Area}/mine"], hosts.Router.Lines);
    }

    private static ScriptedAnswer Token(string id = "1", string? cluster = null) => ScriptedAnswer.Token(
        Jwt.Of($$"""{"tenantId":"{{Tenant}}","jti":"{{id}}"{{(cluster is null ? null : $",\"icClusterId\":\"{cluster}\"")}}}"""),
        more: $",\"refresh_token\":\"refresh-token-{id}\"");

    private static ScriptedAnswer Refreshed(string id) => ScriptedAnswer.Json(
        200,
        $$"""{"token":"{{Jwt.ForTenant(Tenant, id)}}","refreshToken":"refresh-token-{{id}}","tokenExpirationTimeSec":3600}""");

    private static ScriptedAnswer Discovered(string address = $"https://{Api}", string? tenantId = null)
        => ScriptedAnswer.Json(
            200, $$"""{"api_endpoint":"{{address}}/"{{(tenantId is null ? null : $",\"tenantId\":\"{tenantId}\"")}}}""");

    /// <summary>The host of an area, the global host and that of an API, each with a server.</summary>
    private sealed class Hosts : IAsyncDisposable
    {
        public Hosts(string? area = null, string? global = null)
        {
            Add(AccessKeyHostTests.Area, area, Area);
            Add(AccessKeyHostTests.Global, global, Global);
            Add(AccessKeyHostTests.Api, null, Api);
        }

        public ScriptedServer Area { get; } = new();

        public ScriptedServer Global { get; } = new();

        public ScriptedServer Api { get; } = new();

        public HostRouter Router { get; } = new();

        public TestSession Session { get; } = new(options => options with { MaximumRetryCount = 0 });

        public Task ConnectAsync(CxEndpoint? endpoint = null) => Session.ConnectAsync(Router.Apply(Session.Options() with
        {
            Endpoint = endpoint ?? CxEndpoint.Create(CxEndpointStyle.AccessKey, "na1"),
        }));

        public async ValueTask DisposeAsync()
        {
            await Session.DisposeAsync();
            await Area.DisposeAsync();
            await Global.DisposeAsync();
            await Api.DisposeAsync();
        }

        private void Add(string host, string? state, ScriptedServer server)
        {
            if (state != NotResolved)
            {
                // Nothing listens on the discard port.
                Router.Add(host, state == NotConnected ? new Uri("http://127.0.0.1:9") : server.BaseUri);
            }
        }
    }
}
