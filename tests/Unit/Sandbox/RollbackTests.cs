using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

public sealed class RollbackTests : IDisposable
{
    private const string Deployments = "/api/v2/ivr/deployments";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Theory]
    [InlineData("ivr-def-001")]
    [InlineData("ivr-def-disabled-queue")]
    public async Task A_job_that_ended_is_rolled_back_in_one_step(string id)
    {
        var jobId = await EndedAsync(id);
        var answer = await _tenant.RollBackAsync(jobId);
        Assert.Equal(202, answer.Status);
        Assert.Equal("ROLLING_BACK", answer["status"].GetValue<string>());
        Assert.Equal("It sounds wrong.", answer["rollbackReason"].GetValue<string>());
        Assert.Null(answer.Json["completedAt"]);

        _tenant.Advance(TestTenant.Step);
        var after = await _tenant.GetAsync($"{Deployments}/{jobId}");
        Assert.Equal("ROLLED_BACK", after["status"].GetValue<string>());
        Assert.Equal("2026-03-01T12:00:40.000Z", after["completedAt"].GetValue<string>());
    }

    [Fact]
    public async Task The_reason_for_a_failure_remains_after_the_roll_back()
    {
        var jobId = await EndedAsync("ivr-def-routing-corrupt");
        var reason = (await _tenant.RollBackAsync(jobId))["failureReason"].GetValue<string>();

        Assert.StartsWith("ROUTING_MATRIX_CORRUPT", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "queued")]
    [InlineData(1, "VALIDATING")]
    [InlineData(2, "DEPLOYING")]
    public async Task A_running_job_cannot_be_rolled_back(int steps, string state)
    {
        var jobId = await _tenant.DeployedJobAsync("ivr-def-001");
        _tenant.Advance(TestTenant.Step * steps);
        var answer = await _tenant.RollBackAsync(jobId);

        Assert.Equal(409, answer.Status);
        Assert.Contains(state, answer["message"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_can_be_rolled_back_only_once()
    {
        var jobId = await EndedAsync("ivr-def-001");
        await _tenant.RollBackAsync(jobId);
        var during = await _tenant.RollBackAsync(jobId);
        _tenant.Advance(TestTenant.Step);
        var after = await _tenant.RollBackAsync(jobId);

        Assert.Equal(409, during.Status);
        Assert.Contains("being rolled back", during["message"].GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(409, after.Status);
        Assert.Contains("been rolled back", after["message"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_has_nothing_to_roll_back()
    {
        var jobId = await _tenant.DeployedJobAsync(Bodies.Deployment("ivr-def-001").With("deploymentOptions.dryRun", "true"));
        _tenant.Advance(TestTenant.Step * 2);
        var answer = await _tenant.RollBackAsync(jobId);

        Assert.Equal(409, answer.Status);
        Assert.Contains("dry run", answer["message"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_job_cannot_be_rolled_back() =>
        Assert.Equal(404, (await _tenant.RollBackAsync("nothing")).Status);

    [Theory]
    [InlineData("{}", "reason:MISSING")]
    [InlineData("{\"reason\":\"\"}", "reason:EMPTY")]
    [InlineData("{\"reason\":\"  \"}", "reason:EMPTY")]
    [InlineData("{\"reason\":1}", "reason:INVALID_TYPE")]
    [InlineData("{\"reason\":\"x\",\"force\":true}", "force:UNKNOWN_MEMBER")]
    public async Task A_roll_back_requires_a_reason(string body, string error)
    {
        var jobId = await EndedAsync("ivr-def-001");
        var answer = await _tenant.SendAsync("POST", $"{Deployments}/{jobId}/rollback", body);

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
        Assert.Equal("COMPLETED", await _tenant.StatusAsync(jobId));
    }

    [Fact]
    public async Task A_roll_back_restores_the_previous_version()
    {
        var first = await EndedAsync("ivr-def-001");
        var second = await EndedAsync("ivr-def-001");
        Assert.Equal(second, await LiveJobAsync());

        await _tenant.RollBackAsync(second);
        Assert.Equal(second, await LiveJobAsync());
        _tenant.Advance(TestTenant.Step);
        Assert.Equal(first, await LiveJobAsync());

        await _tenant.RollBackAsync(first);
        _tenant.Advance(TestTenant.Step);
        Assert.Null(await LiveJobAsync());
    }

    [Fact]
    public async Task A_roll_back_does_not_replace_the_version_of_a_later_deployment()
    {
        var first = await EndedAsync("ivr-def-001");
        var second = await EndedAsync("ivr-def-001");
        await _tenant.RollBackAsync(first);
        _tenant.Advance(TestTenant.Step);

        Assert.Equal(second, await LiveJobAsync());
    }

    [Fact]
    public async Task A_roll_back_keeps_its_environment_busy()
    {
        var jobId = await EndedAsync("ivr-def-001");
        await _tenant.RollBackAsync(jobId);
        var next = await _tenant.DeployedJobAsync("ivr-def-002");
        _tenant.Advance(TestTenant.Step);

        Assert.Equal("QUEUED", await _tenant.StatusAsync(next));
    }

    [Fact]
    public async Task RollbackOnFailure_alone_rolls_nothing_back()
    {
        var jobId = await EndedAsync("ivr-def-disabled-queue");
        _tenant.Advance(TestTenant.Step * 10);

        Assert.Equal("FAILED", await _tenant.StatusAsync(jobId));
    }

    private async Task<string> EndedAsync(string id)
    {
        var jobId = await _tenant.DeployedJobAsync(id);
        _tenant.Advance(TestTenant.Step * 3);
        return jobId;
    }

    private async Task<string?> LiveJobAsync()
    {
        JsonNode? live = (await _tenant.StateAsync())["live"]?["staging"]?["ivr-def-001"];
        return live?["jobId"]!.GetValue<string>();
    }
}
