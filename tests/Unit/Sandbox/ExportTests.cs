using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

public sealed class ExportTests : IDisposable
{
    private const string Exports = "/api/v2/data/export/jobs";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task An_export_runs_for_two_steps_and_then_has_its_rows()
    {
        var jobId = await EndedAsync("ivr-def-001");
        var created = await _tenant.PostAsync(Exports, Bodies.Export(("jobId", jobId), ("targetEnvironment", "staging")));
        var id = created["exportJobId"].GetValue<string>();
        var first = await _tenant.GetAsync($"{Exports}/{id}");
        _tenant.Advance(TestTenant.Step);
        var second = await _tenant.GetAsync($"{Exports}/{id}");
        _tenant.Advance(TestTenant.Step);
        var third = await _tenant.GetAsync($"{Exports}/{id}");

        Assert.Equal(202, created.Status);
        Assert.Equal(["RUNNING", "RUNNING", "COMPLETED"], new[] { first, second, third }.Select(Status));
        Assert.Empty(first["rows"].AsArray());
        var row = Assert.Single(third["rows"].AsArray())!;
        Assert.Equal(jobId, row["jobId"]!.GetValue<string>());
        Assert.Equal("staging", row["targetEnvironment"]!.GetValue<string>());
        Assert.Equal(30_000, row["deploymentLatencyMs"]!.GetValue<int>());
        Assert.Equal(1, row["validationSuccessRate"]!.GetValue<int>());
        Assert.Equal(0, row["rollbackCount"]!.GetValue<int>());
        Assert.InRange(row["ttsResourceUtilization"]!.GetValue<double>(), 0.0001, 0.1);
    }

    [Fact]
    public async Task The_row_of_a_job_that_failed_validation_and_was_rolled_back_has_both_values()
    {
        var jobId = await EndedAsync("ivr-def-deprecated-voice");
        await _tenant.RollBackAsync(jobId);
        _tenant.Advance(TestTenant.Step);
        var row = Assert.Single(await RowsAsync(Bodies.Export(("jobId", jobId))));

        Assert.Equal(20_000, row["deploymentLatencyMs"]!.GetValue<int>());
        Assert.Equal(0, row["validationSuccessRate"]!.GetValue<int>());
        Assert.Equal(1, row["rollbackCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_job_that_failed_after_validation_counts_as_validated()
    {
        var jobId = await EndedAsync("ivr-def-slow-provisioning");
        var row = Assert.Single(await RowsAsync(Bodies.Export(("jobId", jobId))));

        Assert.Equal(1, row["validationSuccessRate"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_queued_job_has_no_values_yet()
    {
        await _tenant.DeployedJobAsync("ivr-def-001");
        await _tenant.DeployedJobAsync("ivr-def-001");
        var waiting = await _tenant.DeployedJobAsync("ivr-def-001");
        var row = Assert.Single(await RowsAsync(Bodies.Export(("jobId", waiting))));

        Assert.Null(row["deploymentLatencyMs"]);
        Assert.Null(row["validationSuccessRate"]);
    }

    [Fact]
    public async Task Changes_after_the_end_of_an_export_do_not_affect_it()
    {
        var jobId = await EndedAsync("ivr-def-001");
        var id = await CreateAsync(Bodies.Export());
        _tenant.Advance(TestTenant.Step * 2);
        var before = await _tenant.GetAsync($"{Exports}/{id}");
        await _tenant.RollBackAsync(jobId);
        await _tenant.DeployedJobAsync("ivr-def-001");
        _tenant.Advance(TestTenant.Step * 5);

        Assert.Equal(before.Text, (await _tenant.GetAsync($"{Exports}/{id}")).Text);
    }

    [Fact]
    public async Task Several_filters_apply_together()
    {
        var jobId = await EndedAsync("ivr-def-001");
        var failed = await EndedAsync("ivr-def-disabled-queue");

        Assert.Empty(await RowsAsync(Bodies.Export(("jobId", jobId), ("targetEnvironment", "production"))));
        Assert.Equal(2, (await RowsAsync(Bodies.Export())).Count);
        Assert.Equal(failed, Assert.Single(await RowsAsync(Bodies.Export(("status", "FAILED"))))["jobId"]!.GetValue<string>());
        Assert.Equal(jobId, Assert.Single(await RowsAsync(Bodies.Export(("ivrDefinitionId", "ivr-def-001"))))["jobId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_row_contains_only_the_requested_metrics()
    {
        await EndedAsync("ivr-def-001");
        var row = Assert.Single(await RowsAsync(Bodies.Export().With("query.metrics", "[\"rollbackCount\"]")));

        Assert.Equal(["jobId", "targetEnvironment", "rollbackCount"], row.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task An_export_of_an_unknown_job_fails()
    {
        var id = await CreateAsync(Bodies.Export(("jobId", "nothing")));
        _tenant.Advance(TestTenant.Step * 2);
        var answer = await _tenant.GetAsync($"{Exports}/{id}");

        Assert.Equal("FAILED", Status(answer));
        Assert.Contains("'nothing'", answer["failureReason"].GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(answer["rows"].AsArray());
    }

    [Fact]
    public async Task An_unknown_export_is_not_found() =>
        Assert.Equal(404, (await _tenant.GetAsync($"{Exports}/nothing")).Status);

    [Theory]
    [InlineData("query", null, "query:MISSING")]
    [InlineData("query.entity", "\"calls\"", "query.entity:NOT_ALLOWED")]
    [InlineData("query.filters", null, "query.filters:MISSING")]
    [InlineData("query.filters", "{}", "query.filters:INVALID_TYPE")]
    [InlineData("query.filters.0", "\"jobId\"", "query.filters[0]:INVALID_TYPE")]
    [InlineData("query.filters.0.field", "\"name\"", "query.filters[0].field:NOT_ALLOWED")]
    [InlineData("query.filters.0.operator", "\"LIKE\"", "query.filters[0].operator:NOT_ALLOWED")]
    [InlineData("query.filters.0.value", "\"\"", "query.filters[0].value:EMPTY")]
    [InlineData("query.filters.0.value", "1", "query.filters[0].value:INVALID_TYPE")]
    [InlineData("query.metrics", "[]", "query.metrics:EMPTY")]
    [InlineData("query.metrics", "[\"cost\"]", "query.metrics:NOT_ALLOWED")]
    [InlineData("query.metrics", "[\"rollbackCount\",\"rollbackCount\"]", "query.metrics[1]:DUPLICATE")]
    [InlineData("format", "\"CSV\"", "format:NOT_ALLOWED")]
    [InlineData("deliveryMethod", null, "deliveryMethod:MISSING")]
    [InlineData("deliveryMethod", "\"SFTP\"", "deliveryMethod:NOT_ALLOWED")]
    [InlineData("interval", "1", "interval:UNKNOWN_MEMBER")]
    public async Task A_body_that_violates_the_contract_is_refused_with_the_path_of_the_violation(string path, string? json, string error)
    {
        var answer = await _tenant.PostAsync(Exports, Bodies.Export(("jobId", "some-job")).With(path, json));

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
    }

    private static string Status(Answer answer) => answer["status"].GetValue<string>();

    private async Task<string> EndedAsync(string id)
    {
        var jobId = await _tenant.DeployedJobAsync(id);
        _tenant.Advance(TestTenant.Step * 3);
        return jobId;
    }

    private async Task<string> CreateAsync(JsonObject body) =>
        (await _tenant.PostAsync(Exports, body))["exportJobId"].GetValue<string>();

    private async Task<List<JsonNode>> RowsAsync(JsonObject body)
    {
        var id = await CreateAsync(body);
        _tenant.Advance(TestTenant.Step * 2);
        var answer = await _tenant.GetAsync($"{Exports}/{id}");
        Assert.Equal("COMPLETED", Status(answer));
        return [.. answer["rows"].AsArray().Select(row => row!)];
    }
}
