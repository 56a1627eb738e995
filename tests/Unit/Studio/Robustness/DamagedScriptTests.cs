using CxOne.Errors;
using CxOne.Studio.Calls;
using CxOne.Studio.Comparison;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Rules;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;
using CxOne.Studio.Simulation;
using CxOne.Tests.Support;
using Xunit.Abstractions;

namespace CxOne.Tests.Studio.Robustness;

/// <summary>
/// A damaged file gives an error with an id, or a script that can be written, checked, simulated, explored and compared. What one file
/// allocates is bounded, and with it the memory and the time that it takes.
/// </summary>
public sealed class DamagedScriptTests(ITestOutputHelper output)
{
    private const long MaxAllocated = 100_000_000;
    private static readonly ScriptGraph Whole = new(DamagedScripts.Sample());
    private static readonly ScriptCompareOptions Bounds = new()
    {
        Call = new ScriptCall { MaxSteps = 100 }, Explore = new ScriptExploreOptions { Depth = 2, MaxStates = 100 }, MaxPaths = 50,
    };

    [Fact]
    public void Damaged_files_are_refused_or_used() => DamageAndUse(300);

    [Fact]
    [Trait(Tier.Name, Tier.Full)]
    public void Ten_thousand_damaged_files_are_refused_or_used() => DamageAndUse(10_000);

    private void DamageAndUse(int files)
    {
        var damaged = new DamagedScripts();
        var (read, refused, most) = (0, 0, 0L);
        for (var number = 0; number < files; number++)
        {
            var bytes = damaged.Next(number);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Use(ScriptReader.Read(bytes, "damaged.json"), ScriptReader.Read(bytes, "damaged.json"));
                read++;
            }
            catch (CxException exception)
            {
                Assert.Equal("ScriptUnreadable", exception.ErrorId);
                refused++;
            }

            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        output.WriteLine($"{read} read, {refused} refused, at most {most / 1e6:0.0} MB allocated for one file");
        Assert.True(read > files / 4 && refused > files / 10, $"{read} read, {refused} refused");
        Assert.InRange(most, 1, MaxAllocated);
    }

    private static void Use(StudioScript script, StudioScript same)
    {
        var again = ScriptReader.Read(ScriptWriter.WriteFile(script), "again.json");
        Assert.Equal(script.Actions.Count, again.Actions.Count);
        _ = ScriptWriter.WriteContent(script);
        var graph = new ScriptGraph(script);
        Assert.Contains(
            ScriptSimulator.Run(graph, new ScriptCall { When = [CallerInput.Keys("1")], MaxSteps = 100 }).Ending, ScriptEndings.All);
        var exploration = ScriptExplorer.Explore(graph, Bounds.Call, Bounds.Explore);
        Assert.All(exploration.Paths, path => Assert.Contains(path.Ending, ScriptEndings.All));
        var findings = ScriptLinter.Lint(graph, new ScriptLintOptions { Library = new ScriptLibrary([graph, Whole]) }).Findings;
        Assert.All(findings, finding => Assert.True(finding.ActionId is null || graph.Find(finding.ActionId.Value) is not null));

        // Other than the original, and no other than itself.
        _ = ScriptComparisonMarkdown.Write([ScriptComparer.Compare(Whole, graph, Bounds)]);
        var self = ScriptComparer.Compare(graph, new ScriptGraph(same), Bounds);
        Assert.True(self.IsSame, ScriptComparisonMarkdown.Write([self]));
    }
}
