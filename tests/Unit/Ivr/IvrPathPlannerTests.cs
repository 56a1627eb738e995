using CxOne.Ivr;

namespace CxOne.Tests.Ivr;

public sealed class IvrPathPlannerTests
{
    [Fact]
    public void Every_choice_is_taken_once_by_the_shortest_path()
    {
        var plan = IvrPathPlanner.Plan(Definition(
            Node("menu", Digit("1", "sales"), Digit("2", "greeting"), Digit("0", "agent"), Silence("agent")),
            Node("sales", Digit("1", "agent"), Digit("9", "menu")),
            Node("greeting", Next("support")),
            Node("support", Digit("3", "agent"), new IvrEdge { Input = "yes", InputType = "VOICE", NextNodeId = "agent" }),
            Node("agent")));

        Assert.Equal(
            ["0", "1 1", "1 9", "2 3", "2 yes"], plan.Select(testCase => string.Join(' ', testCase.Input)).Order(StringComparer.Ordinal));
        Assert.All(plan, testCase => Assert.False(testCase.HasExpectation));
    }

    [Fact]
    public void Menus_that_form_a_cycle_are_planned_once()
    {
        var plan = IvrPathPlanner.Plan(Definition(Node("menu", Digit("1", "other")), Node("other", Digit("1", "menu"), Next("menu"))));

        Assert.Equal("1 1", string.Join(' ', Assert.Single(plan).Input));
    }

    [Fact]
    public void A_choice_without_a_target_is_still_taken()
        => Assert.Equal("5", Assert.Single(IvrPathPlanner.Plan(Definition(Node("menu", Digit("5", "missing"))))).Input[0]);

    [Fact]
    public void Nothing_is_planned_for_a_definition_that_cannot_be_read()
    {
        Assert.Empty(IvrPathPlanner.Plan(new IvrDefinition { Id = "d" }));
        Assert.Empty(IvrPathPlanner.Plan(Definition(Node("elsewhere", Digit("1", "x")))));
        Assert.Empty(IvrPathPlanner.Plan(Definition(Node("menu", Silence("agent")))));
    }

    [Fact]
    public void A_huge_definition_has_at_most_a_hundred_test_cases()
        => Assert.Equal(
            100,
            IvrPathPlanner.Plan(
                Definition(Node("menu", [.. Enumerable.Range(0, 1000).Select(number => Digit($"{number}x", "menu"))]))).Count);

    private static IvrDefinition Definition(params IvrNode[] nodes) => new() { Id = "d", EntryNodeId = "menu", Nodes = nodes };

    private static IvrNode Node(string id, params IvrEdge[] edges) => new() { NodeId = id, Edges = edges };

    private static IvrEdge Digit(string digit, string next) => new() { Input = digit, InputType = "DTMF", NextNodeId = next };

    private static IvrEdge Silence(string next) => new() { Input = "timeout", InputType = "TIMEOUT", NextNodeId = next };

    private static IvrEdge Next(string next) => new() { InputType = "NEXT", NextNodeId = next };
}
