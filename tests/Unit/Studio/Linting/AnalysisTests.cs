using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Linting;

/// <summary>The analyses of the linter against slow ones that try everything, on random graphs.</summary>
public sealed class AnalysisTests
{
    private const int Graphs = 200;

    [Fact]
    public void Circles_are_the_actions_that_reach_each_other()
    {
        var random = new Random(3);
        for (var number = 0; number < Graphs; number++)
        {
            var graph = RandomGraph(random);
            var circles = Circles.Find(graph.Nodes, Next);
            var reach = graph.Nodes.ToDictionary(node => node, node => Reached(Next(node)));

            Assert.Equal(graph.Nodes.Count, circles.Parts.Sum(part => part.Count));
            foreach (var one in graph.Nodes)
            {
                foreach (var other in graph.Nodes)
                {
                    Assert.Equal(one == other || (reach[one].Contains(other) && reach[other].Contains(one)), circles.Connects(one, other));
                }
            }

            for (var part = 0; part < circles.Parts.Count; part++)
            {
                var first = circles.Parts[part][0];
                Assert.Equal(reach[first].Contains(first), circles.IsCircle(part));

                // What a part leads to comes before it.
                Assert.DoesNotContain(circles.Parts.Skip(part + 1).SelectMany(later => later), reach[first].Contains);
            }
        }
    }

    [Fact]
    public void Facts_are_those_of_a_slow_iteration_to_a_fixed_point()
    {
        var random = new Random(4);
        for (var number = 0; number < Graphs; number++)
        {
            var graph = RandomGraph(random);
            var start = graph.Start!;
            const int Count = 70;
            var may = graph.Nodes.ToDictionary(node => node, _ => Some(random, Count));
            var must = graph.Nodes.ToDictionary(node => node, node => may[node].Where(_ => random.Next(2) == 0).ToHashSet());
            var flow = FactFlow.Solve(start, Count, node => (must[node], may[node]));
            var (slowMust, slowMay) = Slow(start, Count, must, may);

            foreach (var node in Reached([start]))
            {
                Assert.Equal(slowMust[node].Order(), Enumerable.Range(0, Count).Where(fact => flow.Must(node, fact)));
                Assert.Equal(slowMay[node].Order(), Enumerable.Range(0, Count).Where(fact => flow.May(node, fact)));
            }
        }
    }

    [Fact]
    public void Similar_names_are_those_that_a_comparison_with_every_name_finds()
    {
        var random = new Random(5);
        string Name() => string.Concat(Enumerable.Range(0, random.Next(3, 8)).Select(_ => "abAB1s"[random.Next(6)]));
        for (var number = 0; number < Graphs; number++)
        {
            string[] names = [.. Enumerable.Range(0, 40).Select(_ => Name())];
            var similar = new SimilarNames(names);
            var name = Name();

            Assert.Equal(
                names.Where(other => SimilarNames.IsSlip(name, other)).Min(StringComparer.OrdinalIgnoreCase)?.ToUpperInvariant(),
                similar.FirstOf(name)?.ToUpperInvariant());
        }
    }

    [Theory]
    [InlineData("queueSkill", "queueSkil", true)]
    [InlineData("queueSkill", "queueSklil", true)]
    [InlineData("queueSkill", "QUEUESKILL", false)]
    [InlineData("prompt1", "prompt2", false)]
    [InlineData("agent", "agents", false)]
    [InlineData("abc", "abd", false)]
    public void Numbers_plurals_and_short_names_are_no_slips(string one, string other, bool isSlip)
        => Assert.Equal(isSlip, SimilarNames.IsSlip(one, other) && SimilarNames.IsSlip(other, one));

    private static ScriptGraph RandomGraph(Random random)
    {
        var actions = random.Next(2, 14);
        var script = new ScriptBuilder();
        for (var id = 1; id <= actions; id++)
        {
            script.Add(id, id == 1 ? "BEGIN" : "MENU");
            foreach (var label in Enumerable.Range(0, random.Next(0, 4)))
            {
                script.Wire(id, label == 0 ? "" : $"{label}", random.Next(1, actions + 1));
            }
        }

        return new ScriptGraph(script.Build());
    }

    private static HashSet<int> Some(Random random, int count)
        => [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(count))];

    private static IEnumerable<ScriptNode> Next(ScriptNode node) => node.Exits.Select(exit => exit.Target).OfType<ScriptNode>();

    private static HashSet<ScriptNode> Reached(IEnumerable<ScriptNode> from)
    {
        HashSet<ScriptNode> reached = [];
        var pending = new Stack<ScriptNode>(from);
        while (pending.TryPop(out var node))
        {
            if (reached.Add(node))
            {
                foreach (var next in Next(node))
                {
                    pending.Push(next);
                }
            }
        }

        return reached;
    }

    private static (Dictionary<ScriptNode, HashSet<int>> Must, Dictionary<ScriptNode, HashSet<int>> May) Slow(
        ScriptNode start, int count, Dictionary<ScriptNode, HashSet<int>> must, Dictionary<ScriptNode, HashSet<int>> may)
    {
        var nodes = Reached([start]);
        var before = nodes.ToDictionary(node => node, node => node == start ? [] : Enumerable.Range(0, count).ToHashSet());
        var some = nodes.ToDictionary(node => node, _ => new HashSet<int>());
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var node in nodes)
            {
                foreach (var next in Next(node))
                {
                    var (old, oldSome) = (before[next].Count, some[next].Count);
                    before[next].IntersectWith(before[node].Union(must[node]));
                    some[next].UnionWith(some[node].Union(may[node]));
                    isChanged |= before[next].Count != old || some[next].Count != oldSome;
                }
            }
        }

        return (before, some);
    }
}
