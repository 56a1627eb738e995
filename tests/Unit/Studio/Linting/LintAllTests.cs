using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Rules;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Linting;

public sealed class LintAllTests
{
    [Fact]
    public void Many_scripts_that_call_each_other_have_the_findings_of_single_checks_in_their_order()
    {
        var graphs = Graphs();
        var options = new ScriptLintOptions { Library = new ScriptLibrary(graphs) };

        var all = ScriptLinter.LintAll(graphs, options).ToArray();

        // Graphs of their own: what a script is parsed into is kept with its graph.
        var alone = Graphs();
        var library = new ScriptLintOptions { Library = new ScriptLibrary(alone) };
        Assert.Equal(graphs.Select(graph => graph.Script.Name), all.Select(result => result.Script));
        Assert.Equal(
            alone.Select(graph => string.Join('\n', ScriptLinter.Lint(graph, library).Findings)),
            all.Select(result => string.Join('\n', result.Findings)));
    }

    [Fact]
    public void A_cancelled_check_ends()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => ScriptLinter.LintAll(Graphs(), null, source.Token).Count());
    }

    private static ScriptGraph[] Graphs()
        => [.. Enumerable.Range(0, 60).Select(number => new ScriptGraph(new ScriptBuilder($"S{number}").Add(1, "BEGIN")
            .Add(2, "SNIPPET", "Values", ("Data", $"ASSIGN v{number} = {number}\r\nx = v{number + 1}"))
            .Add(3, "RUNSUB", "Check", ("ScriptName", $"S{(number * 7) % 60}"), ("ReturnVariable", "r"))
            .Add(4, "REQAGENT", "Queue", ("Skill", $"{{v{number % 5}}}"))
            .Add(5, "RUNSCRIPT", "Next", ("ScriptName", $"S{(number + 1) % 60}")).Chain(1, 2, 3, 4, 5).Build()))];
}
