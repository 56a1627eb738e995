namespace CxOne.Tests.Sandbox;

public sealed class CampaignSimulationTests : IDisposable
{
    private const string Root = "/api/v2/outbound/campaigns/simulations";
    private const string Autumn = "12345678-1234-1234-1234-123456789012";
    private const string Good =
        """{"answer_rate":0.12,"call_rate":-0.08,"predictive_factor":0.25,"max_concurrent":0.05,"agent_efficiency":-0.10}""";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task A_simulation_runs_for_two_steps_and_then_has_an_accuracy()
    {
        var created = await _tenant.PostAsync(Root, Bodies.CampaignSimulation(Autumn));
        var path = $"{Root}/{created["id"]}";
        _tenant.Advance((TestTenant.Step * 2) - TimeSpan.FromMilliseconds(1));
        var running = await _tenant.GetAsync(path);
        _tenant.Advance(TimeSpan.FromMilliseconds(1));
        var completed = await _tenant.GetAsync(path);

        Assert.Equal(201, created.Status);
        Assert.EndsWith(path, created.Headers["Location"], StringComparison.Ordinal);
        Assert.Equal("RUNNING", created["status"].GetValue<string>());
        Assert.Equal(created.Text, running.Text);
        Assert.Null(running.Json["predictedAccuracy"]);
        Assert.Equal("COMPLETED", completed["status"].GetValue<string>());
        Assert.Equal("2026-03-01T12:00:20.000Z", completed["completedAt"].GetValue<string>());
        Assert.InRange(completed["predictedAccuracy"].GetValue<double>(), 0.5, 1);
    }

    [Fact]
    public async Task The_accuracy_depends_on_the_weights()
    {
        var present = await AccuracyAsync(null);
        var good = await AccuracyAsync(Good);
        var tooFewAnswers = await AccuracyAsync("""{"answer_rate":-0.25,"agent_efficiency":0.15}""");
        var worst = await AccuracyAsync("""{"answer_rate":-0.5,"call_rate":0.5,"predictive_factor":0.5,"agent_efficiency":0.5}""");

        Assert.InRange(present, 0.85, 0.92);
        Assert.InRange(good, 0.98, 1);
        Assert.InRange(tooFewAnswers, 0.5, 0.8);
        Assert.InRange(worst, 0, 0.55);
    }

    [Theory]
    [InlineData("answer_rate")]
    [InlineData("call_rate")]
    [InlineData("predictive_factor")]
    [InlineData("max_concurrent")]
    [InlineData("agent_efficiency")]
    public async Task Every_weight_affects_the_accuracy(string weight) =>
        Assert.NotEqual(
            await AccuracyAsync("""{"answer_rate":0.05}"""),
            await AccuracyAsync(weight == "answer_rate" ? """{"answer_rate":-0.4}""" : $$"""{"answer_rate":0.05,"{{weight}}":-0.4}"""));

    [Fact]
    public async Task The_same_weights_have_the_same_accuracy_in_all_tenants_with_one_seed()
    {
        using var other = new TestTenant();
        using var otherSeed = new TestTenant(options => options with { Seed = 2 });
        var first = await AccuracyAsync(null);

        Assert.Equal(first, await AccuracyAsync(null));
        Assert.Equal(first, await AccuracyAsync(null, other));
        Assert.NotEqual(first, await AccuracyAsync(null, otherSeed));
    }

    [Fact]
    public async Task A_simulation_uses_the_weights_at_the_time_of_submission()
    {
        var expected = await AccuracyAsync(null);
        var created = await _tenant.PostAsync(Root, Bodies.CampaignSimulation(Autumn));
        await _tenant.TuneAsync(Autumn, Good);

        Assert.Equal(expected, await EndAsync(_tenant, created));
    }

    [Fact]
    public async Task A_simulation_of_a_campaign_without_agents_fails_with_a_reason()
    {
        var created = await _tenant.PostAsync(Root, Bodies.CampaignSimulation("campaign-idle"));
        var path = $"{Root}/{created["id"]}";
        var running = await _tenant.GetAsync(path);
        _tenant.Advance(TestTenant.Step * 2);
        var failed = await _tenant.GetAsync(path);

        Assert.Equal(201, created.Status);
        Assert.Equal("RUNNING", running["status"].GetValue<string>());
        Assert.Null(running.Json["failureReason"]);
        Assert.Equal("FAILED", failed["status"].GetValue<string>());
        Assert.StartsWith("NO_AGENTS", failed["failureReason"].GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(failed.Json["predictedAccuracy"]);
    }

    [Theory]
    [InlineData("campaignId", null, "campaignId:MISSING")]
    [InlineData("campaignId", "\"unknown\"", "campaignId:UNKNOWN_CAMPAIGN")]
    [InlineData("simulationType", "\"answer_rate\"", "simulationType:NOT_ALLOWED")]
    [InlineData("durationSeconds", "9", "durationSeconds:OUT_OF_RANGE")]
    [InlineData("durationSeconds", "86401", "durationSeconds:OUT_OF_RANGE")]
    [InlineData("durationSeconds", "\"300\"", "durationSeconds:INVALID_TYPE")]
    [InlineData("weights", "{}", "weights:UNKNOWN_MEMBER")]
    public async Task An_invalid_body_is_refused_with_the_path_of_the_violation(string path, string? json, string error)
    {
        var answer = await _tenant.PostAsync(Root, Bodies.CampaignSimulation(Autumn).With(path, json));

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
        Assert.Empty((await _tenant.StateAsync())["campaignSimulations"]!.AsArray());
    }

    [Fact]
    public async Task All_violations_are_reported_together()
    {
        var answer = await _tenant.PostAsync(
            Root, Bodies.CampaignSimulation("unknown").With("simulationType", null).With("durationSeconds", "0"));

        Assert.Equal(["campaignId:UNKNOWN_CAMPAIGN", "simulationType:MISSING", "durationSeconds:OUT_OF_RANGE"], answer.Errors);
    }

    [Fact]
    public async Task Many_requests_with_one_key_start_one_simulation()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            _tenant.PostAsync(Root, Bodies.CampaignSimulation(Autumn), "sandbox", ("Idempotency-Key", "key-1")))));

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Single((await _tenant.StateAsync())["campaignSimulations"]!.AsArray());
    }

    [Fact]
    public async Task Simulations_are_listed_by_campaign_the_latest_first()
    {
        var ids = new List<string>();
        foreach (var campaign in (string[])[Autumn, "campaign-idle", Autumn])
        {
            ids.Add((await _tenant.PostAsync(Root, Bodies.CampaignSimulation(campaign)))["id"].GetValue<string>());
        }

        async Task<string[]> ListAsync(string query) =>
            [.. (await _tenant.GetAsync(Root + query, "reader"))["entities"]
                .AsArray()
                .Select(simulation => simulation!["id"]!.GetValue<string>())];
        Assert.Equal([ids[2], ids[1], ids[0]], await ListAsync(string.Empty));
        Assert.Equal([ids[2], ids[0]], await ListAsync($"?campaignId={Autumn}"));
        Assert.Equal([ids[0]], await ListAsync($"?campaignId={Autumn}&page=2&pageSize=1"));
        Assert.Empty(await ListAsync("?campaignId=unknown"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(86_400)]
    public async Task The_shortest_and_the_longest_simulation_take_the_same_time_and_use_the_same_dialer(int duration)
    {
        var created = await _tenant.PostAsync(Root, Bodies.CampaignSimulation(Autumn).With("durationSeconds", $"{duration}"));

        Assert.InRange(await EndAsync(_tenant, created), 0.8, 0.97);
    }

    [Fact]
    public async Task A_request_whose_response_is_lost_starts_a_simulation_that_its_key_finds()
    {
        var key = ("Idempotency-Key", "key-1");
        await _tenant.AddFaultAsync($$"""{"fault":"reset-after","path":"{{Root}}"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => _tenant.PostAsync(Root, Bodies.CampaignSimulation(Autumn), "sandbox", key));
        var again = await _tenant.PostAsync(Root, Bodies.CampaignSimulation(Autumn), "sandbox", key);

        Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
        var simulation = Assert.Single((await _tenant.StateAsync())["campaignSimulations"]!.AsArray())!;
        Assert.Equal(again["id"].GetValue<string>(), simulation["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_client_with_read_scope_only_can_read()
    {
        var created = await _tenant.PostAsync(Root, Bodies.CampaignSimulation(Autumn));

        Assert.Equal(403, (await _tenant.PostAsync(Root, Bodies.CampaignSimulation(Autumn), "reader")).Status);
        Assert.Equal(200, (await _tenant.GetAsync($"{Root}/{created["id"]}", "reader")).Status);
        Assert.Equal(404, (await _tenant.GetAsync($"{Root}/unknown")).Status);
    }

    [Fact]
    public async Task The_state_contains_the_simulation_and_a_reset_removes_it()
    {
        var created = await _tenant.PostAsync(Root, Bodies.CampaignSimulation(Autumn));
        var shown = Assert.Single((await _tenant.StateAsync())["campaignSimulations"]!.AsArray())!;
        await _tenant.SendAsync("POST", "/sandbox/reset", client: null);

        Assert.Equal("sandbox", shown["submittedBy"]!.GetValue<string>());
        Assert.Equal(4, shown["campaignVersion"]!.GetValue<int>());
        Assert.Equal(0.22m, shown["parameterWeights"]!["predictive_factor"]!.GetValue<decimal>());
        Assert.Null(shown["predictedAccuracy"]);
        Assert.Equal(404, (await _tenant.GetAsync($"{Root}/{created["id"]}")).Status);
        Assert.Empty((await _tenant.StateAsync())["campaignSimulations"]!.AsArray());
    }

    private static async Task<double> EndAsync(TestTenant tenant, Answer created)
    {
        tenant.Advance(TestTenant.Step * 2);
        return (await tenant.GetAsync($"{Root}/{created["id"]}"))["predictedAccuracy"].GetValue<double>();
    }

    /// <summary>Returns the accuracy of the given or the current weights of a campaign, after restoring the sample.</summary>
    private async Task<double> AccuracyAsync(string? weights, TestTenant? tenant = null)
    {
        tenant ??= _tenant;
        await tenant.SendAsync("POST", "/sandbox/reset", client: null);
        if (weights is not null)
        {
            await tenant.TuneAsync(Autumn, """{"agent_efficiency":0}""");
            await tenant.TuneAsync(Autumn, weights);
        }

        return await EndAsync(tenant, await tenant.PostAsync(Root, Bodies.CampaignSimulation(Autumn)));
    }
}
