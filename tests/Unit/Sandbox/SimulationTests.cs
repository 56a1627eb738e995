using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

public sealed class SimulationTests : IDisposable
{
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task A_key_and_silence_give_the_response_of_the_contract()
    {
        var answer = await _tenant.SimulateAsync("ivr-def-001", "1", "timeout");
        var expected = JsonNode.Parse("""
            {
              "pathTraversal": [
                {"nodeId": "main-menu", "input": "1", "status": "MATCH", "nextNodeId": "sales-dept", "ttsRenderError": false},
                {"nodeId": "sales-dept", "input": "timeout", "status": "TIMEOUT", "nextNodeId": "agent-transfer", "ttsRenderError": false}
              ],
              "timeoutEvents": [{"nodeId": "sales-dept", "triggeredAt": 12.4, "expectedWait": 10.0}],
              "ttsResourceUsage": {"voices": ["en-US-Neural-Female"], "unitsConsumed": 240}
            }
            """)!;

        Assert.Equal(200, answer.Status);
        var json = answer.Json.AsObject();
        Assert.StartsWith("sim-", json["simulationId"]!.GetValue<string>(), StringComparison.Ordinal);
        json.Remove("simulationId");
        Assert.True(JsonNode.DeepEquals(expected, json), json.ToJsonString());
    }

    [Fact]
    public async Task Every_simulation_has_its_own_id()
    {
        var first = await _tenant.SimulateAsync("ivr-def-001", "1");
        var second = await _tenant.SimulateAsync("ivr-def-001", "1");

        Assert.NotEqual(first["simulationId"].GetValue<string>(), second["simulationId"].GetValue<string>());
    }

    [Fact]
    public async Task Every_sample_definition_accepts_key_1_in_its_first_menu()
    {
        var list = await _tenant.GetAsync("/api/v2/ivr/definitions?pageSize=100");
        foreach (var definition in list["entities"].AsArray())
        {
            var id = definition!["id"]!.GetValue<string>();
            var step = Steps(await _tenant.SimulateAsync(id, "1"))[0];

            Assert.Equal((id, "MATCH"), (id, Text(step, "status")));
            Assert.NotNull(step["nextNodeId"]);
            Assert.False(step["ttsRenderError"]!.GetValue<bool>());
        }
    }

    [Fact]
    public async Task An_input_without_a_transition_stays_at_the_node()
    {
        var steps = Steps(await _tenant.SimulateAsync("ivr-def-001", "9", "1"));

        Assert.Equal("NO_MATCH", Text(steps[0], "status"));
        Assert.Null(steps[0]["nextNodeId"]);
        Assert.Equal("main-menu", Text(steps[1], "nodeId"));
        Assert.Equal("MATCH", Text(steps[1], "status"));
    }

    [Theory]
    [InlineData("sales")]
    [InlineData("SALES")]
    public async Task A_word_is_matched_like_a_key(string word)
    {
        var steps = Steps(await _tenant.SimulateAsync("ivr-def-001", word));

        Assert.Equal("MATCH", Text(steps[0], "status"));
        Assert.Equal("sales-dept", Text(steps[0], "nextNodeId"));
    }

    [Fact]
    public async Task Nothing_matches_after_the_end_of_a_call()
    {
        var answer = await _tenant.SimulateAsync("ivr-def-001", "0", "1", "timeout");
        var steps = Steps(answer);

        Assert.Equal(["MATCH", "NO_MATCH", "NO_MATCH"], steps.Select(step => Text(step, "status")));
        Assert.Equal(["main-menu", "agent-transfer", "agent-transfer"], steps.Select(step => Text(step, "nodeId")));
        Assert.Empty(answer["timeoutEvents"].AsArray());
    }

    [Fact]
    public async Task Prompts_are_passed_through_without_an_input()
    {
        var answer = await _tenant.SimulateAsync("ivr-def-slow-provisioning", "2", "1");
        var steps = Steps(answer);

        Assert.Equal("sales-queue", Text(steps[0], "nextNodeId"));
        Assert.Equal("sales-queue", Text(steps[1], "nodeId"));
        Assert.Equal("NO_MATCH", Text(steps[1], "status"));
    }

    [Fact]
    public async Task The_first_of_two_edges_for_one_key_is_taken()
    {
        var steps = Steps(await _tenant.SimulateAsync("ivr-def-overlap", "2"));

        Assert.Equal("farewell", Text(steps[0], "nextNodeId"));
    }

    [Fact]
    public async Task A_time_out_is_limited_by_the_requested_maximum()
    {
        var body = Bodies.Simulation("ivr-def-001", "1", "timeout").With("testSequence.maxTimeoutSeconds", "2.5");
        var answer = await _tenant.PostAsync("/api/v2/ivr/definitions/ivr-def-001/simulate", body);
        var timeout = Assert.Single(answer["timeoutEvents"].AsArray())!;

        Assert.Equal(2.5, timeout["expectedWait"]!.GetValue<double>());
        Assert.Equal(4.9, timeout["triggeredAt"]!.GetValue<double>());
    }

    [Fact]
    public async Task Time_outs_add_up_and_a_prompt_counts_each_time_it_is_played()
    {
        var answer = await _tenant.SimulateAsync("ivr-def-001", "2", "timeout", "timeout");
        var timeouts = answer["timeoutEvents"].AsArray();
        var once = await _tenant.SimulateAsync("ivr-def-001", "2");

        Assert.Equal(["support-dept", "main-menu"], timeouts.Select(timeout => Text(timeout!, "nodeId")));
        Assert.True(timeouts[1]!["triggeredAt"]!.GetValue<double>() > timeouts[0]!["triggeredAt"]!.GetValue<double>() + 8);
        Assert.Equal(Units(once) + 240, Units(answer));
    }

    [Fact]
    public async Task The_inputs_of_the_contract_pass_both_menus_with_one_time_out()
    {
        foreach (var id in (string[])["ivr-def-001", "ivr-def-002"])
        {
            var steps = Steps(await _tenant.SimulateAsync(id, "1", "2", "timeout", "0"));
            Assert.Equal(["MATCH", "MATCH", "TIMEOUT", "MATCH"], steps.Select(step => Text(step, "status")));
        }
    }

    [Theory]
    [InlineData("trackPathTraversal", "pathTraversal")]
    [InlineData("captureTimeoutEvents", "timeoutEvents")]
    public async Task Results_that_were_not_requested_are_omitted(string option, string member)
    {
        var body = Bodies.Simulation("ivr-def-001", "1", "timeout").With($"analysisOptions.{option}", "false");
        var answer = await _tenant.PostAsync("/api/v2/ivr/definitions/ivr-def-001/simulate", body);

        Assert.Empty(answer[member].AsArray());
    }

    [Theory]
    [InlineData("ivrDefinitionId", null, "ivrDefinitionId:MISSING")]
    [InlineData("ivrDefinitionId", "\"ivr-def-002\"", "ivrDefinitionId:MISMATCH")]
    [InlineData("ivrDefinitionId", "1", "ivrDefinitionId:INVALID_TYPE")]
    [InlineData("testSequence", null, "testSequence:MISSING")]
    [InlineData("testSequence", "[]", "testSequence:INVALID_TYPE")]
    [InlineData("testSequence.inputs", null, "testSequence.inputs:MISSING")]
    [InlineData("testSequence.inputs", "\"1\"", "testSequence.inputs:INVALID_TYPE")]
    [InlineData("testSequence.inputs", "[]", "testSequence.inputs:EMPTY")]
    [InlineData("testSequence.inputs", "[\"1\",\" \"]", "testSequence.inputs[1]:EMPTY")]
    [InlineData("testSequence.inputs", "[1]", "testSequence.inputs[0]:INVALID_TYPE")]
    [InlineData("testSequence.inputs", "[null]", "testSequence.inputs[0]:INVALID_TYPE")]
    [InlineData("testSequence.inputType", null, "testSequence.inputType:MISSING")]
    [InlineData("testSequence.inputType", "\"DTMF\"", "testSequence.inputType:NOT_ALLOWED")]
    [InlineData("testSequence.maxTimeoutSeconds", null, "testSequence.maxTimeoutSeconds:MISSING")]
    [InlineData("testSequence.maxTimeoutSeconds", "0", "testSequence.maxTimeoutSeconds:OUT_OF_RANGE")]
    [InlineData("testSequence.maxTimeoutSeconds", "-1", "testSequence.maxTimeoutSeconds:OUT_OF_RANGE")]
    [InlineData("testSequence.maxTimeoutSeconds", "600.1", "testSequence.maxTimeoutSeconds:OUT_OF_RANGE")]
    [InlineData("testSequence.maxTimeoutSeconds", "1e300", "testSequence.maxTimeoutSeconds:OUT_OF_RANGE")]
    [InlineData("testSequence.maxTimeoutSeconds", "\"30\"", "testSequence.maxTimeoutSeconds:INVALID_TYPE")]
    [InlineData("testSequence.delay", "1", "testSequence.delay:UNKNOWN_MEMBER")]
    [InlineData("analysisOptions", null, "analysisOptions:MISSING")]
    [InlineData("analysisOptions.trackPathTraversal", null, "analysisOptions.trackPathTraversal:MISSING")]
    [InlineData("analysisOptions.captureTimeoutEvents", "\"true\"", "analysisOptions.captureTimeoutEvents:INVALID_TYPE")]
    [InlineData("analysisOptions.validateTtsRendering", "null", "analysisOptions.validateTtsRendering:MISSING")]
    [InlineData("dryRun", "true", "dryRun:UNKNOWN_MEMBER")]
    public async Task A_body_that_violates_the_contract_is_refused_with_the_path_of_the_violation(string path, string? json, string error)
    {
        var body = Bodies.Simulation("ivr-def-001", "1").With(path, json);
        var answer = await _tenant.PostAsync("/api/v2/ivr/definitions/ivr-def-001/simulate", body);

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
    }

    [Fact]
    public async Task All_violations_are_reported_together()
    {
        var body = Bodies.Simulation("ivr-def-001", "").With("testSequence.maxTimeoutSeconds", "0").With("analysisOptions", null);
        var answer = await _tenant.PostAsync("/api/v2/ivr/definitions/ivr-def-001/simulate", body);

        Assert.Equal(
            ["testSequence.inputs[0]:EMPTY", "testSequence.maxTimeoutSeconds:OUT_OF_RANGE", "analysisOptions:MISSING"],
            answer.Errors);
    }

    [Fact]
    public async Task An_unknown_definition_cannot_be_simulated() =>
        Assert.Equal(404, (await _tenant.SimulateAsync("ivr-def-999", "1")).Status);

    private static List<JsonNode> Steps(Answer answer) => [.. answer["pathTraversal"].AsArray().Select(step => step!)];

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    private static int Units(Answer answer) => answer["ttsResourceUsage"]["unitsConsumed"]!.GetValue<int>();
}
