using System.Globalization;
using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

/// <summary>Bodies of the contract and methods to change them.</summary>
internal static class Bodies
{
    public static JsonObject Simulation(string id, params string[] inputs) => new()
    {
        ["ivrDefinitionId"] = id,
        ["testSequence"] = new JsonObject
        {
            ["inputs"] = Texts(inputs),
            ["inputType"] = "DTMF_AND_VOICE",
            ["maxTimeoutSeconds"] = 30,
        },
        ["analysisOptions"] = new JsonObject
        {
            ["trackPathTraversal"] = true,
            ["captureTimeoutEvents"] = true,
            ["validateTtsRendering"] = true,
        },
    };

    public static JsonObject Deployment(params string[] ids) => new()
    {
        ["ivrDefinitionIds"] = Texts(ids),
        ["targetEnvironment"] = "staging",
        ["validationFlags"] = new JsonObject
        {
            ["checkTtsResourceLimits"] = true,
            ["checkRoutingCompatibility"] = true,
            ["validateTimeoutBehaviors"] = true,
        },
        ["deploymentOptions"] = new JsonObject
        {
            ["dryRun"] = false,
            ["rollbackOnFailure"] = true,
            ["concurrentDeployment"] = false,
        },
    };

    public static JsonObject Export(params (string Field, string Value)[] filters) => new()
    {
        ["query"] = new JsonObject
        {
            ["entity"] = "ivr_deployments",
            ["filters"] = new JsonArray([.. filters.Select(filter => new JsonObject
            {
                ["field"] = filter.Field,
                ["operator"] = "EQUALS",
                ["value"] = filter.Value,
            })]),
            ["metrics"] = Texts("deploymentLatencyMs", "validationSuccessRate", "ttsResourceUtilization", "rollbackCount"),
        },
        ["format"] = "JSON",
        ["deliveryMethod"] = "API",
    };

    public static JsonObject AuditLog() => new()
    {
        ["eventType"] = "IVR_DEPLOYMENT",
        ["timestamp"] = "2026-03-01T12:00:00.000Z",
        ["tenantId"] = "tenant-123",
        ["actorId"] = "sandbox",
        ["details"] = new JsonObject
        {
            ["jobId"] = "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
            ["targetEnvironment"] = "staging",
            ["ivrDefinitionIds"] = Texts("ivr-def-001"),
            ["validationPassed"] = true,
            ["deploymentLatencyMs"] = 150,
            ["rollbackTriggered"] = false,
        },
        ["complianceFlags"] = new JsonObject
        {
            ["gdprRelevant"] = false,
            ["pciRelevant"] = true,
            ["retentionDays"] = 365,
        },
    };

    /// <summary>A SHA-256 in the format of the contract.</summary>
    public const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static JsonObject EventExport() => new()
    {
        ["event_type"] = "DIALER_CONFIG_UPDATE",
        ["resource_id"] = "dialer-east",
        ["payload_hash"] = Hash,
        ["timestamp"] = "2026-03-01T12:00:00.000Z",
        ["latency_ms"] = 12.34,
        ["audit_trail"] = new JsonObject
        {
            ["action"] = "UPDATE",
            ["validated"] = true,
            ["compliance_check"] = "PASSED",
            ["request_id"] = "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
        },
    };

    public static JsonObject Webhook() => new()
    {
        ["name"] = "Monitor",
        ["url"] = "https://monitor.example/hook",
        ["events"] = Texts("campaign.predictive.tuned"),
        ["enabled"] = true,
        ["httpMethod"] = "POST",
    };

    /// <summary>A history of a morning with an assumed answer rate.</summary>
    public static JsonObject AnswerSimulation(double answerRate = 0.38) => new()
    {
        ["predictiveDialerSettings"] = new JsonObject
        {
            ["answerRate"] = answerRate,
            ["agentEfficiency"] = 0.82,
            ["interval"] = 3,
            ["maxCalls"] = 50,
            ["dialerType"] = "PREDICTIVE",
        },
        ["simulationWindowMinutes"] = 120,
        ["historicalData"] = new JsonArray(
            Bucket("09:00-10:00", 500, 190, 145),
            Bucket("10:00-11:00", 620, 245, 138),
            Bucket("11:00-12:00", 480, 175, 152)),
    };

    public static JsonObject Bucket(string time, int attempted, int answered, double talkSec) => new()
    {
        ["timeBucket"] = time,
        ["callsAttempted"] = attempted,
        ["callsAnswered"] = answered,
        ["avgTalkTimeSeconds"] = talkSec,
    };

    public static JsonObject CampaignSimulation(string campaignId) => new()
    {
        ["campaignId"] = campaignId,
        ["simulationType"] = "predictive_weight_validation",
        ["durationSeconds"] = 300,
    };

    public static JsonArray Texts(params string[] texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>
    /// Sets the member at a path of names and indices, such as <c>query.filters.0.field</c>, or removes it if the value is null.
    /// </summary>
    public static JsonObject With(this JsonObject body, string path, string? json)
    {
        var names = path.Split('.');
        JsonNode parent = body;
        foreach (var name in names[..^1])
        {
            parent = parent is JsonArray array ? array[Index(name)]! : parent[name]!;
        }

        if (json is null)
        {
            parent.AsObject().Remove(names[^1]);
        }
        else if (parent is JsonArray array)
        {
            array[Index(names[^1])] = JsonNode.Parse(json);
        }
        else
        {
            parent[names[^1]] = JsonNode.Parse(json);
        }

        return body;
    }

    private static int Index(string name) => int.Parse(name, CultureInfo.InvariantCulture);
}
