using CxOne.Connection;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

public sealed class TokenRequestTests
{
    private const string Form = "grant_type=client_credentials&client_id=client-of-the-test&client_secret=secret%2Fof%2Bthe%20test";

    [Theory]
    [InlineData(CxEndpointStyle.Platform, null, "/oauth/token", true)]
    [InlineData(CxEndpointStyle.Environment, null, "/oauth/token", true)]
    [InlineData(CxEndpointStyle.Organization, "acme", "/api/v2/oauth/token", false)]
    [InlineData(CxEndpointStyle.Domain, "acme.example", "/api/v2/oauth/token", false)]
    [InlineData(CxEndpointStyle.Region, "eu1", "/api/v2/oauth2/token", true)]
    public async Task Every_style_has_its_own_token_request(CxEndpointStyle style, string? name, string path, bool sendsScope)
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options() with
        {
            Endpoint = CxEndpoint.Create(style, name, session.Server.BaseUri.AbsoluteUri),
            Scope = ["ivr:read", "outbound.campaign.write"],
        });

        var request = session.Server.Requests[0];
        Assert.Equal($"POST {path} HTTP/1.1", request.RequestLine);
        Assert.Equal("application/x-www-form-urlencoded", request.Header("Content-Type"));
        Assert.Equal("application/json", request.Header("Accept"));
        Assert.Null(request.Header("Authorization"));
        Assert.Equal(sendsScope ? Form + "&scope=ivr%3Aread%20outbound.campaign.write" : Form, request.Text);
        Assert.Equal("GET /api/v2/tenant HTTP/1.1", session.Server.Requests[1].RequestLine);
        Assert.Equal("Bearer token-1-of-the-test", session.Server.Requests[1].Header("Authorization"));
    }

    [Fact]
    public async Task All_scopes_are_requested_by_default_and_none_for_an_empty_list()
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant(), ScriptedAnswer.Token(), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options());
        await session.ConnectAsync(session.Options() with { Scope = [] });

        var scope = Uri.UnescapeDataString(session.Server.Requests[0].Text.Split("&scope=")[1]).Split(' ');
        Assert.Equal(CxScopes.All, scope);
        Assert.Equal(17, scope.Distinct().Count());
        Assert.Equal(Form, session.Server.Requests[2].Text);
    }

    [Fact]
    public async Task The_token_path_can_be_replaced_and_lies_below_the_base_address()
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options() with
        {
            Endpoint = CxEndpoint.Create(CxEndpointStyle.Organization, "acme", $"{session.Server.BaseUri}cxone/", "/my/token?tenant=1"),
        });

        Assert.Equal("POST /cxone/my/token?tenant=1 HTTP/1.1", session.Server.Requests[0].RequestLine);
        Assert.Equal("GET /cxone/api/v2/tenant HTTP/1.1", session.Server.Requests[1].RequestLine);
    }

    [Theory]
    [InlineData(
        401, """{"error":"invalid_client","error_description":"The client is unknown."}""", "CredentialRefused", "The client is unknown")]
    [InlineData(400, """{"error":"invalid_client"}""", "CredentialRefused", "invalid_client")]
    [InlineData(403, "", "CredentialRefused", "refused client 'client-of-the-test': status 403")]
    [InlineData(400, """{"error":"invalid_scope"}""", "ScopeRefused", "refused the scopes for client 'client-of-the-test': invalid_scope")]
    [InlineData(400, """{"error":"invalid_request","error_description":"Scope x is unknown."}""", "ScopeRefused", "Scope x is unknown")]
    public async Task A_refused_token_request_fails_at_once_and_names_what_was_refused(int status, string body, string id, string words)
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Json(status, body, ("X-Request-Id", "req-1")));
        var error = await Assert.ThrowsAsync<CxRequestException>(() => session.ConnectAsync(session.Options()));

        Assert.Equal(id, error.ErrorId);
        Assert.Equal(CxErrorKind.Authentication, error.Definition.Kind);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(", request id req-1)", error.Message, StringComparison.Ordinal);
        Assert.Equal(status, error.StatusCode);
        Assert.Equal("req-1", error.RequestId);
        Assert.Equal(1, error.Attempts);
        Assert.Equal(TestSession.ClientId, error.Item);
    }

    [Fact]
    public async Task An_address_with_the_word_scope_in_it_does_not_make_a_wrong_secret_a_wrong_scope()
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Json(401, """{"error":"invalid_client"}"""));
        var error = await Assert.ThrowsAsync<CxRequestException>(() => session.ConnectAsync(session.Options() with
        {
            Endpoint = CxEndpoint.Create(CxEndpointStyle.Environment, $"{session.Server.BaseUri}telescope"),
        }));

        Assert.Equal("CredentialRefused", error.ErrorId);
        Assert.EndsWith("/telescope/oauth/token)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"access_token":"abc","expires_in":"1200"}""", 1200)]
    [InlineData("""{"access_token":"abc","expires_in":31622400}""", 31622400)]
    [InlineData("""{"access_token":"abc","expires_in":1200.5,"token_type":"Bearer","more":{"x":[1]}}""", 1200.5)]
    [InlineData("""{"access_token":"abc","expires_in":1}""", 1)]
    public async Task A_lifetime_is_read_in_any_form(string body, double seconds)
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Json(200, body), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options());

        Assert.Equal(TestSession.Start.AddSeconds(seconds), session.Connection.TokenExpiresAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"access_token":"abc"}""")]
    [InlineData("""{"expires_in":1200}""")]
    [InlineData("""{"access_token":null,"expires_in":1200}""")]
    [InlineData("""{"access_token":"","expires_in":1200}""")]
    [InlineData("""{"access_token":7,"expires_in":1200}""")]
    [InlineData("""{"access_token":"abc","expires_in":0}""")]
    [InlineData("""{"access_token":"abc","expires_in":-1}""")]
    [InlineData("""{"access_token":"abc","expires_in":1e300}""")]
    [InlineData("""{"access_token":"abc","expires_in":31622401}""")]
    [InlineData("""{"access_token":"abc","expires_in":"soon"}""")]
    [InlineData("""{"access_token":"abc\r\nX-Evil: 1","expires_in":1200}""")]
    [InlineData("""{"access_token":"abc def","expires_in":1200}""")]
    [InlineData("""{"access_token":"abc\u00e4","expires_in":1200}""")]
    [InlineData("""{"access_token":"\ud800","expires_in":1200}""")]
    public async Task An_invalid_token_answer_is_refused_and_not_shown(string body)
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Json(200, body));
        var error = await Assert.ThrowsAsync<CxRequestException>(() => session.ConnectAsync(session.Options()));

        Assert.Equal("ResponseInvalid", error.ErrorId);
        Assert.DoesNotContain("abc", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_request_whose_answer_is_lost_is_repeated()
    {
        await using var session = new TestSession();
        session.Server.Then(
            ScriptedAnswer.Close(),
            ScriptedAnswer.Status(500),
            ScriptedAnswer.Status(429, ("Retry-After", "2")),
            ScriptedAnswer.Token(),
            ScriptedAnswer.Tenant());
        var connecting = session.ConnectAsync(session.Options());
        await session.LetWaitsPassAsync(connecting);
        await connecting;

        Assert.Equal([TimeSpan.FromSeconds(0.375), TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(2)], session.Waits);
        Assert.Single(session.Server.Requests.Take(4).Select(request => request.Text).Distinct());
    }

    [Fact]
    public async Task The_scopes_that_the_tenant_granted_are_shown()
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(more: ""","scope":"ivr:read  audit:read" """), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options());

        Assert.Equal(["ivr:read", "audit:read"], session.Connection.Scope);
    }
}
