using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

public sealed class IdempotencyTests : IDisposable
{
    private const string Deployments = "/api/v2/ivr/deployments";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task A_repeated_request_takes_effect_once_and_gets_the_same_response()
    {
        var first = await DeployAsync("key-1");
        _tenant.Advance(TestTenant.Step * 3);
        var second = await DeployAsync("key-1");

        Assert.Equal(202, second.Status);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Headers["Location"], second.Headers["Location"]);
        Assert.NotEqual(first.Headers["X-Request-Id"], second.Headers["X-Request-Id"]);
        Assert.False(first.Headers.ContainsKey("Idempotent-Replayed"));
        Assert.Equal("true", second.Headers["Idempotent-Replayed"]);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Concurrent_requests_with_one_key_create_one_deployment()
    {
        await _tenant.TokenOfAsync("sandbox");
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => DeployAsync("key-1"))));

        Assert.All(answers, answer => Assert.Equal(answers[0].Text, answer.Text));
        Assert.Single(answers, answer => !answer.Headers.ContainsKey("Idempotent-Replayed"));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_key_with_another_body_is_refused()
    {
        await DeployAsync("key-1");
        var other = await DeployAsync("key-1", "ivr-def-002");

        Assert.Equal(422, other.Status);
        Assert.Equal(["Idempotency-Key:IDEMPOTENCY_KEY_REUSED"], other.Errors);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Keys_of_different_clients_and_paths_are_independent()
    {
        await DeployAsync("key-1");
        var otherClient = await _tenant.PostAsync(
            Deployments, Bodies.Deployment("ivr-def-001"), "short", ("Idempotency-Key", "key-1"));
        var otherPath = await _tenant.PostAsync(
            "/api/v2/audit/logs", Bodies.AuditLog(), "sandbox", ("Idempotency-Key", "key-1"));

        Assert.False(otherClient.Headers.ContainsKey("Idempotent-Replayed"));
        Assert.Equal(201, otherPath.Status);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Without_a_key_every_request_takes_effect()
    {
        await _tenant.DeployAsync("ivr-def-001");
        await _tenant.DeployAsync("ivr-def-001");

        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_refused_body_gets_the_same_refusal_without_validation()
    {
        var first = await DeployAsync("key-1", "ivr-def-overlap");
        var second = await DeployAsync("key-1", "ivr-def-overlap");

        Assert.Equal(400, first.Status);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal("true", second.Headers["Idempotent-Replayed"]);
    }

    [Fact]
    public async Task A_conflict_is_not_kept()
    {
        var jobId = await _tenant.DeployedJobAsync("ivr-def-001");
        var early = await RollBackAsync(jobId);
        _tenant.Advance(TestTenant.Step * 3);
        var late = await RollBackAsync(jobId);

        Assert.Equal(409, early.Status);
        Assert.Equal(202, late.Status);
    }

    [Fact]
    public async Task A_fault_is_not_kept()
    {
        await _tenant.AddFaultAsync("""{"fault":"503","method":"POST","path":"/api/v2/ivr/deployments"}""");
        var faulted = await DeployAsync("key-1");
        var applied = await DeployAsync("key-1");

        Assert.Equal(503, faulted.Status);
        Assert.Equal(202, applied.Status);
        Assert.False(applied.Headers.ContainsKey("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_lost_response_is_returned_to_the_second_request()
    {
        await _tenant.AddFaultAsync("""{"fault":"reset-after","method":"POST","path":"/api/v2/ivr/deployments"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => DeployAsync("key-1"));
        var second = await DeployAsync("key-1");

        Assert.Equal("true", second.Headers["Idempotent-Replayed"]);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_key_is_kept_for_a_day()
    {
        await DeployAsync("key-1");
        _tenant.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        _tenant.ForgetTokens();
        var sameDay = await DeployAsync("key-1");
        _tenant.Advance(TimeSpan.FromTicks(1));
        var nextDay = await DeployAsync("key-1");

        Assert.True(sameDay.Headers.ContainsKey("Idempotent-Replayed"));
        Assert.False(nextDay.Headers.ContainsKey("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused() =>
        Assert.Equal(400, (await DeployAsync(new string('k', 256))).Status);

    [Fact]
    public async Task A_replay_still_requires_an_authorized_token()
    {
        await DeployAsync("key-1");
        var reader = await _tenant.PostAsync(
            Deployments, Bodies.Deployment("ivr-def-001"), "reader", ("Idempotency-Key", "key-1"));

        Assert.Equal(403, reader.Status);
    }

    private Task<Answer> DeployAsync(string key, string id = "ivr-def-001") =>
        _tenant.PostAsync(Deployments, Bodies.Deployment(id), "sandbox", ("Idempotency-Key", key));

    private Task<Answer> RollBackAsync(string jobId) => _tenant.PostAsync(
        $"{Deployments}/{jobId}/rollback",
        new JsonObject { ["reason"] = "It sounds wrong." },
        "sandbox",
        ("Idempotency-Key", "key-1"));

    private async Task<int> CountAsync() => (await _tenant.GetAsync(Deployments))["total"].GetValue<int>();
}
