using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

public sealed class DeploymentJobTests : IDisposable
{
    private const string Deployments = "/api/v2/ivr/deployments";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task A_deployment_enters_its_states_one_step_at_a_time()
    {
        var jobId = await _tenant.DeployedJobAsync("ivr-def-001");

        Assert.Equal(["QUEUED", "VALIDATING", "DEPLOYING", "COMPLETED", "COMPLETED"], await CourseAsync(jobId, 5));
    }

    [Fact]
    public async Task A_state_lasts_until_the_end_of_its_step()
    {
        var jobId = await _tenant.DeployedJobAsync("ivr-def-001");
        _tenant.Advance(TestTenant.Step - TimeSpan.FromMilliseconds(1));
        Assert.Equal("QUEUED", await _tenant.StatusAsync(jobId));
        _tenant.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("VALIDATING", await _tenant.StatusAsync(jobId));
    }

    [Fact]
    public async Task A_finished_job_has_its_end_and_its_request()
    {
        var jobId = await _tenant.DeployedJobAsync("ivr-def-001", "ivr-def-002");
        var running = await _tenant.GetAsync($"{Deployments}/{jobId}");
        _tenant.Advance(TestTenant.Step * 100);
        var ended = await _tenant.GetAsync($"{Deployments}/{jobId}");

        Assert.Null(running.Json["completedAt"]);
        Assert.Equal("2026-03-01T12:00:30.000Z", ended["completedAt"].GetValue<string>());
        Assert.Equal("2026-03-01T12:00:00.000Z", ended["submittedAt"].GetValue<string>());
        Assert.Equal("staging", ended["targetEnvironment"].GetValue<string>());
        Assert.True(ended["rollbackOnFailure"].GetValue<bool>());
        Assert.Equal(2, ended["ivrDefinitionIds"].AsArray().Count);
        Assert.Null(ended.Json["failureReason"]);
    }

    [Theory]
    [InlineData("ivr-def-deprecated-voice", "en-US-Legacy-Female", "deprecated")]
    [InlineData("ivr-def-disabled-queue", "queue-faxes", "disabled")]
    public async Task A_missing_dependency_fails_the_job_in_validation_and_is_named(string id, string what, string why)
    {
        var jobId = await _tenant.DeployedJobAsync(id);
        Assert.Equal(["QUEUED", "VALIDATING", "FAILED", "FAILED"], await CourseAsync(jobId, 4));

        var reason = (await _tenant.GetAsync($"{Deployments}/{jobId}"))["failureReason"].GetValue<string>();
        Assert.StartsWith("dependencyResolutionError: ", reason, StringComparison.Ordinal);
        Assert.All((string[])["node '", id, what, why], part => Assert.Contains(part, reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_reason_of_a_failure_is_not_published_before_the_job_has_failed()
    {
        var jobId = await _tenant.DeployedJobAsync("ivr-def-disabled-queue");
        _tenant.Advance(TestTenant.Step);

        Assert.Null((await _tenant.GetAsync($"{Deployments}/{jobId}")).Json["failureReason"]);
    }

    [Fact]
    public async Task Slow_provisioning_fails_the_first_deployment_and_completes_the_second()
    {
        var first = await _tenant.DeployedJobAsync("ivr-def-slow-provisioning");
        Assert.Equal(["QUEUED", "VALIDATING", "DEPLOYING", "FAILED"], await CourseAsync(first, 4));
        var second = await _tenant.DeployedJobAsync("ivr-def-slow-provisioning");
        Assert.Equal(["QUEUED", "VALIDATING", "DEPLOYING", "COMPLETED"], await CourseAsync(second, 4));

        var reason = (await _tenant.GetAsync($"{Deployments}/{first}"))["failureReason"].GetValue<string>();
        Assert.StartsWith("PROVISIONING_TIMEOUT: ", reason, StringComparison.Ordinal);
        Assert.Contains("ivr-def-slow-provisioning", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_does_not_count_as_the_first_provisioning()
    {
        await _tenant.DeployedJobAsync(DryRun("ivr-def-slow-provisioning"));
        var jobId = await _tenant.DeployedJobAsync("ivr-def-slow-provisioning");
        _tenant.Advance(TestTenant.Step * 5);

        Assert.Equal("FAILED", await _tenant.StatusAsync(jobId));
    }

    [Fact]
    public async Task A_corrupt_routing_matrix_fails_every_time()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var jobId = await _tenant.DeployedJobAsync("ivr-def-routing-corrupt");
            Assert.Equal(["QUEUED", "VALIDATING", "DEPLOYING", "FAILED"], await CourseAsync(jobId, 4));
            var reason = (await _tenant.GetAsync($"{Deployments}/{jobId}"))["failureReason"].GetValue<string>();
            Assert.StartsWith("ROUTING_MATRIX_CORRUPT: ", reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_corrupt_routing_matrix_takes_precedence_over_slow_provisioning()
    {
        var jobId = await _tenant.DeployedJobAsync("ivr-def-slow-provisioning", "ivr-def-routing-corrupt");
        _tenant.Advance(TestTenant.Step * 3);
        var reason = (await _tenant.GetAsync($"{Deployments}/{jobId}"))["failureReason"].GetValue<string>();

        Assert.StartsWith("ROUTING_MATRIX_CORRUPT: ", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_invalid_definition_fails_the_whole_deployment_and_nothing_goes_live()
    {
        var jobId = await _tenant.DeployedJobAsync("ivr-def-001", "ivr-def-disabled-queue");
        _tenant.Advance(TestTenant.Step * 3);

        Assert.Equal("FAILED", await _tenant.StatusAsync(jobId));
        Assert.Null(await LiveAsync("ivr-def-001"));
    }

    [Fact]
    public async Task A_dry_run_validates_and_deploys_nothing()
    {
        var jobId = await _tenant.DeployedJobAsync(DryRun("ivr-def-001"));
        Assert.Equal(["QUEUED", "VALIDATING", "COMPLETED", "COMPLETED"], await CourseAsync(jobId, 4));

        Assert.Null(await LiveAsync("ivr-def-001"));
        Assert.True((await _tenant.GetAsync($"{Deployments}/{jobId}"))["dryRun"].GetValue<bool>());
    }

    [Fact]
    public async Task A_dry_run_finds_missing_dependencies()
    {
        var jobId = await _tenant.DeployedJobAsync(DryRun("ivr-def-deprecated-voice"));

        Assert.Equal(["QUEUED", "VALIDATING", "FAILED"], await CourseAsync(jobId, 3));
    }

    [Fact]
    public async Task A_deployment_goes_live_when_it_completes()
    {
        var jobId = await _tenant.DeployedJobAsync("ivr-def-001");
        Assert.Null(await LiveAsync("ivr-def-001"));
        _tenant.Advance(TestTenant.Step * 3);
        var live = await LiveAsync("ivr-def-001");

        Assert.Equal(jobId, live!["jobId"]!.GetValue<string>());
        Assert.Equal(12, live["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_second_deployment_waits_for_the_first_in_its_environment()
    {
        var first = await _tenant.DeployedJobAsync("ivr-def-001");
        _tenant.Advance(TestTenant.Step);
        var second = await _tenant.DeployedJobAsync("ivr-def-002");
        var elsewhere = await _tenant.DeployedJobAsync(Bodies.Deployment("ivr-def-002").With("targetEnvironment", "\"test\""));
        _tenant.Advance(TestTenant.Step * 2);

        Assert.Equal("COMPLETED", await _tenant.StatusAsync(first));
        Assert.Equal("QUEUED", await _tenant.StatusAsync(second));
        Assert.Equal("DEPLOYING", await _tenant.StatusAsync(elsewhere));
        Assert.Equal(["QUEUED", "VALIDATING", "DEPLOYING", "COMPLETED"], await CourseAsync(second, 4));
    }

    [Fact]
    public async Task The_estimate_of_a_deployment_that_waits_includes_the_wait()
    {
        await _tenant.DeployedJobAsync("ivr-def-001");
        var second = await _tenant.DeployAsync("ivr-def-002");

        Assert.Equal(60, second["estimatedCompletionSeconds"].GetValue<int>());
    }

    [Fact]
    public async Task A_concurrent_deployment_does_not_wait()
    {
        await _tenant.DeployedJobAsync("ivr-def-001");
        var second = await _tenant.DeployedJobAsync(
            Bodies.Deployment("ivr-def-002").With("deploymentOptions.concurrentDeployment", "true"));
        _tenant.Advance(TestTenant.Step * 3);

        Assert.Equal("COMPLETED", await _tenant.StatusAsync(second));
    }

    [Fact]
    public async Task Deployments_are_listed_newest_first_in_pages_and_by_environment_and_state()
    {
        var first = await _tenant.DeployedJobAsync("ivr-def-001");
        var failing = await _tenant.DeployedJobAsync(
            Bodies.Deployment("ivr-def-disabled-queue").With("targetEnvironment", "\"test\""));
        _tenant.Advance(TestTenant.Step * 3);
        var last = await _tenant.DeployedJobAsync("ivr-def-002");

        Assert.Equal([last, failing, first], await ListAsync(string.Empty));
        Assert.Equal([failing], await ListAsync("?targetEnvironment=test"));
        Assert.Equal([failing], await ListAsync("?status=FAILED"));
        Assert.Equal([first], await ListAsync("?status=COMPLETED&targetEnvironment=staging"));
        Assert.Equal([first], await ListAsync("?page=3&pageSize=1"));
    }

    [Fact]
    public async Task A_filter_by_an_unknown_state_is_refused() =>
        Assert.Equal(["status:NOT_ALLOWED"], (await _tenant.GetAsync($"{Deployments}?status=DONE")).Errors);

    [Fact]
    public async Task An_unknown_job_is_not_found()
    {
        var answer = await _tenant.GetAsync($"{Deployments}/nothing");

        Assert.Equal(404, answer.Status);
        Assert.Contains("'nothing'", answer["message"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_are_the_same_for_the_same_seed_and_differ_for_another()
    {
        using var same = new TestTenant();
        using var other = new TestTenant(options => options with { Seed = 2 });
        var jobId = await _tenant.DeployedJobAsync("ivr-def-001");

        Assert.Equal(jobId, await same.DeployedJobAsync("ivr-def-001"));
        Assert.NotEqual(jobId, await other.DeployedJobAsync("ivr-def-001"));
    }

    private static JsonObject DryRun(string id) => Bodies.Deployment(id).With("deploymentOptions.dryRun", "true");

    private async Task<List<string>> CourseAsync(string jobId, int steps)
    {
        var states = new List<string>();
        for (var step = 0; step < steps; step++)
        {
            states.Add(await _tenant.StatusAsync(jobId));
            _tenant.Advance(TestTenant.Step);
        }

        return states;
    }

    private async Task<List<string>> ListAsync(string query) =>
    [
        .. (await _tenant.GetAsync(Deployments + query))["entities"].AsArray().Select(job => job!["jobId"]!.GetValue<string>()),
    ];

    private async Task<JsonNode?> LiveAsync(string id) => (await _tenant.StateAsync())["live"]?["staging"]?[id];
}
