using CxOne.Ivr;

namespace CxOne.Tests.Ivr;

public sealed class IvrTestCaseEvaluatorTests
{
    private static readonly IvrSimulationAnswer Silence = new()
    {
        SimulationId = "sim-1",
        PathTraversal =
        [
            new IvrPathStep { NodeId = "main-menu", Input = "1", Status = "MATCH", NextNodeId = "sales-dept" },
            new IvrPathStep { NodeId = "sales-dept", Input = "timeout", Status = "TIMEOUT", NextNodeId = "agent-transfer" },
        ],
        TimeoutEvents = [new IvrTimeoutEvent { NodeId = "sales-dept", TriggeredAtSec = 12.4, ExpectedWaitSec = 10 }],
        TtsResourceUsage = new IvrTtsUsage { Voices = ["en"], UnitsConsumed = 240 },
    };

    private static readonly IvrTestCase Plain = new() { Input = ["1", "timeout"] };

    [Fact]
    public void Without_expectations_every_step_must_match()
    {
        var result = IvrTestCaseEvaluator.Evaluate("d", Plain, Silence);

        Assert.False(result.IsValid);
        Assert.Equal(
            (2, 1, 1, 0, 240d),
            (result.TotalSteps, result.SuccessfulTransitions, result.TimeoutViolations, result.TtsRenderErrors, result.VoiceUnits));
        Assert.Equal(IvrMessages.NodeTimedOut("sales-dept"), Assert.Single(result.Expectation.Failures));
    }

    [Fact]
    public void All_matches_without_a_timeout_are_valid()
        => Assert.True(
            IvrTestCaseEvaluator.Evaluate(
                "d", Plain, Silence with { PathTraversal = [Silence.PathTraversal[0]], TimeoutEvents = [] }).IsValid);

    [Theory]
    [InlineData("sales-dept", true)]
    [InlineData("main-menu", false)]
    public void A_timeout_is_allowed_at_exactly_the_nodes_that_are_named(string node, bool isValid)
    {
        var result = IvrTestCaseEvaluator.Evaluate("d", Plain with { AllowTimeout = [node] }, Silence);

        Assert.Equal(isValid, result.IsValid);
        Assert.Equal(isValid ? 0 : 1, result.TimeoutViolations);
    }

    [Fact]
    public void A_timeout_can_be_allowed_anywhere()
        => Assert.True(IvrTestCaseEvaluator.Evaluate("d", Plain with { AllowAnyTimeout = true }, Silence).IsValid);

    [Fact]
    public void A_timeout_that_no_step_shows_still_counts()
        => Assert.False(IvrTestCaseEvaluator.Evaluate("d", Plain, Silence with { PathTraversal = [Silence.PathTraversal[0]] }).IsValid);

    [Theory]
    [InlineData("main-menu,sales-dept,agent-transfer", true)]
    [InlineData("main-menu,sales-dept", false)]
    [InlineData("main-menu,agent-transfer", false)]
    [InlineData("Main-Menu,sales-dept,agent-transfer", false)]
    public void The_whole_path_must_be_as_expected(string path, bool isValid)
        => Assert.Equal(
            isValid,
            IvrTestCaseEvaluator.Evaluate("d", Plain with { AllowAnyTimeout = true, ExpectPath = path.Split(',') }, Silence).IsValid);

    [Theory]
    [InlineData("agent-transfer", true)]
    [InlineData("sales-dept", false)]
    public void The_end_must_be_as_expected(string end, bool isValid)
        => Assert.Equal(
            isValid, IvrTestCaseEvaluator.Evaluate("d", Plain with { AllowAnyTimeout = true, ExpectEnd = end }, Silence).IsValid);

    [Fact]
    public void An_expected_end_is_not_met_by_a_call_without_steps()
        => Assert.False(
            IvrTestCaseEvaluator.Evaluate(
                "d", Plain with { ExpectEnd = "x" }, Silence with { PathTraversal = [], TimeoutEvents = [] }).IsValid);

    [Fact]
    public void A_node_that_is_reached_without_input_is_in_the_path_once()
    {
        var answer = Silence with
        {
            PathTraversal =
            [
                new IvrPathStep { NodeId = "menu", Input = "1", Status = "MATCH", NextNodeId = "greeting" },
                new IvrPathStep { NodeId = "second-menu", Input = "2", Status = "MATCH", NextNodeId = "queue" },
            ],
            TimeoutEvents = [],
        };

        Assert.Equal(
            ["menu", "greeting", "second-menu", "queue"], IvrTestCaseEvaluator.Evaluate("d", Plain, answer).Expectation.ActualPath);
    }

    [Fact]
    public void A_menu_that_leads_back_to_itself_is_a_visit_of_its_own()
    {
        var answer = Silence with
        {
            PathTraversal =
            [
                new IvrPathStep { NodeId = "menu", Input = "9", Status = "MATCH", NextNodeId = "menu" },
                new IvrPathStep { NodeId = "menu", Input = "1", Status = "MATCH", NextNodeId = "queue" },
            ],
            TimeoutEvents = [],
        };

        Assert.Equal(["menu", "menu", "queue"], IvrTestCaseEvaluator.Evaluate("d", Plain, answer).Expectation.ActualPath);
    }

    [Fact]
    public void A_prompt_that_cannot_be_rendered_is_counted_and_does_not_fail_the_call()
    {
        var result = IvrTestCaseEvaluator.Evaluate(
            "d", Plain, Silence with { PathTraversal = [Silence.PathTraversal[0] with { TtsRenderError = true }], TimeoutEvents = [] });

        Assert.Equal(1, result.TtsRenderErrors);
        Assert.True(result.IsValid);
    }
}
