using System.Text.Json.Nodes;
using CxOne.Sandbox;
using CxOne.Tests.Support;

namespace CxOne.Tests.Sandbox;

public sealed class StateFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cxone-state-");

    private string File => Path.Combine(_folder.FullName, "tenant.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_file_exists_as_soon_as_the_tenant_is_created()
    {
        using var tenant = Open();

        Assert.True(System.IO.File.Exists(File));
        Assert.Equal([File], _folder.GetFiles().Select(file => file.FullName));
    }

    [TinyDiskFact]
    public void A_failed_write_keeps_the_previous_state_and_leaves_no_other_file()
    {
        using var disk = new TinyDisk();
        var path = Path.Combine(disk.FullName, "tenant.json");
        CxOne.Sandbox.State.StateFile.Save(path, "former"u8);
        disk.Fill();

        Assert.Throws<IOException>(() => CxOne.Sandbox.State.StateFile.Save(path, new byte[8192]));
        disk.Free();
        Assert.Equal("former", System.IO.File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(disk.FullName));
    }

    [Fact]
    public async Task Confirmed_changes_survive_a_restart_without_a_shutdown()
    {
        using var first = Open();
        var jobId = await first.DeployedJobAsync("ivr-def-001");
        var log = await first.PostAsync("/api/v2/audit/logs", Bodies.AuditLog());
        var export = await first.PostAsync("/api/v2/data/export/jobs", Bodies.Export(("jobId", jobId)));
        using var second = Open();
        second.Advance(TestTenant.Step * 3);

        Assert.Equal("COMPLETED", await second.StatusAsync(jobId));
        Assert.Equal(
            log["logId"].GetValue<string>(),
            (await second.GetAsync("/api/v2/audit/logs"))["entities"][0]!["logId"]!.GetValue<string>());
        Assert.Equal(200, (await second.GetAsync($"/api/v2/data/export/jobs/{export["exportJobId"]}")).Status);
    }

    [Fact]
    public async Task No_concurrent_change_is_confirmed_before_it_is_saved()
    {
        using var first = Open();
        var token = await first.TokenOfAsync("sandbox");

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(async () =>
        {
            var log = await first.PostAsync("/api/v2/audit/logs", Bodies.AuditLog(), client: null, ("Authorization", $"Bearer {token}"));
            Assert.Contains(log["logId"].GetValue<string>(), await System.IO.File.ReadAllTextAsync(File), StringComparison.Ordinal);
        })));

        Assert.Equal([File], _folder.GetFiles().Select(file => file.FullName));
    }

    [Fact]
    public async Task Tokens_and_idempotency_keys_survive_a_restart()
    {
        using var first = Open();
        var token = await first.TokenOfAsync("sandbox");
        var before = await DeployAsync(first, token);
        using var second = Open();
        var after = await DeployAsync(second, token);

        Assert.Equal(202, before.Status);
        Assert.Equal(before.Text, after.Text);
        Assert.Equal("true", after.Headers["Idempotent-Replayed"]);
    }

    [Fact]
    public async Task A_refresh_token_that_was_used_stays_used_after_a_restart()
    {
        using var first = Open();
        var key = await first.PostAsync(
            "/authentication/v1/token/access-key",
            new JsonObject { ["accessKeyId"] = "sandbox-key", ["accessKeySecret"] = "sandbox-key-secret" },
            client: null);
        var body = new JsonObject { ["token"] = key["refresh_token"].GetValue<string>() };
        Assert.Equal(200, (await first.PostAsync("/public/user/refresh", body, client: null)).Status);
        using var second = Open();

        Assert.Equal(401, (await second.PostAsync("/public/user/refresh", body, client: null)).Status);
    }

    [Fact]
    public async Task A_first_slow_provisioning_counts_after_a_restart()
    {
        using (var first = Open())
        {
            await first.DeployedJobAsync("ivr-def-slow-provisioning");
        }

        using var second = Open();
        second.Advance(TestTenant.Step * 3);
        var jobId = await second.DeployedJobAsync("ivr-def-slow-provisioning");
        second.Advance(TestTenant.Step * 3);

        Assert.Equal("COMPLETED", await second.StatusAsync(jobId));
    }

    [Fact]
    public async Task Ids_continue_after_a_restart()
    {
        using var first = Open();
        var before = await first.DeployedJobAsync("ivr-def-001");
        using var second = Open();

        Assert.NotEqual(before, await second.DeployedJobAsync("ivr-def-001"));
    }

    [Fact]
    public async Task Live_and_previous_versions_survive_a_restart()
    {
        using var first = Open();
        var earlier = await first.DeployedJobAsync("ivr-def-001");
        first.Advance(TestTenant.Step * 3);
        var later = await first.DeployedJobAsync("ivr-def-001");
        first.Advance(TestTenant.Step * 3);
        await first.RollBackAsync(later);
        using var second = Open();
        second.Advance(TestTenant.Step * 7);

        var live = (await second.StateAsync())["live"]!["staging"]!["ivr-def-001"]!;
        Assert.Equal(earlier, live["jobId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Written_resources_and_their_ETags_survive_a_restart_byte_for_byte()
    {
        const string Config = "/api/v2/outbound/dialerconfigs/dialer-east";
        const string Campaign = "/api/v2/outbound/campaigns/campaign-idle";
        const string Action = "/api/v2/dataactions/data-action-001";
        using var first = Open();
        var read = await first.GetAsync(Config);
        var body = read.Text
            .Replace("1.50", "1.500", StringComparison.Ordinal)
            .Replace("Größe", "Gr\\u00f6\u00dfe", StringComparison.Ordinal);
        await first.SendAsync("PUT", Config, body, "sandbox", ("If-Match", read.Headers["ETag"]));
        await first.SendAsync("PUT", Campaign, (await first.GetAsync(Campaign)).Text);
        await first.SendAsync("PUT", Action, (await first.GetAsync(Action)).Text.Replace("2.0", "3.0", StringComparison.Ordinal));
        await first.PostAsync("/api/v2/eventstreams/exports", Bodies.EventExport());
        await first.PostAsync("/api/v2/webhooks", Bodies.Webhook());
        using var second = Open();

        Assert.Equal(body, (await second.GetAsync(Config)).Text);
        foreach (var path in (string[])[Config, Campaign, Action, "/api/v2/webhooks"])
        {
            var before = await first.GetAsync(path);
            var after = await second.GetAsync(path);
            Assert.Equal(before.Text, after.Text);
            Assert.Equal(before.Headers.GetValueOrDefault("ETag"), after.Headers.GetValueOrDefault("ETag"));
        }

        Assert.Single((await second.StateAsync())["eventExports"]!.AsArray());
    }

    [Fact]
    public async Task Simulations_and_deliveries_survive_a_restart()
    {
        const string Simulations = "/api/v2/outbound/campaigns/simulations";
        using var first = Open();
        await first.PostAsync(
            "/api/v2/webhooks", Bodies.Webhook().With("events", """["campaign.predictive.tuned","campaign.simulation.completed"]"""));
        await first.TuneAsync("campaign-sensitive", """{"answer_rate":0.1}""");
        var id = (await first.PostAsync(Simulations, Bodies.CampaignSimulation("campaign-sensitive")))["id"].GetValue<string>();
        var delivered = await first.DeliveriesAsync();
        first.Tenant.Dispose();
        using var second = Open();
        Assert.Equal(
            delivered.Select(delivery => delivery.ToJsonString()),
            (await second.DeliveriesAsync()).Select(delivery => delivery.ToJsonString()));
        Assert.Equal("RUNNING", (await second.GetAsync($"{Simulations}/{id}"))["status"].GetValue<string>());
        second.Advance(TestTenant.Step * 2);
        var ended = await second.GetAsync($"{Simulations}/{id}");
        using var third = Open();

        Assert.Equal("COMPLETED", ended["status"].GetValue<string>());
        Assert.Equal(ended.Text, (await third.GetAsync($"{Simulations}/{id}")).Text);
        Assert.Equal(
            ["campaign.predictive.tuned", "campaign.simulation.completed"],
            (await third.DeliveriesAsync()).Select(delivery => delivery["event"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Pending_deliveries_are_delivered_after_a_restart()
    {
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Never());
        using (var first = Open())
        {
            await first.PostAsync("/api/v2/webhooks", Bodies.Webhook().With("url", $"\"{receiver.BaseUri}hook\""));
            await first.TuneAsync("campaign-sensitive", """{"answer_rate":0.1}""");
            await receiver.WaitForRequestsAsync(1);
        }

        receiver.Then(ScriptedAnswer.Status(204));
        using var second = Open();
        await second.DeliveryAsync("DELIVERED");

        Assert.Equal(receiver.Requests[0].Text, receiver.Requests[1].Text);
    }

    [Fact]
    public async Task A_file_without_dialer_configurations_gets_those_of_the_sample()
    {
        Open().Dispose();
        Edit(state =>
        {
            foreach (var part in (string[])[
                "dialerConfigs", "eventExports", "campaigns", "campaignSimulations", "dataActions", "webhooks", "webhookDeliveries"])
            {
                Assert.True(state.AsObject().Remove(part));
            }
        });
        using var tenant = Open();

        Assert.Equal(200, (await tenant.GetAsync("/api/v2/outbound/dialerconfigs"))["total"].GetValue<int>());
        Assert.Equal(3, (await tenant.GetAsync("/api/v2/outbound/campaigns"))["total"].GetValue<int>());
        Assert.Equal(63, (await tenant.GetAsync("/api/v2/dataactions"))["total"].GetValue<int>());
    }

    [Fact]
    public async Task The_file_contains_no_token_and_no_secret()
    {
        using var tenant = Open();
        var token = await tenant.TokenOfAsync("sandbox");
        await tenant.DeployedJobAsync("ivr-def-001");
        var text = await System.IO.File.ReadAllTextAsync(File);

        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("sandbox-secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_is_saved()
    {
        using var first = Open();
        await first.DeployedJobAsync("ivr-def-001");
        await first.SendAsync("POST", "/sandbox/reset", client: null);
        using var second = Open();

        Assert.Equal(0, (await second.GetAsync("/api/v2/ivr/deployments"))["total"].GetValue<int>());
    }

    [Fact]
    public async Task A_change_that_cannot_be_saved_is_not_confirmed()
    {
        using var tenant = Open();
        await tenant.TokenOfAsync("sandbox");
        // A folder with the name of the file lets the rename fail, even for root.
        System.IO.File.Delete(File);
        Directory.CreateDirectory(File);
        var answer = await tenant.DeployAsync("ivr-def-001");

        Assert.Equal(500, answer.Status);
        Assert.Equal("state_not_saved", answer["code"].GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_file_without_a_tenant_is_refused_with_its_path(string text)
    {
        System.IO.File.WriteAllText(File, text);
        var exception = Assert.Throws<InvalidDataException>(() => Open());

        Assert.Contains(File, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_another_schema_version_is_refused()
    {
        Open().Dispose();
        Edit(state => state["schemaVersion"] = 99);

        Assert.Contains("99", Assert.Throws<InvalidDataException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_a_missing_or_null_member_is_refused()
    {
        Open().Dispose();
        Edit(state => state["voices"] = null);

        Assert.Throws<InvalidDataException>(() => Open());
    }

    [Fact]
    public async Task An_edge_to_a_missing_node_is_refused_even_with_all_checks_disabled()
    {
        using var tenant = Edited(definition => Edge(definition, "main-menu", 0)["nextNodeId"] = "nowhere");
        var body = Bodies.Deployment("ivr-def-001");
        foreach (var flag in (string[])["checkTtsResourceLimits", "checkRoutingCompatibility", "validateTimeoutBehaviors"])
        {
            body.With($"validationFlags.{flag}", "false");
        }

        var answer = await tenant.PostAsync("/api/v2/ivr/deployments", body);
        var simulation = await tenant.SimulateAsync("ivr-def-001", "1");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["main-menu:DANGLING_EDGE"], answer.Errors);
        Assert.Contains("'nowhere'", answer["errors"][0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("NO_MATCH", simulation["pathTraversal"][0]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_definition_without_an_entry_node_is_refused_and_matches_nothing()
    {
        using var tenant = Edited(definition => definition["entryNodeId"] = "nowhere");

        Assert.Equal(["nowhere:DANGLING_EDGE"], (await tenant.DeployAsync("ivr-def-001")).Errors);
        Assert.Equal(
            "NO_MATCH",
            (await tenant.SimulateAsync("ivr-def-001", "1"))["pathTraversal"][0]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Menus_without_a_time_out_are_refused_unless_that_check_is_disabled()
    {
        using var tenant = Edited(definition =>
        {
            var menu = Node(definition, "main-menu");
            menu.AsObject().Remove("timeoutSeconds");
            var edges = menu["edges"]!.AsArray();
            edges.RemoveAt(edges.Count - 1);
        });
        var refused = await tenant.DeployAsync("ivr-def-001");
        var accepted = await tenant.PostAsync(
            "/api/v2/ivr/deployments",
            Bodies.Deployment("ivr-def-001").With("validationFlags.validateTimeoutBehaviors", "false"));
        var silence = await tenant.SimulateAsync("ivr-def-001", "timeout", "1");

        Assert.Equal(["main-menu:MISSING_TIMEOUT", "main-menu:MISSING_TIMEOUT_EDGE"], refused.Errors);
        Assert.Equal(202, accepted.Status);
        Assert.Equal("TIMEOUT", silence["pathTraversal"][0]!["status"]!.GetValue<string>());
        Assert.Null(silence["pathTraversal"][0]!["nextNodeId"]);
        Assert.Equal(30, silence["timeoutEvents"][0]!["expectedWait"]!.GetValue<int>());
        Assert.Equal("MATCH", silence["pathTraversal"][1]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_unknown_voice_can_be_neither_rendered_nor_deployed()
    {
        using var tenant = Edited(definition => Node(definition, "main-menu")["prompt"]!["voice"] = "en-US-Unknown");
        var simulation = await tenant.SimulateAsync("ivr-def-001", "1", "0");
        var unchecked_ = await tenant.PostAsync(
            "/api/v2/ivr/definitions/ivr-def-001/simulate",
            Bodies.Simulation("ivr-def-001", "1").With("analysisOptions.validateTtsRendering", "false"));
        var jobId = await tenant.DeployedJobAsync("ivr-def-001");
        tenant.Advance(TestTenant.Step * 2);
        var job = await tenant.GetAsync($"/api/v2/ivr/deployments/{jobId}");

        Assert.Equal(
            [true, false],
            simulation["pathTraversal"].AsArray().Select(step => step!["ttsRenderError"]!.GetValue<bool>()));
        Assert.False(unchecked_["pathTraversal"][0]!["ttsRenderError"]!.GetValue<bool>());
        Assert.Equal("FAILED", job["status"].GetValue<string>());
        Assert.Contains("en-US-Unknown", job["failureReason"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_render_error_of_the_last_node_belongs_to_the_step_that_leads_there()
    {
        using var tenant = Edited(definition => Node(definition, "agent-transfer")["prompt"] =
            new JsonObject { ["text"] = "One moment.", ["voice"] = "en-US-Unknown", ["units"] = 1 });
        var simulation = await tenant.SimulateAsync("ivr-def-001", "0");

        Assert.True(simulation["pathTraversal"][0]!["ttsRenderError"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_cycle_of_prompts_ends_the_simulation()
    {
        using var tenant = Edited(definition =>
        {
            foreach (var (from, to) in ((string, string)[])[("sales-queue", "support-queue"), ("support-queue", "sales-queue")])
            {
                Node(definition, from)["edges"] = new JsonArray(
                    new JsonObject { ["input"] = string.Empty, ["inputType"] = "NEXT", ["nextNodeId"] = to });
            }
        });
        var answer = await tenant.SimulateAsync("ivr-def-001", "1", "1", "1");

        Assert.Equal("support-queue", answer["pathTraversal"][1]!["nextNodeId"]!.GetValue<string>());
        Assert.Equal("NO_MATCH", answer["pathTraversal"][2]!["status"]!.GetValue<string>());
    }

    private static JsonNode Node(JsonNode definition, string nodeId) =>
        definition["nodes"]!.AsArray().Single(node => node!["nodeId"]!.GetValue<string>() == nodeId)!;

    private static JsonNode Edge(JsonNode definition, string nodeId, int index) => Node(definition, nodeId)["edges"]![index]!;

    private static Task<Answer> DeployAsync(TestTenant tenant, string token) => tenant.PostAsync(
        "/api/v2/ivr/deployments",
        Bodies.Deployment("ivr-def-001"),
        client: null,
        ("Authorization", $"Bearer {token}"),
        ("Idempotency-Key", "key-1"));

    private TestTenant Open() => new(options => options with { StateFile = File });

    private void Edit(Action<JsonNode> edit)
    {
        var state = JsonNode.Parse(System.IO.File.ReadAllText(File))!;
        edit(state);
        System.IO.File.WriteAllText(File, state.ToJsonString());
    }

    /// <summary>The sample tenant with another main menu.</summary>
    private TestTenant Edited(Action<JsonNode> edit)
    {
        Open().Dispose();
        Edit(state =>
        {
            var stored = state["ivrDefinitions"]!.AsArray()
                .Single(candidate => candidate!["definition"]!["id"]!.GetValue<string>() == "ivr-def-001")!;
            stored.AsObject().Remove("routingChecksum");
            edit(stored["definition"]!);
        });
        return Open();
    }
}
