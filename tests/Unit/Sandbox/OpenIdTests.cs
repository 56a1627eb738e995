using System.Text;
using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

public sealed class OpenIdTests : IDisposable
{
    private const string Key = "grant_type=password&username=sandbox-key&password=sandbox-key-secret";
    private const string Application = "sandbox-app:sandbox%2Bapp%2Fsecret%3D";
    private const string InForm = "&client_id=sandbox-app&client_secret=sandbox%2Bapp%2Fsecret%3D";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Theory]
    [InlineData(Key, Application)]
    [InlineData(Key + "&client_id=sandbox-app", Application)]
    [InlineData(Key + InForm, null)]
    public async Task A_key_and_a_client_get_the_tokens_of_the_key(string form, string? basic)
    {
        var answer = await SendAsync(form, basic);

        Assert.Equal(200, answer.Status);
        Assert.Equal("Bearer", answer["token_type"].GetValue<string>());
        Assert.Equal(3600, answer["expires_in"].GetValue<int>());
        Assert.NotEmpty(answer["id_token"].GetValue<string>());
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        var bearer = $"Bearer {answer["access_token"].GetValue<string>()}";
        Assert.Equal(200, (await _tenant.GetAsync("/api/v2/tenant", client: null, ("Authorization", bearer))).Status);
    }

    [Theory]
    [InlineData(Key, null, 401, "invalid_client")]
    [InlineData(Key, "sandbox-app:wrong", 401, "invalid_client")]
    [InlineData(Key, "sandbox-app:sandbox+app/secret=", 401, "invalid_client")]
    [InlineData(Key, "other-app:sandbox%2Bapp%2Fsecret%3D", 401, "invalid_client")]
    [InlineData(Key, "sandbox-app", 400, "invalid_request")]
    [InlineData(Key + "&client_id=other-app", Application, 400, "invalid_request")]
    [InlineData(Key + InForm, Application, 400, "invalid_request")]
    [InlineData(Key + "&password=again", Application, 400, "invalid_request")]
    [InlineData("username=sandbox-key&password=sandbox-key-secret", Application, 400, "invalid_request")]
    [InlineData("grant_type=password&username=sandbox-key", Application, 400, "invalid_request")]
    [InlineData("grant_type=password&password=sandbox-key-secret", Application, 400, "invalid_request")]
    [InlineData("grant_type=password&username=sandbox-key&password=wrong", Application, 400, "invalid_grant")]
    [InlineData("grant_type=password&username=sandbox&password=sandbox-secret", Application, 400, "invalid_grant")]
    [InlineData("grant_type=client_credentials", Application, 400, "unsupported_grant_type")]
    [InlineData("grant_type=refresh_token&client_id=sandbox-app", Application, 400, "invalid_request")]
    [InlineData("grant_type=refresh_token&refresh_token=x", Application, 400, "invalid_request")]
    [InlineData("grant_type=refresh_token&refresh_token=x&client_id=sandbox-app", Application, 400, "invalid_grant")]
    public async Task An_invalid_request_is_refused_with_the_OAuth_error(string form, string? basic, int status, string error)
    {
        var answer = await SendAsync(form, basic);

        Assert.Equal(status, answer.Status);
        Assert.Equal(error, answer["error"].GetValue<string>());
        Assert.NotEmpty(answer["error_description"].GetValue<string>());
        Assert.Equal(status == 401, answer.Headers.ContainsKey("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Bearer x")]
    public async Task An_authorization_that_is_not_Basic_is_refused(string header)
    {
        var answer = await _tenant.SendAsync(
            "POST", "/auth/token", Key, client: null, ("Content-Type", "application/x-www-form-urlencoded"), ("Authorization", header));

        Assert.Equal("invalid_request", answer["error"].GetValue<string>());
    }

    [Fact]
    public async Task A_request_that_is_not_a_form_is_refused()
    {
        var answer = await _tenant.SendAsync("POST", "/auth/token", Key + InForm, client: null);

        Assert.Equal("invalid_request", answer["error"].GetValue<string>());
    }

    [Fact]
    public async Task A_refresh_token_is_valid_once_and_for_its_client_only()
    {
        var first = (await SendAsync(Key, Application))["refresh_token"].GetValue<string>();
        var ofTheKey = await _tenant.PostAsync(
            "/authentication/v1/token/access-key",
            new JsonObject { ["accessKeyId"] = "sandbox-key", ["accessKeySecret"] = "sandbox-key-secret" },
            client: null);
        Assert.Equal(401, (await _tenant.PostAsync("/public/user/refresh", new JsonObject { ["token"] = first }, client: null)).Status);
        Assert.Equal(400, (await RefreshAsync(ofTheKey["refresh_token"].GetValue<string>())).Status);
        var second = await RefreshAsync(first);

        Assert.Equal(200, second.Status);
        Assert.Equal(400, (await RefreshAsync(first)).Status);
        Assert.Equal(200, (await RefreshAsync(second["refresh_token"].GetValue<string>())).Status);
    }

    [Fact]
    public async Task A_refresh_token_expires()
    {
        var token = (await SendAsync(Key, Application))["refresh_token"].GetValue<string>();
        _tenant.Advance(TimeSpan.FromSeconds(7200));

        Assert.Equal(400, (await RefreshAsync(token)).Status);
    }

    [Fact]
    public async Task The_list_of_requests_names_the_key_and_no_secret()
    {
        await SendAsync(Key, Application);
        var shown = (await _tenant.GetAsync("/sandbox/requests", client: null)).Json.ToJsonString();

        Assert.Contains("\"client\":\"sandbox-key\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", shown, StringComparison.OrdinalIgnoreCase);
    }

    private Task<Answer> SendAsync(string form, string? basic) => _tenant.SendAsync(
        "POST",
        "/auth/token",
        form,
        client: null,
        [
            ("Content-Type", "application/x-www-form-urlencoded"),
            .. basic is null
                ? []
                : ((string, string)[])[("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(basic))}")],
        ]);

    private Task<Answer> RefreshAsync(string token) => SendAsync(
        $"grant_type=refresh_token&refresh_token={Uri.EscapeDataString(token)}&client_id=sandbox-app", Application);
}
