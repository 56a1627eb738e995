namespace CxOne.Tests.Sandbox;

public sealed class WebhookTests : IDisposable
{
    private const string Root = "/api/v2/webhooks";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task A_webhook_is_registered_listed_and_removed()
    {
        var created = await _tenant.PostAsync(Root, Bodies.Webhook());
        var listed = await _tenant.GetAsync(Root);
        var removed = await _tenant.SendAsync("DELETE", $"{Root}/{created["id"]}");
        var again = await _tenant.SendAsync("DELETE", $"{Root}/{created["id"]}");

        Assert.Equal(201, created.Status);
        Assert.StartsWith("webhook-", created["id"].GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("https://monitor.example/hook", created["url"].GetValue<string>());
        Assert.Equal("campaign.predictive.tuned", created["events"][0]!.GetValue<string>());
        Assert.True(created["enabled"].GetValue<bool>());
        Assert.Equal("POST", created["httpMethod"].GetValue<string>());
        Assert.Equal(1, listed["total"].GetValue<int>());
        Assert.Equal(created.Text, listed["entities"][0]!.ToJsonString());
        Assert.Equal(204, removed.Status);
        Assert.Empty(removed.Text);
        Assert.Equal(404, again.Status);
        Assert.Equal(0, (await _tenant.GetAsync(Root))["total"].GetValue<int>());
    }

    [Fact]
    public async Task Registering_the_same_address_twice_creates_two_webhooks()
    {
        var first = await _tenant.PostAsync(Root, Bodies.Webhook());
        var second = await _tenant.PostAsync(Root, Bodies.Webhook());

        Assert.NotEqual(first["id"].GetValue<string>(), second["id"].GetValue<string>());
        Assert.Equal(2, (await _tenant.GetAsync(Root))["total"].GetValue<int>());
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/hook")]
    [InlineData("http://[::1]:8080/hook")]
    [InlineData("http://localhost/hook")]
    [InlineData("https://monitor.example:8443/hook?tenant=1")]
    public async Task An_address_must_be_HTTPS_or_loopback(string url) =>
        Assert.Equal(201, (await _tenant.PostAsync(Root, Bodies.Webhook().With("url", $"\"{url}\""))).Status);

    [Theory]
    [InlineData("name", null, "name:MISSING")]
    [InlineData("url", null, "url:MISSING")]
    [InlineData("url", "\"http://monitor.example/hook\"", "url:INSECURE_URL")]
    [InlineData("url", "\"ftp://127.0.0.1/hook\"", "url:INSECURE_URL")]
    [InlineData("url", "\"file:///tmp/hook\"", "url:INSECURE_URL")]
    [InlineData("url", "\"monitor.example/hook\"", "url:INVALID_URL")]
    [InlineData("url", "\"https://user:word@monitor.example/hook\"", "url:INVALID_URL")]
    [InlineData("url", "\"https://monitor.example/hook#part\"", "url:INVALID_URL")]
    [InlineData("events", null, "events:MISSING")]
    [InlineData("events", "[]", "events:EMPTY")]
    [InlineData("events", "[\"\"]", "events[0]:EMPTY")]
    [InlineData("events", "[\"campaign.updated\",\"campaign.updated\"]", "events[1]:DUPLICATE")]
    [InlineData("events", "[\"campaign.updated\",\"campaign.sung\"]", "events[1]:NOT_ALLOWED")]
    [InlineData("enabled", "1", "enabled:INVALID_TYPE")]
    [InlineData("httpMethod", "\"GET\"", "httpMethod:NOT_ALLOWED")]
    [InlineData("verb", "\"POST\"", "verb:UNKNOWN_MEMBER")]
    public async Task An_invalid_body_is_refused_with_the_path_of_the_violation(string path, string? json, string error)
    {
        var answer = await _tenant.PostAsync(Root, Bodies.Webhook().With(path, json));

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
        Assert.Equal(0, (await _tenant.GetAsync(Root))["total"].GetValue<int>());
    }
}
