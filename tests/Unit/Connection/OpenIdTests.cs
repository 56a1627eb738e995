using System.Text;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

/// <summary>An access key with a client: OpenID Connect, grant type <c>password</c>.</summary>
public sealed class OpenIdTests
{
    private const string Global = "cxone.niceincontact.com";
    private const string ClientSecret = "s/ec+ret= \u00e4:1";
    private static readonly CxCredential Client = new("my-app@vendor", ClientSecret);
    private static readonly string First = Jwt.ForTenant("tenant-1");

    private static readonly string Basic
        = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("my-app@vendor:s%2Fec%2Bret%3D%20%C3%A4%3A1"));

    [Fact]
    public async Task The_token_request_is_a_form_with_the_key_and_a_header_with_the_client()
    {
        await using var session = await ConnectAsync();
        var token = session.Server.Requests[0];

        Assert.Equal("POST /auth/token HTTP/1.1", token.RequestLine);
        Assert.Equal("application/x-www-form-urlencoded", token.Header("Content-Type"));
        Assert.Equal(Basic, token.Header("Authorization"));
        Assert.Equal("grant_type=password&username=client-of-the-test&password=secret%2Fof%2Bthe%20test", token.Text);
        Assert.Null(session.Server.Requests[1].Header("Authorization"));
        Assert.Equal($"Bearer {First}", session.Server.Requests[2].Header("Authorization"));
        Assert.Equal("OpenId", session.Connection.EndpointStyle);
        Assert.Equal(TestSession.ClientId, session.Connection.ClientId);
        Assert.Empty(session.Connection.Scope);
    }

    [Fact]
    public async Task A_token_is_renewed_with_each_refresh_token_once()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(
            Token("2", "refresh-token-2"), ScriptedAnswer.Json(200, "{}"), Token("3", null), ScriptedAnswer.Json(200, "{}"),
            Token("4", null), ScriptedAnswer.Json(200, "{}"));
        for (var renewal = 0; renewal < 3; renewal++)
        {
            session.Clock.Advance(TimeSpan.FromSeconds(3540));
            await session.RunAsync(TestSession.Get());
        }

        var sent = session.Server.Requests.Skip(3).Where(request => request.Target == "/auth/token").ToList();
        Assert.Equal(
            [
                "grant_type=refresh_token&refresh_token=refresh%2Ftoken%2B1&client_id=my-app%40vendor",
                "grant_type=refresh_token&refresh_token=refresh-token-2&client_id=my-app%40vendor",
                "grant_type=password&username=client-of-the-test&password=secret%2Fof%2Bthe%20test",
            ],
            sent.Select(request => request.Text));
        Assert.All(sent, request => Assert.Equal(Basic, request.Header("Authorization")));
        Assert.Equal($"Bearer {Jwt.ForTenant("tenant-1", "4")}", session.Server.Requests[^1].Header("Authorization"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(200)]
    public async Task A_refused_refresh_token_is_followed_by_one_request_with_the_key(int status)
    {
        await using var session = await ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(status, "{}"), Token("2", null), ScriptedAnswer.Json(200, "{}"));
        session.Clock.Advance(TimeSpan.FromSeconds(3540));
        await session.RunAsync(TestSession.Get());

        Assert.Equal(
            ["refresh_token", "password", string.Empty],
            session.Server.Requests.Skip(3).Select(
                request => request.Text.Split('&')[0].Replace("grant_type=", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refresh_whose_answer_is_lost_is_not_repeated()
    {
        await using var session = await ConnectAsync(retries: 4);
        session.Server.Then(ScriptedAnswer.Close(), Token("2", null), ScriptedAnswer.Json(200, "{}"));
        session.Clock.Advance(TimeSpan.FromSeconds(3540));
        await session.RunAsync(TestSession.Get());

        Assert.Empty(session.Waits);
        Assert.Single(session.Server.Requests, request => request.Text.Contains("grant_type=refresh_token", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_refused_client_or_key_fails_at_once(int status)
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Json(status, """{"error":"invalid_grant","error_description":"The key is wrong."}"""));
        var error = await Assert.ThrowsAsync<CxRequestException>(() => session.ConnectAsync(Options(session)));

        Assert.Equal("CredentialRefused", error.ErrorId);
        Assert.Contains("The key is wrong.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("na1")]
    [InlineData(null)]
    public async Task The_client_and_the_key_go_to_the_global_host_only(string? area)
    {
        await using var global = new ScriptedServer();
        await using var session = new TestSession();
        global.Then(ScriptedAnswer.Status(404));
        var router = new HostRouter().Add(Global, global.BaseUri);
        var options = session.Options() with { Endpoint = CxEndpoint.Create(CxEndpointStyle.OpenId, area), ClientCredential = Client };
        await Assert.ThrowsAsync<CxRequestException>(() => session.ConnectAsync(router.Apply(options)));

        Assert.Equal([$"POST {Global}/auth/token"], router.Lines);
    }

    [Theory]
    [InlineData(CxEndpointStyle.OpenId, null)]
    [InlineData(CxEndpointStyle.OpenId, "an:id")]
    [InlineData(CxEndpointStyle.AccessKey, "app")]
    [InlineData(CxEndpointStyle.Environment, "app")]
    public async Task A_client_that_does_not_go_with_the_style_is_refused_and_nothing_is_sent(CxEndpointStyle style, string? id)
    {
        await using var session = new TestSession();
        var error = await Assert.ThrowsAsync<CxValidationException>(() => session.ConnectAsync(session.Options() with
        {
            Endpoint = CxEndpoint.Create(style, "na1", session.Server.BaseUri.AbsoluteUri),
            ClientCredential = id is null ? null : new CxCredential(id, ClientSecret),
        }));

        Assert.Single(error.Violations);
        Assert.Empty(session.Server.Requests);
    }

    private static CxConnectOptions Options(TestSession session) => session.Options() with
    {
        Endpoint = CxEndpoint.Create(CxEndpointStyle.OpenId, null, session.Server.BaseUri.AbsoluteUri),
        ClientCredential = Client,
    };

    private static ScriptedAnswer Token(string id, string? refreshToken) => ScriptedAnswer.Token(
        Jwt.ForTenant("tenant-1", id), more: refreshToken is null ? null : $",\"refresh_token\":\"{refreshToken}\"");

    private static async Task<TestSession> ConnectAsync(int retries = 0)
    {
        var session = new TestSession(options => options with { MaximumRetryCount = retries });
        session.Server.Then(
            Token("1", "refresh/token+1"),
            ScriptedAnswer.Json(200, $$"""{"api_endpoint":"{{session.Server.BaseUri}}"}"""),
            ScriptedAnswer.Tenant());
        await session.ConnectAsync(Options(session));
        return session;
    }
}
