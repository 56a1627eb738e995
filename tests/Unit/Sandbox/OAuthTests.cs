using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

public sealed class OAuthTests : IDisposable
{
    private const string Good = "grant_type=client_credentials&client_id=sandbox&client_secret=sandbox-secret";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Theory]
    [InlineData("/oauth/token")]
    [InlineData("/api/v2/oauth/token")]
    [InlineData("/api/v2/oauth2/token")]
    public async Task Every_token_path_issues_a_valid_token(string path)
    {
        var answer = await _tenant.TokenAsync(Good, path);

        Assert.Equal(200, answer.Status);
        Assert.Equal("Bearer", answer["token_type"].GetValue<string>());
        Assert.Equal(1200, answer["expires_in"].GetValue<int>());
        Assert.Equal(200, (await WithTokenAsync(answer["access_token"].GetValue<string>())).Status);
    }

    [Theory]
    [InlineData("sandbox", 1200)]
    [InlineData("reader", 1200)]
    [InlineData("short", 61)]
    public async Task A_token_is_valid_exactly_until_it_expires(string client, int seconds)
    {
        var answer = await _tenant.TokenAsync($"grant_type=client_credentials&client_id={client}&client_secret={client}-secret");
        var token = answer["access_token"].GetValue<string>();
        Assert.Equal(seconds, answer["expires_in"].GetValue<int>());

        _tenant.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.Equal(200, (await WithTokenAsync(token)).Status);
        _tenant.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(401, (await WithTokenAsync(token)).Status);
    }

    [Theory]
    [InlineData("client_id=sandbox&client_secret=sandbox-secret", 400, "invalid_request")]
    [InlineData("grant_type=password&client_id=sandbox&client_secret=sandbox-secret", 400, "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials&client_secret=sandbox-secret", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_id=sandbox", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_id=sandbox&client_secret=wrong", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=unknown&client_secret=sandbox-secret", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=sandbox-key&client_secret=sandbox-key-secret", 401, "invalid_client")]
    [InlineData(Good + "&client_secret=again", 400, "invalid_request")]
    [InlineData(Good + "&scope=voice%3Abiometrics", 400, "invalid_scope")]
    public async Task An_invalid_token_request_is_refused_with_the_OAuth_error(string form, int status, string error)
    {
        var answer = await _tenant.TokenAsync(form);

        Assert.Equal(status, answer.Status);
        Assert.Equal(error, answer["error"].GetValue<string>());
        Assert.NotEmpty(answer["error_description"].GetValue<string>());
    }

    [Fact]
    public async Task A_token_request_that_is_not_a_form_is_refused()
    {
        var answer = await _tenant.SendAsync("POST", "/oauth/token", Good, client: null);

        Assert.Equal(400, answer.Status);
        Assert.Equal("invalid_request", answer["error"].GetValue<string>());
    }

    [Fact]
    public async Task A_form_is_decoded()
    {
        var answer = await _tenant.TokenAsync(
            "grant_type=client_credentials&client_id=sandbox&client_secret=sandbox%2Dsecret&scope=ivr%3Aread+audit%3Aread");

        Assert.Equal("ivr:read audit:read", answer["scope"].GetValue<string>());
    }

    [Fact]
    public async Task A_token_request_without_scope_grants_all_scopes_of_the_client()
    {
        var answer = await _tenant.TokenAsync("grant_type=client_credentials&client_id=reader&client_secret=reader-secret");

        Assert.Equal(
            "ivr:read audit:read outbound.read outbound:campaign:view outbound:campaign:read dataactions:read",
            answer["scope"].GetValue<string>());
    }

    [Fact]
    public async Task A_token_has_the_requested_scopes_that_the_client_has()
    {
        var answer = await _tenant.TokenAsync(
            "grant_type=client_credentials&client_id=reader&client_secret=reader-secret&scope=ivr:deploy%20ivr:read%20data:export");

        Assert.Equal("ivr:read", answer["scope"].GetValue<string>());
    }

    [Fact]
    public async Task A_token_with_fewer_scopes_is_refused_where_the_client_is_not()
    {
        var answer = await _tenant.TokenAsync(Good + "&scope=audit:read");
        var token = answer["access_token"].GetValue<string>();

        Assert.Equal(403, (await WithTokenAsync(token, "/api/v2/ivr/definitions")).Status);
        Assert.Equal(200, (await WithTokenAsync(token, "/api/v2/audit/logs")).Status);
    }

    [Fact]
    public async Task The_token_of_an_access_key_names_the_tenant_in_its_claims()
    {
        var answer = await AccessKeyAsync("sandbox-key", "sandbox-key-secret");

        Assert.Equal(200, answer.Status);
        Assert.Equal("Bearer", answer["token_type"].GetValue<string>());
        Assert.Equal(3600, answer["expires_in"].GetValue<int>());
        Assert.NotEmpty(answer["refresh_token"].GetValue<string>());
        foreach (var member in (string[])["access_token", "id_token"])
        {
            var claims = Claims(answer[member].GetValue<string>());
            Assert.Equal("tenant-123", claims["tenantId"]!.GetValue<string>());
            Assert.Equal("SBX1", claims["icClusterId"]!.GetValue<string>());
        }

        Assert.Equal(200, (await WithTokenAsync(answer["access_token"].GetValue<string>())).Status);
        Assert.Equal(401, (await WithTokenAsync(answer["id_token"].GetValue<string>())).Status);
    }

    [Theory]
    [InlineData("sandbox-key", "wrong")]
    [InlineData("other-key", "sandbox-key-secret")]
    [InlineData("sandbox", "sandbox-secret")]
    public async Task A_wrong_access_key_is_refused(string id, string secret) =>
        Assert.Equal(401, (await AccessKeyAsync(id, secret)).Status);

    [Fact]
    public async Task An_access_key_request_with_missing_members_is_refused()
    {
        var answer = await _tenant.SendAsync("POST", "/authentication/v1/token/access-key", "{}", client: null);

        Assert.Equal(400, answer.Status);
        Assert.Equal(["accessKeyId:MISSING", "accessKeySecret:MISSING"], answer.Errors);
    }

    [Fact]
    public async Task A_refresh_token_is_valid_for_one_renewal()
    {
        var key = await AccessKeyAsync("sandbox-key", "sandbox-key-secret");
        var first = await RefreshAsync(key["refresh_token"].GetValue<string>());
        var again = await RefreshAsync(key["refresh_token"].GetValue<string>());
        var second = await RefreshAsync(first["refreshToken"].GetValue<string>());

        Assert.Equal(200, first.Status);
        Assert.Equal(3600, first["tokenExpirationTimeSec"].GetValue<int>());
        Assert.Equal(7200, first["refreshTokenExpirationTimeSec"].GetValue<int>());
        Assert.Equal(200, (await WithTokenAsync(first["token"].GetValue<string>())).Status);
        Assert.Equal(401, again.Status);
        Assert.Equal(200, second.Status);
    }

    [Fact]
    public async Task A_refresh_token_expires()
    {
        var key = await AccessKeyAsync("sandbox-key", "sandbox-key-secret");
        _tenant.Advance(TimeSpan.FromSeconds(7200));

        Assert.Equal(401, (await RefreshAsync(key["refresh_token"].GetValue<string>())).Status);
    }

    [Fact]
    public async Task An_access_token_is_not_a_refresh_token()
    {
        var key = await AccessKeyAsync("sandbox-key", "sandbox-key-secret");

        Assert.Equal(401, (await RefreshAsync(key["access_token"].GetValue<string>())).Status);
    }

    [Theory]
    [InlineData("?tenantId=tenant-123")]
    [InlineData("")]
    public async Task Discovery_with_or_without_the_tenant_returns_the_address_that_the_client_used(string query)
    {
        var answer = await _tenant.GetAsync($"/.well-known/cxone-configuration{query}", client: null);

        Assert.Equal(200, answer.Status);
        Assert.Equal("https://sandbox.example", answer["api_endpoint"].GetValue<string>());
        Assert.Equal("https://sandbox.example", answer["auth_endpoint"].GetValue<string>());
        Assert.Equal("sandbox.example", answer["domain"].GetValue<string>());
        Assert.NotEmpty(answer["area"].GetValue<string>());
        Assert.NotEmpty(answer["cluster"].GetValue<string>());
        Assert.Equal("tenant-123", answer["tenantId"].GetValue<string>());
        Assert.False(answer["private"].GetValue<bool>());
    }

    [Theory]
    [InlineData("/.well-known/cxone-configuration?tenantId=other", 404)]
    [InlineData("/.well-known/cxone-configuration?tenantId=", 400)]
    [InlineData("/.well-known/cxone-configuration?tenantId=tenant-123&tenantId=tenant-123", 400)]
    public async Task Discovery_of_another_tenant_is_not_found(string path, int status) =>
        Assert.Equal(status, (await _tenant.GetAsync(path, client: null)).Status);

    [Fact]
    public async Task Token_responses_must_not_be_cached() =>
        Assert.Equal("no-store", (await _tenant.TokenAsync(Good)).Headers["Cache-Control"]);

    private static JsonNode Claims(string jwt)
    {
        var parts = jwt.Split('.');
        Assert.Equal(3, parts.Length);
        return JsonNode.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])))!;
    }

    private Task<Answer> WithTokenAsync(string token, string path = "/api/v2/tenant") =>
        _tenant.GetAsync(path, client: null, ("Authorization", $"Bearer {token}"));

    private Task<Answer> AccessKeyAsync(string id, string secret) => _tenant.PostAsync(
        "/authentication/v1/token/access-key",
        new JsonObject { ["accessKeyId"] = id, ["accessKeySecret"] = secret },
        client: null);

    private Task<Answer> RefreshAsync(string token) =>
        _tenant.PostAsync("/public/user/refresh", new JsonObject { ["token"] = token }, client: null);
}
