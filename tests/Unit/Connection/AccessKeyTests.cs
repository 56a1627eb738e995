using CxOne.Connection;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

public sealed class AccessKeyTests
{
    private const string Tenant = "11eb-0a&b";
    private static readonly string First = Jwt.ForTenant(Tenant);

    [Fact]
    public async Task The_access_key_style_requests_a_token_then_the_discovery_then_the_tenant()
    {
        await using var api = new ScriptedServer();
        await using var session = new TestSession();
        session.Server.Then(Token(), Discovered(api.BaseUri.AbsoluteUri));
        api.Then(ScriptedAnswer.Json(200, """{"id":"tenant-1","name":"Tenant One"}"""));
        await session.ConnectAsync(Options(session));

        var (token, discovery) = (session.Server.Requests[0], session.Server.Requests[1]);
        Assert.Equal("POST /authentication/v1/token/access-key HTTP/1.1", token.RequestLine);
        Assert.Equal("application/json", token.Header("Content-Type"));
        Assert.Equal("""{"accessKeyId":"client-of-the-test","accessKeySecret":"secret/of\u002Bthe test"}""", token.Text);
        Assert.Equal("GET /.well-known/cxone-configuration?tenantId=11eb-0a%26b HTTP/1.1", discovery.RequestLine);
        Assert.Null(discovery.Header("Authorization"));
        Assert.Equal($"Bearer {First}", Assert.Single(api.Requests).Header("Authorization"));
        Assert.Equal(api.BaseUri, session.Connection.BaseUri);
        Assert.Equal("Tenant One", session.Connection.TenantName);
        Assert.Empty(session.Connection.Scope);
    }

    [Fact]
    public async Task Without_a_tenant_path_the_tenant_of_the_token_is_used()
    {
        await using var session = new TestSession();
        session.Server.Then(Token(), Discovered(session.Server.BaseUri.AbsoluteUri), ScriptedAnswer.Status(404));
        await session.ConnectAsync(Options(session));

        Assert.Equal(Tenant, session.Connection.TenantId);
        Assert.Null(session.Connection.TenantName);
        Assert.Equal("Unknown", session.Connection.Api);
        Assert.False(session.Connection.IsOffered(CxApiFamilies.Seed));
        Assert.Null(session.Connection.IsOffered(CxApiFamilies.Published));
    }

    [Theory]
    [InlineData(403, "application/json", "{}")]
    [InlineData(405, "application/json", "{}")]
    [InlineData(302, "text/html", "")]
    [InlineData(200, "text/html", "<html/>")]
    [InlineData(200, "application/json", "{}")]
    public async Task A_tenant_that_cannot_be_read_leaves_open_which_calls_it_offers(int status, string contentType, string body)
    {
        await using var session = new TestSession();
        session.Server.Then(
            Token(),
            Discovered(session.Server.BaseUri.AbsoluteUri),
            ScriptedAnswer.Of(status, System.Text.Encoding.UTF8.GetBytes(body), ("Content-Type", contentType)));
        await session.ConnectAsync(Options(session));

        Assert.Equal(Tenant, session.Connection.TenantId);
        Assert.Equal("Unknown", session.Connection.Api);
        Assert.Null(session.Connection.IsOffered(CxApiFamilies.Seed));
    }

    [Theory]
    [InlineData(401, "TokenRefused")]
    [InlineData(429, "RateLimited")]
    [InlineData(500, "ServiceUnavailable")]
    public async Task A_tenant_that_does_not_answer_fails_the_connection(int status, string id)
    {
        await using var session = new TestSession(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(Token(), Discovered(session.Server.BaseUri.AbsoluteUri), ScriptedAnswer.Status(status));
        if (status == 401)
        {
            session.Server.Then(Refreshed(Jwt.ForTenant(Tenant, "2"), null, 3600), ScriptedAnswer.Status(status));
        }

        Assert.Equal(id, (await Assert.ThrowsAsync<CxRequestException>(() => session.ConnectAsync(Options(session)))).ErrorId);
    }

    [Fact]
    public async Task The_id_token_names_the_tenant_where_the_access_token_does_not()
    {
        await using var session = new TestSession();
        session.Server.Then(
            ScriptedAnswer.Token("opaque-access-token", more: $",\"id_token\":\"{First}\""),
            Discovered(session.Server.BaseUri.AbsoluteUri),
            ScriptedAnswer.Status(404));
        await session.ConnectAsync(Options(session));

        Assert.Equal(Tenant, session.Connection.TenantId);
    }

    [Theory]
    [InlineData("opaque-access-token")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("a.!!!.c")]
    [InlineData("a..c")]
    [InlineData("""{"tenantId":7}""")]
    [InlineData("""{"tenant":"t"}""")]
    [InlineData("""{"tenantId":""}""")]
    [InlineData("""["tenantId"]""")]
    [InlineData("""{"tenantId":"\ud800"}""")]
    public async Task A_token_that_names_no_tenant_is_an_error(string tokenOrClaims)
    {
        await using var session = new TestSession();
        session.Server.Then(
            ScriptedAnswer.Token(tokenOrClaims[0] is '{' or '[' ? Jwt.Of(tokenOrClaims) : tokenOrClaims), ScriptedAnswer.Status(404));
        var error = await Assert.ThrowsAsync<CxRequestException>(() => session.ConnectAsync(Options(session)));

        Assert.Equal("ResponseInvalid", error.ErrorId);
        Assert.Contains("tenantId", error.Message, StringComparison.Ordinal);
        Assert.Equal("/.well-known/cxone-configuration", session.Server.Requests[1].Target);
    }

    [Theory]
    [InlineData("http://api.evil.example", "EndpointInsecure")]
    [InlineData("https://api.evil.example", "HostNotAllowed")]
    [InlineData("https://niceincontact.com.evil.example", "HostNotAllowed")]
    [InlineData("https://evilniceincontact.com", "HostNotAllowed")]
    [InlineData("https://me:pw@api.example", "EndpointInvalid")]
    [InlineData("ftp://api.example", "EndpointInvalid")]
    [InlineData("api.example", "EndpointInvalid")]
    [InlineData("", "EndpointInvalid")]
    public async Task A_discovered_address_that_is_invalid_or_not_secure_receives_no_token(string address, string id)
    {
        await using var session = new TestSession();
        session.Server.Then(Token(), Discovered(address));

        Assert.Equal(id, (await Assert.ThrowsAsync<CxException>(() => session.ConnectAsync(Options(session)))).ErrorId);
        Assert.Equal(2, session.Server.Requests.Count);
    }

    [Theory]
    [InlineData("https://api-na1.niceincontact.com")]
    [InlineData("https://api-c32.nice-incontact.com/")]
    [InlineData("https://API.CXONE.COM.")]
    [InlineData("https://api.incontact.com:8443")]
    [InlineData("https://cxone.niceincontact.com")]
    [InlineData("https://gateway.acme.example", "gateway.acme.example")]
    [InlineData("https://gateway.acme.example", "other.example", "GATEWAY.acme.example")]
    [InlineData("https://a.b.acme.example", "*.acme.example")]
    public void A_discovery_over_https_may_name_a_host_of_CXone_or_one_that_is_allowed(string address, params string[] allowed)
        => Assert.Equal(
            new Uri(address),
            CxEndpoint.Discovered(address, new Uri("https://cxone.niceincontact.com"), [.. allowed.Select(CxEndpoint.AllowedHost)]));

    [Theory]
    [InlineData("http://127.0.0.1:8080", "EndpointInsecure")]
    [InlineData("http://127.0.0.1:8080", "EndpointInsecure", "127.0.0.1")]
    [InlineData("http://localhost", "EndpointInsecure", "localhost")]
    [InlineData("http://[::1]:8080", "EndpointInsecure")]
    [InlineData("http://api.niceincontact.com", "EndpointInsecure")]
    [InlineData("https://127.0.0.1:8080", "HostNotAllowed")]
    [InlineData("https://api.acme.example", "HostNotAllowed")]
    [InlineData("https://acme.example", "HostNotAllowed", "*.acme.example")]
    [InlineData("https://evilacme.example", "HostNotAllowed", "*.acme.example")]
    [InlineData("https://a.gateway.acme.example", "HostNotAllowed", "gateway.acme.example")]
    [InlineData("https://api.nıceincontact.com", "HostNotAllowed")]
    public void A_discovery_over_https_may_name_neither_plain_http_nor_another_host(string address, string id, params string[] allowed)
        => Assert.Equal(
            id,
            Assert.Throws<CxException>(() => CxEndpoint.Discovered(address, new Uri("https://cxone.niceincontact.com"), allowed)).ErrorId);

    [Fact]
    public void A_host_that_was_named_as_the_base_address_may_name_itself_and_a_discovery_on_loopback_may_name_loopback()
    {
        Assert.Equal("gateway.example", CxEndpoint.Discovered("https://gateway.example/api", new Uri("https://gateway.example"), []).Host);
        Assert.Equal(81, CxEndpoint.Discovered("http://127.0.0.1:81", new Uri("http://localhost:80"), []).Port);
    }

    [Theory]
    [InlineData("https://gateway.example")]
    [InlineData("gateway.example/path")]
    [InlineData("gateway.example:443")]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("*.com")]
    [InlineData("*.*.example")]
    [InlineData("")]
    public void An_invalid_allowed_host_is_refused(string host)
        => Assert.Equal("EndpointInvalid", Assert.Throws<CxException>(() => CxEndpoint.AllowedHost(host)).ErrorId);

    [Fact]
    public async Task An_allowed_host_receives_the_token()
    {
        await using var session = new TestSession();
        session.Server.Then(Token(), Discovered("https://nobody.invalid"));

        var error = await Assert.ThrowsAsync<CxRequestException>(() => session.ConnectAsync(
            Options(session) with { AllowedHosts = ["nobody.invalid"], Requests = session.Requests with { MaximumRetryCount = 0 } }));
        Assert.Equal("ConnectionFailed", error.ErrorId);
        Assert.StartsWith("https://nobody.invalid/", error.Uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"api_endpoint":null}""")]
    [InlineData("<html/>")]
    public async Task A_discovery_without_an_address_is_an_error(string body)
    {
        await using var session = new TestSession();
        session.Server.Then(Token(), ScriptedAnswer.Json(200, body));

        Assert.Equal(
            "ResponseInvalid", (await Assert.ThrowsAsync<CxRequestException>(() => session.ConnectAsync(Options(session)))).ErrorId);
    }

    [Fact]
    public async Task A_token_is_renewed_with_the_refresh_token_of_the_one_before()
    {
        await using var session = await ConnectAsync();
        var (second, third) = (Jwt.ForTenant(Tenant, "2"), Jwt.ForTenant(Tenant, "3"));
        session.Server.Then(
            Refreshed(second, "refresh-token-2", 600),
            ScriptedAnswer.Json(200, "{}"),
            Refreshed(third, "refresh-token-3", 600),
            ScriptedAnswer.Json(200, "{}"));
        session.Clock.Advance(TimeSpan.FromSeconds(3540));
        await session.RunAsync(TestSession.Get());
        Assert.Equal(TestSession.Start.AddSeconds(3540 + 600), session.Connection.TokenExpiresAt);
        session.Clock.Advance(TimeSpan.FromSeconds(540));
        await session.RunAsync(TestSession.Get());

        var sent = session.Server.Requests.Skip(3).ToList();
        Assert.Equal("POST /public/user/refresh HTTP/1.1", sent[0].RequestLine);
        Assert.Equal("""{"token":"refresh-token-1"}""", sent[0].Text);
        Assert.Equal($"Bearer {second}", sent[1].Header("Authorization"));
        Assert.Equal("""{"token":"refresh-token-2"}""", sent[2].Text);
        Assert.Equal($"Bearer {third}", sent[3].Header("Authorization"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(200)]
    public async Task A_refused_refresh_token_is_followed_by_a_request_with_the_key(int status)
    {
        await using var session = await ConnectAsync();
        var second = Jwt.ForTenant(Tenant, "2");
        session.Server.Then(
            ScriptedAnswer.Json(status, "{}"),
            ScriptedAnswer.Token(second, more: ""","refresh_token":"refresh-token-2" """),
            ScriptedAnswer.Json(200, "{}"));
        session.Clock.Advance(TimeSpan.FromSeconds(3540));
        await session.RunAsync(TestSession.Get());

        Assert.Equal(
            ["/public/user/refresh", "/authentication/v1/token/access-key", "/api/v2/thing"],
            session.Server.Requests.Skip(3).Select(request => request.Target));
        Assert.Equal($"Bearer {second}", session.Server.Requests[^1].Header("Authorization"));
        var notice = ConnectionMessages.RefreshTokenRefused("@").Split('@')[0];
        Assert.Contains(session.Log.VerboseLines, line => line.StartsWith(notice, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(500)]
    public async Task A_refresh_token_that_was_refused_is_not_used_again_if_the_key_fails_as_well(int status)
    {
        await using var session = await ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(status, "{}"),
            ScriptedAnswer.Status(500),
            ScriptedAnswer.Json(200, "{}"),
            ScriptedAnswer.Token(Jwt.ForTenant(Tenant, "2"), more: ""","refresh_token":"refresh-token-2" """),
            ScriptedAnswer.Json(200, "{}"));
        session.Clock.Advance(TimeSpan.FromSeconds(3540));
        await session.RunAsync(TestSession.Get());
        session.Clock.Advance(TimeSpan.FromSeconds(5));
        await session.RunAsync(TestSession.Get());

        Assert.Equal(
            [
                "/public/user/refresh", "/authentication/v1/token/access-key", "/api/v2/thing",
                "/authentication/v1/token/access-key", "/api/v2/thing",
            ],
            session.Server.Requests.Skip(3).Select(request => request.Target));
        Assert.Single(session.Server.Requests, request => request.Text.Contains("refresh-token-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refresh_whose_answer_is_lost_is_not_repeated()
    {
        await using var session = await ConnectAsync(retries: 4);
        session.Server.Then(ScriptedAnswer.Close(), ScriptedAnswer.Token(Jwt.ForTenant(Tenant, "2")), ScriptedAnswer.Json(200, "{}"));
        session.Clock.Advance(TimeSpan.FromSeconds(3540));
        await session.RunAsync(TestSession.Get());

        Assert.Empty(session.Waits);
        Assert.Single(session.Server.Requests, request => request.Target == "/public/user/refresh");
    }

    [Fact]
    public async Task A_refused_token_is_renewed_with_its_refresh_token()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(401), Refreshed(Jwt.ForTenant(Tenant, "2"), null, 3600), ScriptedAnswer.Json(200, "{}"));

        Assert.Equal(2, (await session.RunAsync(TestSession.Get())).Attempts);
    }

    [Fact]
    public async Task Without_a_refresh_token_the_key_is_used_at_once()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(
            Refreshed(Jwt.ForTenant(Tenant, "2"), null, 3600),
            ScriptedAnswer.Json(200, "{}"),
            ScriptedAnswer.Token(Jwt.ForTenant(Tenant, "3")),
            ScriptedAnswer.Json(200, "{}"));
        session.Clock.Advance(TimeSpan.FromSeconds(3540));
        await session.RunAsync(TestSession.Get());
        session.Clock.Advance(TimeSpan.FromSeconds(3540));
        await session.RunAsync(TestSession.Get());

        Assert.Equal("/authentication/v1/token/access-key", session.Server.Requests[^2].Target);
    }

    private static CxConnectOptions Options(TestSession session)
        => session.Options() with { Endpoint = CxEndpoint.Create(CxEndpointStyle.AccessKey, "na1", session.Server.BaseUri.AbsoluteUri) };

    private static ScriptedAnswer Token() => ScriptedAnswer.Token(First, more: ""","refresh_token":"refresh-token-1" """);

    private static ScriptedAnswer Discovered(string address)
        => ScriptedAnswer.Json(200, $$"""{"api_endpoint":"{{address}}","area":"na1","cluster":"C1","domain":"x"}""");

    private static ScriptedAnswer Refreshed(string token, string? refreshToken, int seconds)
        => ScriptedAnswer.Json(
            200,
            $$"""{"token":"{{token}}",{{(refreshToken is null ? null : $"\"refreshToken\":\"{refreshToken}\",")}}"tokenExpirationTimeSec":{{seconds}},"refreshTokenExpirationTimeSec":7200}""");

    private static async Task<TestSession> ConnectAsync(int retries = 0)
    {
        var session = new TestSession(options => options with { MaximumRetryCount = retries });
        session.Server.Then(Token(), Discovered(session.Server.BaseUri.AbsoluteUri), ScriptedAnswer.Tenant());
        await session.ConnectAsync(Options(session));
        return session;
    }
}
