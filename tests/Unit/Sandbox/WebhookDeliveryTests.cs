using System.Text.Json.Nodes;
using CxOne.Tests.Support;

namespace CxOne.Tests.Sandbox;

public sealed class WebhookDeliveryTests : IDisposable
{
    private const string Root = "/api/v2/webhooks";
    private const string Autumn = "12345678-1234-1234-1234-123456789012";
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500);
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task Changed_weights_are_delivered_to_a_loopback_receiver_without_a_token()
    {
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(204));
        var webhook = await RegisterAsync($"{receiver.BaseUri}hook?team=7");
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.12}""");
        var delivery = await _tenant.DeliveryAsync("DELIVERED");

        var request = Assert.Single(receiver.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/hook?team=7", request.Target);
        Assert.Null(request.Header("Authorization"));
        var token = await _tenant.TokenOfAsync("sandbox");
        Assert.DoesNotContain(request.Headers, header => header.Value.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(token, request.Text, StringComparison.Ordinal);
        Assert.StartsWith("application/json", request.Header("Content-Type"), StringComparison.Ordinal);
        var body = JsonNode.Parse(request.Text)!;
        Assert.Equal("campaign.predictive.tuned", body["eventType"]!.GetValue<string>());
        Assert.Equal("tenant-123", body["tenantId"]!.GetValue<string>());
        Assert.Equal("2026-03-01T12:00:00.000Z", body["timestamp"]!.GetValue<string>());
        Assert.Equal(Autumn, body["campaignId"]!.GetValue<string>());
        Assert.Equal(5, body["version"]!.GetValue<int>());
        Assert.Equal("""{"answer_rate":0.12}""", body["parameterWeights"]!.ToJsonString());
        Assert.Equal(0.22m, body["formerWeights"]!["predictive_factor"]!.GetValue<decimal>());
        Assert.Equal(webhook["id"].GetValue<string>(), delivery["webhookId"]!.GetValue<string>());
        Assert.Equal(204, delivery["lastStatus"]!.GetValue<int>());
        Assert.Equal(1, delivery["attempts"]!.GetValue<int>());
        Assert.Equal(request.Text, delivery["body"]!.ToJsonString());
    }

    [Fact]
    public async Task A_delivery_uses_the_method_of_the_webhook()
    {
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(200));
        await _tenant.PostAsync(Root, Bodies.Webhook().With("url", $"\"{receiver.BaseUri}hook\"").With("httpMethod", "\"PUT\""));
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.12}""");
        await receiver.WaitForRequestsAsync(1);

        Assert.Equal("PUT", receiver.Requests[0].Method);
        await _tenant.DeliveryAsync("DELIVERED");
    }

    [Fact]
    public async Task The_end_of_a_simulation_is_delivered_without_a_further_request()
    {
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(200), ScriptedAnswer.Status(200));
        await RegisterAsync($"{receiver.BaseUri}hook", "campaign.simulation.completed", "campaign.simulation.failed");
        var created = await _tenant.PostAsync("/api/v2/outbound/campaigns/simulations", Bodies.CampaignSimulation(Autumn));
        await _tenant.PostAsync("/api/v2/outbound/campaigns/simulations", Bodies.CampaignSimulation("campaign-idle"));
        _tenant.Advance((TestTenant.Step * 2) - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await _tenant.DeliveriesAsync());
        _tenant.Advance(TimeSpan.FromMilliseconds(1));
        await receiver.WaitForRequestsAsync(2);

        var completed = JsonNode.Parse(receiver.Requests[0].Text)!;
        var failed = JsonNode.Parse(receiver.Requests[1].Text)!;
        var simulation = await _tenant.GetAsync($"/api/v2/outbound/campaigns/simulations/{created["id"]}");
        Assert.Equal("campaign.simulation.completed", completed["eventType"]!.GetValue<string>());
        Assert.Equal(created["id"].GetValue<string>(), completed["simulationId"]!.GetValue<string>());
        Assert.Equal("2026-03-01T12:00:20.000Z", completed["timestamp"]!.GetValue<string>());
        Assert.Equal(simulation["predictedAccuracy"].GetValue<double>(), completed["predictedAccuracy"]!.GetValue<double>());
        Assert.Equal("campaign.simulation.failed", failed["eventType"]!.GetValue<string>());
        Assert.StartsWith("NO_AGENTS", failed["failureReason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_that_causes_a_delivery_does_not_wait_for_the_receiver()
    {
        var gate = new Gate();
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(200) with { Held = gate });
        await RegisterAsync($"{receiver.BaseUri}hook");
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.12}""");
        await receiver.WaitForRequestsAsync(1);

        Assert.Equal("PENDING", (await _tenant.DeliveriesAsync())[0]["status"]!.GetValue<string>());
        gate.Open();
        await _tenant.DeliveryAsync("DELIVERED");
    }

    [Theory]
    [InlineData("https://monitor.example/hook")]
    [InlineData("https://192.0.2.1/hook")]
    [InlineData("https://127.0.0.1.example/hook")]
    public async Task Nothing_is_sent_to_another_machine(string url)
    {
        await RegisterAsync(url);
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.12}""");

        var delivery = Assert.Single(await _tenant.DeliveriesAsync());
        Assert.Equal("NOT_DELIVERED", delivery["status"]!.GetValue<string>());
        Assert.Equal(0, delivery["attempts"]!.GetValue<int>());
        Assert.Contains("loopback", delivery["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_of_the_receiver_is_not_followed()
    {
        await using var elsewhere = new ScriptedServer();
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(307, ("Location", $"{elsewhere.BaseUri}hook")));
        await RegisterAsync($"{receiver.BaseUri}hook");
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.12}""");
        var delivery = await _tenant.DeliveryAsync("FAILED");

        Assert.Equal(307, delivery["lastStatus"]!.GetValue<int>());
        Assert.Equal(1, delivery["attempts"]!.GetValue<int>());
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_failed_delivery_is_repeated_unchanged()
    {
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(503), ScriptedAnswer.Reset(), ScriptedAnswer.Status(200));
        await RegisterAsync($"{receiver.BaseUri}hook");
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.12}""");
        await _tenant.Clock.WaitForTimerAsync(FirstRetry);
        _tenant.Advance(FirstRetry);
        await _tenant.Clock.WaitForTimerAsync(FirstRetry * 2);
        _tenant.Advance(FirstRetry * 2);
        var delivery = await _tenant.DeliveryAsync("DELIVERED");

        Assert.Equal(3, delivery["attempts"]!.GetValue<int>());
        Assert.Null(delivery["reason"]);
        Assert.Single(receiver.Requests.Select(request => request.Text).Distinct());
    }

    [Fact]
    public async Task A_delivery_fails_after_three_attempts()
    {
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(500), ScriptedAnswer.Status(429), ScriptedAnswer.Status(500));
        await RegisterAsync($"{receiver.BaseUri}hook");
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.12}""");
        await _tenant.Clock.WaitForTimerAsync(FirstRetry);
        _tenant.Advance(FirstRetry);
        await _tenant.Clock.WaitForTimerAsync(FirstRetry * 2);
        _tenant.Advance(FirstRetry * 2);
        var delivery = await _tenant.DeliveryAsync("FAILED");

        Assert.Equal(500, delivery["lastStatus"]!.GetValue<int>());
        Assert.Equal(3, receiver.Requests.Count);
    }

    [Fact]
    public async Task Only_registered_events_of_enabled_webhooks_are_delivered()
    {
        await RegisterAsync("https://tuned.example");
        await RegisterAsync("https://updated.example", "campaign.updated");
        await _tenant.PostAsync(Root, Bodies.Webhook().With("enabled", "false"));
        var path = $"/api/v2/outbound/campaigns/{Autumn}";
        await _tenant.SendAsync("PUT", path, (await _tenant.GetAsync(path)).Text);
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.12}""");
        await _tenant.SendAsync("PUT", path, "{}");

        Assert.Equal(
            [
                "campaign.updated https://updated.example", "campaign.updated https://updated.example",
                "campaign.predictive.tuned https://tuned.example"
            ],
            (await _tenant.DeliveriesAsync()).Select(delivery => $"{delivery["event"]} {delivery["url"]}"));
    }

    [Fact]
    public async Task Disposing_the_tenant_closes_the_connection_to_the_receiver()
    {
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Never());
        await RegisterAsync($"{receiver.BaseUri}hook");
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.12}""");
        await receiver.WaitForRequestsAsync(1);
        _tenant.Tenant.Dispose();

        await receiver.WaitForAllClosedAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _tenant.DeliveriesAsync());
    }

    [Fact]
    public async Task No_connection_remains_after_the_last_delivery()
    {
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(200));
        await RegisterAsync($"{receiver.BaseUri}hook");
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.12}""");
        await _tenant.DeliveryAsync("DELIVERED");

        await receiver.WaitForAllClosedAsync();
    }

    [Fact]
    public async Task A_reset_removes_pending_deliveries()
    {
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(503));
        await RegisterAsync($"{receiver.BaseUri}hook");
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.12}""");
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.13}""");
        await _tenant.Clock.WaitForTimerAsync(FirstRetry);
        await _tenant.SendAsync("POST", "/sandbox/reset", client: null);
        _tenant.Advance(FirstRetry);

        await receiver.WaitForAllClosedAsync();
        Assert.Empty(await _tenant.DeliveriesAsync());
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task A_removed_webhook_gets_no_further_deliveries()
    {
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(503));
        var webhook = await RegisterAsync($"{receiver.BaseUri}hook");
        await _tenant.TuneAsync(Autumn, """{"answer_rate":0.12}""");
        await _tenant.Clock.WaitForTimerAsync(FirstRetry);
        await _tenant.SendAsync("DELETE", $"{Root}/{webhook["id"]}");
        _tenant.Advance(FirstRetry);

        await receiver.WaitForAllClosedAsync();
        var delivery = await _tenant.DeliveryAsync("NOT_DELIVERED");
        Assert.Contains("removed", delivery["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single(receiver.Requests);
    }

    private async Task<Answer> RegisterAsync(string url, params string[] events)
    {
        var body = Bodies.Webhook();
        body["url"] = url;
        if (events.Length > 0)
        {
            body["events"] = Bodies.Texts(events);
        }

        var answer = await _tenant.PostAsync(Root, body);
        Assert.Equal(201, answer.Status);
        return answer;
    }
}
