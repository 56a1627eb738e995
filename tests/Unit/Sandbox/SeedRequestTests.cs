using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CxOne.Tests.Support;

namespace CxOne.Tests.Sandbox;

/// <summary>
/// Sends the requests of the five documents that the wire contract is based on. A program written after one of them must work with the
/// unchanged sandbox server; requests that a tenant must refuse are refused here too.
/// </summary>
[Collection(SharedSandbox.Collection)]
public sealed class SeedRequestTests : IAsyncLifetime
{
    private const string Campaign = "12345678-1234-1234-1234-123456789012";
    private readonly SharedSandbox _sandbox;
    private string? _token;

    public SeedRequestTests(SharedSandbox sandbox) => _sandbox = sandbox;

    public Task InitializeAsync() => _sandbox.ResetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Deploying_an_ivr_simulates_submits_polls_rolls_back_exports_and_records()
    {
        await TokenAsync("/oauth/token", "ivr:deploy ivr:read ivr:write data:export audit:read");
        var simulation = await SendAsync("POST", "/api/v2/ivr/definitions/ivr-def-001/simulate", """
            {"ivrDefinitionId":"ivr-def-001","testSequence":{"inputs":["1","timeout"],"inputType":"DTMF_AND_VOICE","maxTimeoutSeconds":30},
            "analysisOptions":{"trackPathTraversal":true,"captureTimeoutEvents":true,"validateTtsRendering":true}}
            """);
        var job = await SendAsync("POST", "/api/v2/ivr/deployments", """
            {"ivrDefinitionIds":["ivr-def-001","ivr-def-002"],"targetEnvironment":"staging",
            "validationFlags":{"checkTtsResourceLimits":true,"checkRoutingCompatibility":true,"validateTimeoutBehaviors":true},
            "deploymentOptions":{"dryRun":false,"rollbackOnFailure":true,"concurrentDeployment":false}}
            """);
        var jobId = job["jobId"].GetValue<string>();

        Assert.Equal(200, simulation.Status);
        Assert.Equal(["simulationId", "pathTraversal", "timeoutEvents", "ttsResourceUsage"], Members(simulation));
        Assert.Equal(202, job.Status);
        Assert.Equal("QUEUED", job["status"].GetValue<string>());

        Answer polled;
        do
        {
            polled = await SendAsync("GET", $"/api/v2/ivr/deployments/{jobId}");
            Assert.Equal(200, polled.Status);
        }
        while (polled["status"].GetValue<string>() is not ("COMPLETED" or "FAILED"));

        var rollback = await SendAsync(
            "POST",
            $"/api/v2/ivr/deployments/{jobId}/rollback",
            """{"reason":"Automatic rollback triggered by deployment orchestrator"}""");
        var export = await SendAsync("POST", "/api/v2/data/export/jobs", $$$$$"""
            {"query":{"entity":"ivr_deployments","filters":[{"field":"jobId","operator":"EQUALS","value":"{{{{{jobId}}}}}"},{"field":"targetEnvironment","operator":"EQUALS","value":"staging"}],
            "metrics":["deploymentLatencyMs","validationSuccessRate","ttsResourceUtilization","rollbackCount"]},"format":"JSON","deliveryMethod":"API"}
            """);
        var record = await SendAsync("POST", "/api/v2/audit/logs", $$$$$"""
            {"eventType":"IVR_DEPLOYMENT","timestamp":1772366400.1234567,"tenantId":"tenant-123","actorId":"deploy-bot-01",
            "details":{"jobId":"{{{{{jobId}}}}}","targetEnvironment":"staging","ivrDefinitionIds":["ivr-def-001","ivr-def-002"],"validationPassed":true,"deploymentLatencyMs":1234.5,"rollbackTriggered":false},
            "complianceFlags":{"gdprRelevant":false,"pciRelevant":true,"retentionDays":365}}
            """);

        Assert.Equal([202, 202, 201], new[] { rollback.Status, export.Status, record.Status });
        Assert.NotNull(export["exportJobId"]);
        Assert.Equal(["logId", "eventType", "status", "retentionExpiry", "complianceStatus"], Members(record));
    }

    [Fact]
    public async Task Configuring_a_dialer_reads_writes_with_if_match_and_exports_the_event()
    {
        await TokenAsync("/oauth/token", "outbound.campaign.write outbound.dialerconfig.readwrite outbound.read eventstreams.export.write");
        var read = await SendAsync("GET", "/api/v2/outbound/dialerconfigs/dialer-east");
        var campaign = await SendAsync("GET", $"/api/v2/outbound/campaigns/{Campaign}");
        var written = await SendAsync(
            "PUT",
            "/api/v2/outbound/dialerconfigs/dialer-east",
            """{"pacingType":"predictive","dialRate":2.5,"agentRatio":1.5,"maxAbandonmentRate":0.03,"maxQueueDepth":50,"answerRateThreshold":0.3}""",
            ("If-Match", read.Headers["ETag"]));
        var withRules = await SendAsync(
            "PUT",
            "/api/v2/outbound/dialerconfigs/dialer-east",
            """{"pacingType":"predictive","dialRate":2.5,"agentRatio":1.5,"maxAbandonmentRate":0.03,"maxQueueDepth":50,"answerRateThreshold":0.3,"complianceRules":{"tcpa":true}}""",
            ("If-Match", written.Headers["ETag"]));
        var event_ = await SendAsync("POST", "/api/v2/eventstreams/exports", """
            {"event_type":"DIALER_CONFIG_UPDATE","resource_id":"dialer-east","payload_hash":"5df41881-3aed-5515-88a7-2f4a814cf09e","timestamp":"2026-03-01T12:00:00.123456+00:00","latency_ms":152.37,
            "audit_trail":{"action":"UPDATE","validated":true,"compliance_check":"PASSED","request_id":"7c9e6679-7425-40de-944b-e07fc1f90ae7"}}
            """);

        Assert.Equal([200, 200, 200, 200, 201], new[] { read.Status, campaign.Status, written.Status, withRules.Status, event_.Status });
        Assert.True(campaign["agentCount"].GetValue<int>() > 0);
        Assert.Equal("dialer-east", written["id"].GetValue<string>());
        Assert.Empty(written["complianceRules"].AsObject());
        Assert.NotNull(event_["id"]);
    }

    [Fact]
    public async Task Simulating_an_answer_rate_posts_once()
    {
        await TokenAsync("/api/v2/oauth/token", null);
        var answer = await SendAsync("POST", $"/api/v2/outbound/campaigns/{Campaign}/simulate", """
            {"predictiveDialerSettings":{"answerRate":0.38,"agentEfficiency":0.82,"interval":3,"maxCalls":50,"dialerType":"PREDICTIVE"},"simulationWindowMinutes":120,
            "historicalData":[{"time_bucket":"09:00-10:00","calls_attempted":500,"calls_answered":190,"avg_talk_time_seconds":145},
            {"time_bucket":"10:00-11:00","calls_attempted":620,"calls_answered":245,"avg_talk_time_seconds":138},
            {"time_bucket":"11:00-12:00","calls_attempted":480,"calls_answered":175,"avg_talk_time_seconds":152}]}
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal(0.38m, answer["predictiveDialerSettings"]["answerRate"]!.GetValue<decimal>());
        Assert.InRange(answer["predictedAccuracy"].GetValue<double>(), 0, 1);
    }

    [Fact]
    public async Task Tuning_weights_simulates_and_registers_and_its_write_without_a_version_is_refused()
    {
        await TokenAsync("/api/v2/oauth/token", null);
        var written = await SendAsync("PUT", $"/api/v2/outbound/campaigns/{Campaign}", $$$$$"""
            {"id":"{{{{{Campaign}}}}}","predictiveDialerSettings":{"algorithmId":"CXONE_PREDICTIVE_V3",
            "parameterWeights":{"answer_rate":0.12,"call_rate":-0.08,"predictive_factor":0.25,"max_concurrent":0.05,"agent_efficiency":-0.10},
            "validationSplit":0.8,"maxDeviationLimit":0.2,"convergenceThreshold":0.05},
            "configuration":{"enablePredictiveTuning":true,"simulationTrigger":"automatic","driftProtection":true}}
            """);
        var simulation = await SendAsync(
            "POST",
            "/api/v2/outbound/campaigns/simulations",
            $$$$$"""{"campaignId":"{{{{{Campaign}}}}}","simulationType":"predictive_weight_validation","durationSeconds":300}""");
        var webhook = await SendAsync("POST", "/api/v2/webhooks", """
            {"name":"ML_Monitor_20260301_120000","url":"https://ml.example/hooks/cxone","events":["campaign.predictive.tuned"],"enabled":true,"httpMethod":"POST"}
            """);

        // The write has no version and would remove the rest of the campaign; the module corrects both.
        Assert.Equal(409, written.Status);
        Assert.Equal([201, 201], new[] { simulation.Status, webhook.Status });
        Assert.NotNull(simulation["id"]);
        Assert.NotNull(webhook["id"]);
    }

    [Fact]
    public async Task Updating_a_data_action_finds_it_by_name_and_writes_without_if_match()
    {
        await TokenAsync("/api/v2/oauth2/token", "dataactions:write dataactions:read");
        var name = (await SendAsync("GET", "/api/v2/dataactions/data-action-001"))["name"].GetValue<string>();
        var found = await SendAsync("GET", $"/api/v2/dataactions?pageSize=25&page=1&filter={Uri.EscapeDataString($"name={name}")}");
        var action = found["entities"][0]!;
        var written = await SendAsync("PUT", $"/api/v2/dataactions/{action["id"]}", $$$$$"""
            {"id":"{{{{{action["id"]}}}}}","name":"{{{{{name}}}}}","type":"{{{{{action["type"]}}}}}","enabled":true,"configuration":{"dateProcessing":
            {"sourceField":"input_datetime","targetField":"processed_datetime","computedValue":"2024-02-29T12:30:00.000Z","timezone":"America/New_York","dstAdjustment":true,"precision":3}}}
            """);

        Assert.Equal([200, 200], new[] { found.Status, written.Status });
        Assert.Equal(["entities", "total", "page", "pageSize"], Members(found));
    }

    private static IEnumerable<string> Members(Answer answer) => answer.Json.AsObject().Select(member => member.Key);

    private async Task TokenAsync(string path, string? scope)
    {
        List<KeyValuePair<string, string>> form =
            [new("grant_type", "client_credentials"), new("client_id", "sandbox"), new("client_secret", "sandbox-secret")];
        if (scope is not null)
        {
            form.Add(new("scope", scope));
        }

        using var content = new FormUrlEncodedContent(form);
        using var response = await _sandbox.Server.Client.PostAsync(new Uri(path, UriKind.Relative), content);
        var answer = await Answer.ReadAsync(response);
        Assert.Equal(200, answer.Status);
        Assert.True(answer["expires_in"].GetValue<int>() > 0);
        _token = answer["access_token"].GetValue<string>();
    }

    private async Task<Answer> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (body is not null)
        {
            request.Content = new StringContent(JsonNode.Parse(body)!.ToJsonString(), Encoding.UTF8,
                new MediaTypeHeaderValue("application/json"));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _sandbox.Server.Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}
