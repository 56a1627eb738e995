using System.Diagnostics;
using CxOne.Studio.Calls;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Comparison;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Rules;
using CxOne.Studio.Reading;
using CxOne.Studio.Simulation;
using CxOne.Tests.DataActions;
using CxOne.Tests.Studio.Support;
using CxOne.Tests.Support;
using Xunit.Abstractions;

namespace CxOne.Tests.Studio.Robustness;

/// <summary>Scripts of ten thousand actions: time and memory grow with their size, whatever their shape.</summary>
[Collection(TimedAlone.Name)]
public sealed class LargeScriptTests(ITestOutputHelper output)
{
    private const int Actions = 10_000;
    private const int MaxSeconds = 20;
    private const long MaxAllocated = 3_000_000_000;

    public static TheoryData<string> Shapes => [.. LargeScripts.Shapes];

    [Fact]
    public void A_script_of_ten_thousand_actions_is_read_and_simulated()
    {
        var script = new ScriptBuilder();
        for (var id = 1; id <= Actions; id++)
        {
            script.Add(id, id == 1 ? "BEGIN" : "WAIT").Wire(id, "", (id % Actions) + 1);
        }

        var file = ScriptWriter.WriteFile(script.Build());
        var graph = new ScriptGraph(ScriptReader.Read(file, "large.json"));

        Assert.Equal(Actions, graph.Nodes.Count);
        Assert.Equal(ScriptEndings.Loop, ScriptSimulator.Run(graph, new ScriptCall()).Ending);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_type_in_one_script_is_checked_explored_and_compared(string shape)
        => Measure(shape, null, Actions / 5, MaxSeconds);

    [Theory]
    [Trait(Tier.Name, Tier.Full)]
    [MemberData(nameof(Shapes))]
    public void Every_type_in_one_script_of_ten_thousand_actions_is_checked_explored_and_compared(string shape)
        => Measure(shape, null, Actions, MaxSeconds);

    [Theory]
    [Trait(Tier.Name, Tier.Full)]
    [MemberData(nameof(Shapes))]
    public void Ten_thousand_actions_of_one_type_are_checked_explored_and_compared(string shape)
    {
        foreach (var definition in ActionCatalogue.BuiltIn.Definitions)
        {
            Measure(shape, definition.Name, Actions, MaxSeconds);
        }
    }

    private void Measure(string shape, string? type, int actions, double maxSeconds)
    {
        var graph = new ScriptGraph(LargeScripts.Build(actions, shape, type));
        var other = new ScriptGraph(LargeScripts.Build(actions - 1, shape, type));
        var options = new ScriptCompareOptions { Explore = new ScriptExploreOptions { Depth = 3, MaxStates = 300 }, MaxPaths = 100 };
        var (allocated, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        var findings = ScriptLinter.Lint(graph).Findings;
        var lint = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var explored = ScriptExplorer.Explore(graph, options.Call, options.Explore);
        var explore = Stopwatch.GetElapsedTime(start).TotalSeconds - lint;
        var comparison = ScriptComparer.Compare(graph, other, options);
        _ = ScriptComparisonMarkdown.Write([comparison]);
        var all = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        output.WriteLine($"{shape} {type}: lint {lint:0.00} s ({findings.Count}), explore {explore:0.00} s ({explored.States}), "
            + $"compare {all - lint - explore:0.00} s, {bytes / 1e6:0} MB");

        Assert.False(comparison.IsSame);
        Assert.True(all < maxSeconds, $"{shape} {type}: {all:0.0} s");
        Assert.True(bytes < MaxAllocated, $"{shape} {type}: {bytes / 1e6:0} MB");
    }
}
