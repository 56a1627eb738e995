using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

public sealed class DeploymentRequestTests : IDisposable
{
    private const string Deployments = "/api/v2/ivr/deployments";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task An_accepted_deployment_gets_the_response_of_the_contract()
    {
        var answer = await _tenant.DeployAsync("ivr-def-001", "ivr-def-002");

        Assert.Equal(202, answer.Status);
        Assert.Equal(36, answer["jobId"].GetValue<string>().Length);
        Assert.Equal("QUEUED", answer["status"].GetValue<string>());
        Assert.Equal("2026-03-01T12:00:00.000Z", answer["submittedAt"].GetValue<string>());
        Assert.Equal(["ivr-def-001", "ivr-def-002"], answer["ivrDefinitionIds"].AsArray().Select(id => id!.GetValue<string>()));
        Assert.Equal("staging", answer["targetEnvironment"].GetValue<string>());
        Assert.Equal(30, answer["estimatedCompletionSeconds"].GetValue<int>());
        Assert.Equal($"https://sandbox.example{Deployments}/{answer["jobId"]}", answer.Headers["Location"]);
    }

    [Theory]
    [InlineData("ivrDefinitionIds", null, "ivrDefinitionIds:MISSING")]
    [InlineData("ivrDefinitionIds", "[]", "ivrDefinitionIds:EMPTY")]
    [InlineData("ivrDefinitionIds", "\"ivr-def-001\"", "ivrDefinitionIds:INVALID_TYPE")]
    [InlineData("ivrDefinitionIds", "[\"ivr-def-001\",\"ivr-def-001\"]", "ivrDefinitionIds[1]:DUPLICATE")]
    [InlineData("ivrDefinitionIds", "[\"\"]", "ivrDefinitionIds[0]:EMPTY")]
    [InlineData("ivrDefinitionIds", "[\"ivr-def-001\",\"ivr-def-999\"]", "ivrDefinitionIds:UNKNOWN_DEFINITION")]
    [InlineData("targetEnvironment", null, "targetEnvironment:MISSING")]
    [InlineData("targetEnvironment", "\"\"", "targetEnvironment:EMPTY")]
    [InlineData("targetEnvironment", "\"Staging\"", "targetEnvironment:NOT_ALLOWED")]
    [InlineData("validationFlags", null, "validationFlags:MISSING")]
    [InlineData("validationFlags.checkTtsResourceLimits", null, "validationFlags.checkTtsResourceLimits:MISSING")]
    [InlineData("validationFlags.checkRoutingCompatibility", "1", "validationFlags.checkRoutingCompatibility:INVALID_TYPE")]
    [InlineData("validationFlags.validateTimeoutBehaviors", "\"no\"", "validationFlags.validateTimeoutBehaviors:INVALID_TYPE")]
    [InlineData("validationFlags.checkEverything", "true", "validationFlags.checkEverything:UNKNOWN_MEMBER")]
    [InlineData("deploymentOptions", null, "deploymentOptions:MISSING")]
    [InlineData("deploymentOptions.dryRun", null, "deploymentOptions.dryRun:MISSING")]
    [InlineData("deploymentOptions.rollbackOnFailure", "null", "deploymentOptions.rollbackOnFailure:MISSING")]
    [InlineData("deploymentOptions.concurrentDeployment", "0", "deploymentOptions.concurrentDeployment:INVALID_TYPE")]
    [InlineData("priority", "1", "priority:UNKNOWN_MEMBER")]
    public async Task A_body_that_violates_the_contract_is_refused_with_the_path_of_the_violation(string path, string? json, string error)
    {
        var answer = await _tenant.PostAsync(Deployments, Bodies.Deployment("ivr-def-001").With(path, json));

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
        Assert.Equal(0, (await _tenant.GetAsync(Deployments))["total"].GetValue<int>());
    }

    [Fact]
    public async Task Every_unknown_definition_is_named()
    {
        var answer = await _tenant.DeployAsync("one", "ivr-def-001", "two");

        Assert.Equal(["ivrDefinitionIds:UNKNOWN_DEFINITION", "ivrDefinitionIds:UNKNOWN_DEFINITION"], answer.Errors);
        Assert.Contains("'one'", answer.Text, StringComparison.Ordinal);
        Assert.Contains("'two'", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("development")]
    [InlineData("test")]
    [InlineData("staging")]
    [InlineData("production")]
    public async Task A_deployment_to_every_environment_of_the_tenant_is_accepted(string environment) =>
        await _tenant.DeployedJobAsync(Bodies.Deployment("ivr-def-001").With("targetEnvironment", $"\"{environment}\""));

    [Fact]
    public async Task Overlapping_keys_are_refused_with_node_key_and_targets()
    {
        var answer = await _tenant.DeployAsync("ivr-def-001", "ivr-def-overlap");
        var error = Assert.Single(answer["errors"].AsArray())!;

        Assert.Equal(400, answer.Status);
        Assert.Equal("returns-menu", error["nodeId"]!.GetValue<string>());
        Assert.Equal("ivr-def-overlap", error["ivrDefinitionId"]!.GetValue<string>());
        Assert.Equal("OVERLAPPING_DTMF", error["code"]!.GetValue<string>());
        var message = error["message"]!.GetValue<string>();
        Assert.All(
            (string[])["'returns-menu'", "key 2", "'return-status'", "'exchange-desk'"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_many_voice_units_are_refused_with_the_nodes_and_the_total()
    {
        var answer = await _tenant.DeployAsync("ivr-def-tts-quota");
        var errors = answer["errors"].AsArray();

        Assert.Equal(400, answer.Status);
        Assert.All(errors, error => Assert.Equal("TTS_QUOTA_EXCEEDED", error!["code"]!.GetValue<string>()));
        Assert.Contains(errors, error => error!["nodeId"] is not null);
        Assert.Contains("150000", errors[^1]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("ivrDefinitionIds", errors[^1]!["field"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("ivr-def-overlap", "checkRoutingCompatibility")]
    [InlineData("ivr-def-tts-quota", "checkTtsResourceLimits")]
    public async Task A_disabled_check_refuses_nothing(string id, string flag)
    {
        var jobId = await _tenant.DeployedJobAsync(Bodies.Deployment(id).With($"validationFlags.{flag}", "false"));
        _tenant.Advance(TestTenant.Step * 3);

        Assert.Equal("COMPLETED", await _tenant.StatusAsync(jobId));
    }

    [Fact]
    public async Task All_valid_definitions_fit_into_one_deployment()
    {
        var list = await _tenant.GetAsync("/api/v2/ivr/definitions?pageSize=100");
        var ids = list["entities"].AsArray()
            .Select(definition => definition!["id"]!.GetValue<string>())
            .Where(id => char.IsAsciiDigit(id[^1]))
            .ToArray();
        var jobId = await _tenant.DeployedJobAsync(ids);
        _tenant.Advance(TestTenant.Step * 3);

        Assert.True(ids.Length > 50);
        Assert.Equal("COMPLETED", await _tenant.StatusAsync(jobId));
    }

    [Fact]
    public async Task Errors_of_all_definitions_and_all_checks_are_reported_together()
    {
        var answer = await _tenant.DeployAsync("ivr-def-overlap", "ivr-def-tts-quota");
        var codes = answer["errors"].AsArray().Select(error => error!["code"]!.GetValue<string>()).Distinct();

        Assert.Equal(["OVERLAPPING_DTMF", "TTS_QUOTA_EXCEEDED"], codes);
    }

    [Fact]
    public async Task A_refusal_for_node_errors_has_a_message_about_definitions()
    {
        var answer = await _tenant.DeployAsync("ivr-def-overlap");

        Assert.NotEmpty(answer.Json.AsObject()["message"]!.GetValue<string>());
        Assert.IsType<JsonArray>(answer["errors"]);
    }
}
