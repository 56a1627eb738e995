namespace CxOne.Tests.Sandbox;

public sealed class CampaignTests : IDisposable
{
    private const string Root = "/api/v2/outbound/campaigns";
    private const string Autumn = $"{Root}/12345678-1234-1234-1234-123456789012";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task The_sample_has_three_campaigns()
    {
        var list = await _tenant.GetAsync(Root);
        var autumn = await _tenant.GetAsync(Autumn);

        Assert.Equal(3, list["total"].GetValue<int>());
        Assert.Equal(
            [("12345678-1234-1234-1234-123456789012", 50), ("campaign-idle", 0), ("campaign-sensitive", 24)],
            list["entities"].AsArray().Select(campaign => (campaign!["id"]!.GetValue<string>(), campaign["agentCount"]!.GetValue<int>())));
        Assert.Equal("Autumn renewals", autumn["name"].GetValue<string>());
        Assert.Equal(4, autumn["version"].GetValue<int>());
        Assert.Equal(
            """{"answer_rate":0.15,"call_rate":-0.05,"predictive_factor":0.22}""",
            autumn["predictiveDialerSettings"]["parameterWeights"]!.ToJsonString());
        Assert.Contains("\"machineDetection\":0.850", autumn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_resource_of_the_sample_can_be_written_back_unchanged()
    {
        foreach (var entity in (await _tenant.GetAsync(Root))["entities"].AsArray())
        {
            var path = $"{Root}/{entity!["id"]}";
            Assert.Equal(200, (await _tenant.SendAsync("PUT", path, (await _tenant.GetAsync(path)).Text)).Status);
        }
    }

    [Fact]
    public async Task A_write_increments_the_version_and_keeps_everything_else_byte_for_byte()
    {
        var read = await _tenant.GetAsync(Autumn);
        var written = await _tenant.SendAsync("PUT", Autumn, read.Text);
        var again = await _tenant.GetAsync(Autumn);

        Assert.Equal(200, written.Status);
        Assert.Equal(read.Text.Replace("\"version\":4", "\"version\":5", StringComparison.Ordinal), written.Text);
        Assert.Equal(written.Text, again.Text);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("5")]
    [InlineData(null)]
    [InlineData("null")]
    public async Task A_version_other_than_the_current_one_is_a_conflict(string? version)
    {
        var read = await _tenant.GetAsync(Autumn);
        var body = read.Json.AsObject().With("version", version).With("name", "\"\"");
        var answer = await _tenant.SendAsync("PUT", Autumn, body.ToJsonString());

        Assert.Equal(409, answer.Status);
        Assert.Contains("version 4", answer["message"].GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(read.Text, (await _tenant.GetAsync(Autumn)).Text);
    }

    [Fact]
    public async Task Exactly_one_of_many_concurrent_writes_with_one_version_succeeds()
    {
        var body = (await _tenant.GetAsync(Autumn)).Text;
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => _tenant.SendAsync("PUT", Autumn, body))));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(31, answers.Count(answer => answer.Status == 409));
    }

    [Theory]
    [InlineData("id", "\"campaign-idle\"", "id:MISMATCH")]
    [InlineData("name", null, "name:MISSING")]
    [InlineData("version", "\"4\"", "version:INVALID_TYPE")]
    [InlineData("version", "4.5", "version:INVALID_TYPE")]
    [InlineData("agentCount", null, "agentCount:MISSING")]
    [InlineData("agentCount", "51", "agentCount:READ_ONLY")]
    [InlineData("predictiveDialerSettings", null, "predictiveDialerSettings:MISSING")]
    [InlineData("predictiveDialerSettings.algorithmId", "\"\"", "predictiveDialerSettings.algorithmId:EMPTY")]
    [InlineData("predictiveDialerSettings.validationSplit", "0.09", "predictiveDialerSettings.validationSplit:OUT_OF_RANGE")]
    [InlineData("predictiveDialerSettings.validationSplit", "0.91", "predictiveDialerSettings.validationSplit:OUT_OF_RANGE")]
    [InlineData("predictiveDialerSettings.maxDeviationLimit", "0.51", "predictiveDialerSettings.maxDeviationLimit:OUT_OF_RANGE")]
    [InlineData("predictiveDialerSettings.maxDeviationLimit", "0.009", "predictiveDialerSettings.maxDeviationLimit:OUT_OF_RANGE")]
    [InlineData("predictiveDialerSettings.convergenceThreshold", "0.11", "predictiveDialerSettings.convergenceThreshold:OUT_OF_RANGE")]
    [InlineData("predictiveDialerSettings.convergenceThreshold", "0.0009", "predictiveDialerSettings.convergenceThreshold:OUT_OF_RANGE")]
    [InlineData("predictiveDialerSettings.parameterWeights", "{}", "predictiveDialerSettings.parameterWeights:EMPTY")]
    [InlineData("predictiveDialerSettings.parameterWeights.luck", "0.1", "predictiveDialerSettings.parameterWeights.luck:NOT_ALLOWED")]
    [InlineData(
        "predictiveDialerSettings.parameterWeights.call_rate", "1.1", "predictiveDialerSettings.parameterWeights.call_rate:OUT_OF_RANGE")]
    [InlineData(
        "predictiveDialerSettings.parameterWeights.call_rate", "null", "predictiveDialerSettings.parameterWeights.call_rate:MISSING")]
    [InlineData(
        "predictiveDialerSettings.parameterWeights.max_concurrent",
        "-0.26",
        "predictiveDialerSettings.parameterWeights.max_concurrent:ABOVE_DEVIATION_LIMIT")]
    [InlineData(
        "predictiveDialerSettings.parameterWeights.predictive_factor",
        "-0.04",
        "predictiveDialerSettings.parameterWeights.predictive_factor:ABOVE_DEVIATION_LIMIT")]
    [InlineData("configuration", null, "configuration:MISSING")]
    [InlineData("configuration.enablePredictiveTuning", "1", "configuration.enablePredictiveTuning:INVALID_TYPE")]
    [InlineData("configuration.simulationTrigger", "\"sometimes\"", "configuration.simulationTrigger:NOT_ALLOWED")]
    [InlineData("configuration.driftProtection", null, "configuration.driftProtection:MISSING")]
    public async Task An_invalid_body_is_refused_with_the_path_of_the_violation(string path, string? json, string error)
    {
        var read = await _tenant.GetAsync(Autumn);
        var answer = await _tenant.SendAsync("PUT", Autumn, read.Json.AsObject().With(path, json).ToJsonString());

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
        Assert.Equal(read.Text, (await _tenant.GetAsync(Autumn)).Text);
    }

    [Theory]
    [InlineData("max_concurrent", "0.25")]
    [InlineData("agent_efficiency", "-0.25")]
    [InlineData("predictive_factor", "-0.03")]
    [InlineData("answer_rate", null)]
    public async Task A_weight_can_be_set_up_to_the_limit_added_and_removed(string weight, string? json)
    {
        var body = (await _tenant.GetAsync(Autumn)).Json.AsObject().With($"predictiveDialerSettings.parameterWeights.{weight}", json);

        Assert.Equal(200, (await _tenant.SendAsync("PUT", Autumn, body.ToJsonString())).Status);
    }

    [Fact]
    public async Task A_change_under_a_wider_limit_can_be_reverted_together_with_that_limit()
    {
        var former = (await _tenant.GetAsync(Autumn)).Json.AsObject();
        await _tenant.TuneAsync("12345678-1234-1234-1234-123456789012", """{"predictive_factor":-0.2}""");
        var back = await _tenant.SendAsync("PUT", Autumn, former.With("version", "5").ToJsonString());
        var again = await _tenant.SendAsync(
            "PUT", Autumn, back.Json.AsObject().With("predictiveDialerSettings.parameterWeights.predictive_factor", "-0.2").ToJsonString());

        Assert.Equal(200, back.Status);
        Assert.Equal(400, again.Status);
        Assert.Equal(["predictiveDialerSettings.parameterWeights.predictive_factor:ABOVE_DEVIATION_LIMIT"], again.Errors);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task An_unknown_campaign_is_not_found(string method) =>
        Assert.Equal(404, (await _tenant.SendAsync(method, $"{Root}/unknown", method == "PUT" ? "{}" : null)).Status);
}
