using System.Text.Json.Nodes;
using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox;

public sealed class ControlTests : IDisposable
{
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task The_log_lists_received_requests_in_order()
    {
        await _tenant.TokenOfAsync("sandbox");
        _tenant.Advance(TimeSpan.FromMilliseconds(1234));
        var answer = await _tenant.PostAsync(
            "/api/v2/ivr/deployments", Bodies.Deployment("ivr-def-001"), "sandbox", ("Idempotency-Key", "key-1"));
        var requests = await _tenant.RequestsAsync();

        Assert.Equal([1, 2], requests.Select(request => request["number"]!.GetValue<int>()));
        var token = requests[0];
        Assert.Equal("/oauth/token", Text(token, "path"));
        Assert.Equal(200, token["status"]!.GetValue<int>());
        Assert.Equal("sandbox", Text(token, "client"));
        var post = requests[1];
        Assert.Equal("2026-03-01T12:00:01.234Z", Text(post, "receivedAt"));
        Assert.Equal("POST", Text(post, "method"));
        Assert.Equal("/api/v2/ivr/deployments", Text(post, "path"));
        Assert.Equal(202, post["status"]!.GetValue<int>());
        Assert.Equal("sandbox", Text(post, "client"));
        Assert.Equal("key-1", Text(post, "idempotencyKey"));
        Assert.Equal(answer.Headers["X-Request-Id"], Text(post, "requestId"));
    }

    [Fact]
    public async Task The_log_contains_the_Retry_After_of_a_refusal()
    {
        using var tenant = new TestTenant(options => options with { RateLimitPerMinute = 1 });
        await tenant.GetAsync("/api/v2/tenant");
        await tenant.GetAsync("/api/v2/tenant");

        Assert.Equal("60", Text((await tenant.RequestsAsync())[^1], "retryAfter"));
    }

    [Fact]
    public async Task Secrets_and_tokens_are_not_shown()
    {
        var token = await _tenant.TokenOfAsync("sandbox");
        await _tenant.TokenAsync("grant_type=client_credentials&client_id=sandbox-secret&client_secret=hunter2");
        await _tenant.GetAsync("/api/v2/tenant?access_token=hunter2&page=7");
        var key = await _tenant.PostAsync(
            "/authentication/v1/token/access-key",
            new JsonObject { ["accessKeyId"] = "sandbox-key", ["accessKeySecret"] = "sandbox-key-secret" },
            client: null);
        var shown = (await _tenant.GetAsync("/sandbox/requests", client: null)).Text
            + (await _tenant.GetAsync("/sandbox/state", client: null)).Text
            + (await _tenant.GetAsync("/sandbox/faults", client: null)).Text;

        string[] secrets =
        [
            token, "hunter2", "-secret", key["access_token"].GetValue<string>(), key["refresh_token"].GetValue<string>(),
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, shown, StringComparison.Ordinal));
        Assert.Contains("access_token=***&page=7", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_of_a_failed_token_request_is_logged_only_if_it_exists()
    {
        await _tenant.TokenAsync("grant_type=client_credentials&client_id=sandbox&client_secret=wrong");
        await _tenant.TokenAsync("grant_type=client_credentials&client_id=unknown&client_secret=wrong");
        var requests = await _tenant.RequestsAsync();

        Assert.Equal("sandbox", Text(requests[0], "client"));
        Assert.Null(requests[1]["client"]);
    }

    [Fact]
    public async Task Control_requests_are_neither_logged_nor_counted_and_meet_no_faults()
    {
        using var tenant = new TestTenant(options => options with
        {
            RateLimitPerMinute = 1,
            Faults = new Dictionary<SandboxFault, double> { [SandboxFault.ServerError] = 1 },
        });
        for (var request = 0; request < 5; request++)
        {
            Assert.Equal(200, (await tenant.GetAsync("/sandbox/state", client: null)).Status);
        }

        Assert.Empty(await tenant.RequestsAsync());
    }

    [Fact]
    public async Task The_state_contains_the_whole_tenant()
    {
        var jobId = await _tenant.DeployedJobAsync("ivr-def-001");
        _tenant.Advance(TestTenant.Step);
        var state = await _tenant.StateAsync();

        Assert.Equal("tenant-123", Text(state["tenant"]!, "id"));
        Assert.Equal(230, state["published"]!["skills"]!.AsArray().Count);
        Assert.Contains(state["voices"]!.AsArray(), voice => voice!["isDeprecated"]!.GetValue<bool>());
        Assert.Contains(state["queues"]!.AsArray(), queue => queue!["isDisabled"]!.GetValue<bool>());
        Assert.Equal(
            ["sandbox", "reader", "short", "sandbox-key", "reader-key"],
            state["clients"]!.AsArray().Select(client => Text(client!, "clientId")));
        var job = Assert.Single(state["deployments"]!.AsArray())!;
        Assert.Equal(jobId, Text(job, "jobId"));
        Assert.Equal("VALIDATING", Text(job, "status"));
        Assert.Equal("sandbox", Text(job, "submittedBy"));
        Assert.Null(state["tokens"]);
        Assert.Null(state["refreshTokens"]);
    }

    [Fact]
    public async Task A_reset_restores_the_sample_and_clears_the_log()
    {
        await _tenant.DeployedJobAsync("ivr-def-slow-provisioning");
        await _tenant.PostAsync("/api/v2/audit/logs", Bodies.AuditLog());
        await _tenant.AddFaultAsync("""{"fault":"500"}""");
        var reset = await _tenant.SendAsync("POST", "/sandbox/reset", client: null);

        Assert.Equal(200, reset.Status);
        Assert.Empty(await _tenant.RequestsAsync());
        Assert.Equal(0, (await _tenant.GetAsync("/api/v2/ivr/deployments"))["total"].GetValue<int>());
        Assert.Equal(0, (await _tenant.GetAsync("/api/v2/audit/logs"))["total"].GetValue<int>());
        Assert.Equal(1, (await _tenant.RequestsAsync())[0]["number"]!.GetValue<int>());
        var again = await _tenant.DeployedJobAsync("ivr-def-slow-provisioning");
        _tenant.Advance(TestTenant.Step * 3);
        Assert.Equal("FAILED", await _tenant.StatusAsync(again));
    }

    [Fact]
    public async Task A_reset_clears_the_rate_limit_and_the_idempotency_keys()
    {
        using var tenant = new TestTenant(options => options with { RateLimitPerMinute = 1 });
        async Task<Answer> DeployAsync() => await tenant.PostAsync(
            "/api/v2/ivr/deployments", Bodies.Deployment("ivr-def-001"), "sandbox", ("Idempotency-Key", "key-1"));
        await DeployAsync();
        await tenant.SendAsync("POST", "/sandbox/reset", client: null);
        var after = await DeployAsync();

        Assert.Equal(202, after.Status);
        Assert.False(after.Headers.ContainsKey("Idempotent-Replayed"));
    }

    [Fact]
    public async Task Tokens_stay_valid_after_a_reset()
    {
        await _tenant.TokenOfAsync("sandbox");
        await _tenant.SendAsync("POST", "/sandbox/reset", client: null);

        Assert.Equal(200, (await _tenant.GetAsync("/api/v2/tenant")).Status);
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
