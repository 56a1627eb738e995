using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Rules;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Linting;

/// <summary>What the linter knows about a script from the scripts that start it.</summary>
public sealed class LibraryRulesTests
{
    [Theory]
    [InlineData("Hours", "Queue")]
    [InlineData("{next}", "Queue")]
    [InlineData("Hours", "{next}")]
    public void A_skill_that_arrives_over_other_scripts_is_set(string first, string second)
    {
        var front = Script("Front").Add(2, "ASSIGN", "Sales", ("Variable", "dest"), ("Value", "Sales"))
            .Add(3, "RUNSCRIPT", ("ScriptName", first)).Chain(1, 2, 3);
        var hours = Script("Hours").Add(2, "HOURS", "Open?", ("Profile", "1")).Add(3, "RUNSCRIPT", ("ScriptName", second)).Chain(1, 2, 3);
        var other = Script("Other").Add(2, "RUNSCRIPT", ("ScriptName", "Queue")).Chain(1, 2);

        var rules = Lint(Queue(), front, hours, other);

        Assert.DoesNotContain("CXS012", rules);
        Assert.DoesNotContain("CXS035", rules);
    }

    [Fact]
    public void A_skill_that_no_script_before_sets_is_an_error()
    {
        var hours = Script("Hours").Add(2, "RUNSCRIPT", ("ScriptName", "Queue")).Chain(1, 2);
        var apart = Script("Apart").Add(2, "ASSIGN", "Sales", ("Variable", "dest"), ("Value", "Sales")).Chain(1, 2);

        Assert.Contains("CXS012", Lint(Queue(), hours, apart));
    }

    private static ScriptBuilder Script(string name) => new ScriptBuilder(name).Add(1, "BEGIN");

    private static ScriptBuilder Queue()
        => Script("Queue").Add(2, "REQAGENT", "Wait for an agent", ("Skill", "{dest}")).Add(3, "MUSIC", "Hold").Add(4, "WAIT")
            .Chain(1, 2, 3, 4, 3);

    private static IReadOnlyList<string> Lint(ScriptBuilder script, params ScriptBuilder[] others)
    {
        var graph = new ScriptGraph(script.Build());
        var library = new ScriptLibrary(others.Select(other => new ScriptGraph(other.Build())).Prepend(graph));
        return [.. ScriptLinter.Lint(graph, new ScriptLintOptions { Library = library }).Findings
            .Where(finding => finding.Severity == ScriptLintSeverities.Error || finding.Rule == "CXS035").Select(finding => finding.Rule)];
    }
}
