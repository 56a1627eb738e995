using CxOne.Studio.Calls;
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
    private const long MaxGrowth = 1_000_000_000;

    // The types from which a rule or the engine follows paths.
    private static readonly string[] Followed =
    [
        "MENU", "CASE", "IF", "LOOP", "SNIPPET", "ASSIGN", "PLAY", "MUSIC", "HOURS", "REQAGENT", "CALLBACK", "RUNSUB", "RUNSCRIPT", "SPAWN",
        "STOP", "PLACECALL", "SIPXFERPUTHD", "PAGE", "ONRELEASE", "REST_API",
    ];

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
        => Measure(shape, null, Actions / 5);

    [Theory]
    [Trait(Tier.Name, Tier.Full)]
    [MemberData(nameof(Shapes))]
    public void Every_type_in_one_script_of_ten_thousand_actions_is_checked_explored_and_compared(string shape)
        => Measure(shape, null, Actions);

    [Theory]
    [Trait(Tier.Name, Tier.Full)]
    [MemberData(nameof(Shapes))]
    public void Ten_thousand_actions_of_one_type_are_checked_explored_and_compared(string shape)
    {
        foreach (var type in Followed)
        {
            Measure(shape, type, Actions);
        }
    }

    private void Measure(string shape, string? type, int actions)
    {
        var graph = new ScriptGraph(LargeScripts.Build(actions, shape, type));
        var other = new ScriptGraph(LargeScripts.Build(actions - 1, shape, type));
        var options = new ScriptCompareOptions { Explore = new ScriptExploreOptions { Depth = 3, MaxStates = 300 }, MaxPaths = 100 };
        using var memory = new PeakMemory();
        var findings = 0;
        var lint = Seconds(() => findings = ScriptLinter.Lint(graph).Findings.Count);
        var states = 0;
        var explore = Seconds(() => states = ScriptExplorer.Explore(graph, options.Call, options.Explore).States);
        ScriptComparison? comparison = null;
        var compare = Seconds(() => comparison = ScriptComparer.Compare(graph, other, options));
        var written = Seconds(() => ScriptComparisonMarkdown.Write([comparison!]));
        output.WriteLine($"{shape} {type}: lint {lint:0.00} s ({findings}), explore {explore:0.00} s ({states}), "
            + $"compare {compare:0.00} s, {memory.Growth / 1e6:0} MB");

        Assert.False(comparison!.IsSame);
        Assert.True(lint + explore + compare + written < MaxSeconds, $"{shape} {type}: {lint} + {explore} + {compare} + {written} s");
        Assert.True(memory.Growth < MaxGrowth, $"{shape} {type}: {memory.Growth / 1e6:0} MB");
    }

    /// <summary>Processor time: the machine may be busy with other work.</summary>
    private static double Seconds(Action work)
    {
        var start = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    /// <summary>By how much the managed memory grows at most, garbage that is not yet collected included.</summary>
    private sealed class PeakMemory : IDisposable
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private readonly Timer _timer;
        private long _peak;

        public PeakMemory() => _timer = new Timer(_ => _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 5);

        public long Growth => Math.Max(_peak, _before) - _before;

        public void Dispose() => _timer.Dispose();
    }
}
