using System.Diagnostics;
using CxOne.Errors;
using CxOne.Studio.Linting;
using CxOne.Studio.Reading;
using CxOne.Tests.Studio.Support;
using CxOne.Tests.Support;
using Xunit.Abstractions;

namespace CxOne.Tests.Studio.Linting;

public sealed class ScriptLinterTests(ITestOutputHelper output)
{
    public static TheoryData<string> Rules => [.. LintCases.ByRule.Keys];

    [Fact]
    public void Messages_are_those_of_the_snapshot() => MessageSnapshot.Verify(typeof(LintMessages));

    [Fact]
    public void Every_rule_has_a_script_that_breaks_it()
        => Assert.Equal(
            ScriptLintRules.All.Select(rule => rule.Id).Where(id => id != "CXS054"),
            LintCases.ByRule.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_script_that_breaks_the_rule_is_reported_and_one_that_nearly_does_is_not(string rule)
    {
        var item = LintCases.ByRule[rule];
        var broken = ScriptLinter.Lint(item.Broken, item.BrokenOptions);
        var near = ScriptLinter.Lint(item.Near, item.NearOptions);
        output.WriteLine("broken:\n" + string.Join('\n', broken.Findings));
        output.WriteLine("near:\n" + string.Join('\n', near.Findings));

        var found = Assert.Single(broken.Findings.Where(finding => finding.Rule == rule).Take(1));
        Assert.NotEmpty(found.Consequence);
        if (item.Severity is { } severity)
        {
            Assert.Equal(severity, broken.Findings.Where(finding => finding.Rule == rule).Select(finding => finding.Severity)
                .MaxBy(ScriptLintSeverities.Rank));
        }

        Assert.DoesNotContain(near.Findings, finding => finding.Rule == rule);
        Assert.DoesNotContain(near.Skipped, skip => skip.Rule == rule && rule is "CXS008" or "CXS030" or "CXS045" or "CXS056");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_that_is_off_does_not_report(string rule)
    {
        var item = LintCases.ByRule[rule];
        var settings = new ScriptLintSettings { Rules = new Dictionary<string, string> { [rule] = ScriptLintSeverities.Off } };

        Assert.DoesNotContain(ScriptLinter.Lint(item.Broken, item.BrokenOptions with { Settings = settings }).Findings, finding => finding.Rule == rule);
    }

    [Fact]
    public void A_script_of_sixty_actions_is_checked_in_less_than_5_ms()
    {
        var script = Large(60);
        for (var turn = 0; turn < 20; turn++)
        {
            ScriptLinter.Lint(script);
        }

        // The fastest of several: the machine may be busy with other tests.
        var fastest = Enumerable.Range(0, 40).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            ScriptLinter.Lint(script);
            return Stopwatch.GetElapsedTime(start);
        });
        output.WriteLine($"{fastest.TotalMilliseconds:0.00} ms");

        Assert.InRange(fastest.TotalMilliseconds, 0, 5);
    }

    [Fact]
    public void Ten_thousand_actions_are_checked_in_bounded_time()
    {
        var script = Large(10_000);
        var start = Stopwatch.GetTimestamp();
        var result = ScriptLinter.Lint(script);
        output.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms, {result.Findings.Count} findings");

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 8);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{\"actions\":{\"1\":{\"name\":\"BEGIN\"},\"2\":{\"name\":\"\"},\"3\":{}},\"branches\":{\"1\":[{\"to\":1,\"type\":\"default\"}],\"2\":[{\"to\":9}]}}")]
    [InlineData("{\"actions\":{\"5\":{\"name\":\"MENU\"},\"6\":{\"name\":\"ONRELEASE\"}},\"branches\":{\"5\":[{\"to\":5,\"label\":\"\",\"type\":\"custom\"}],\"6\":[{\"to\":5,\"type\":\"default\"}]}}")]
    public void A_damaged_script_is_checked_without_a_failure(string? json)
    {
        var script = json is null ? new ScriptBuilder().Build() : ScriptReader.Read(json, "x.json");

        Assert.NotEmpty(ScriptLinter.Lint(script).Findings);
    }

    /// <summary>Menus with retries, tests of variables, snippets and prompts, one after the other.</summary>
    private static CxOne.Studio.Model.StudioScript Large(int actions)
    {
        var script = new ScriptBuilder("Large").Add(1, "BEGIN").Add(2, "ASSIGN", "Language", ("Variable", "lang"), ("Value", "EN")).Chain(1, 2, 3);
        var id = 3;
        for (; id + 6 < actions; id += 6)
        {
            script.Add(id, "MENU", $"Menu {id}", ("Sequence", "\"P\\Menu_{lang}.wav\""), ("Phrase", "Press 1 or 2."))
                .Add(id + 1, "LOOP", $"Loop {id}", ("CounterName", $"c{id}")).Add(id + 2, "PLAY", $"Invalid {id}", ("Sequence", "\"%No {lang}\""))
                .Add(id + 3, "SNIPPET", $"Values {id}", ("Data", $"SWITCH MRES\r\n{{\r\nCASE 1\r\n{{\r\nASSIGN v{id} = 1\r\n}}\r\nCASE 2\r\n{{\r\nASSIGN v{id} = 2\r\n}}\r\n}}"))
                .Add(id + 4, "IF", $"Test {id}", ("Expression", $"v{id} = 1")).Add(id + 5, "ASSIGN", $"Other {id}", ("Variable", "lang"), ("Value", "ES"))
                .Wire(id, "1", id + 3).Wire(id, "2", id + 3).Wire(id, "", id + 1).Wire(id + 1, "Repeat", id + 2).Wire(id + 1, "Finished", actions).Wire(id + 2, "", id)
                .Wire(id + 3, "", id + 4).Wire(id + 4, "True", id + 5).Wire(id + 4, "False", id + 6).Wire(id + 5, "", id + 6);
        }

        return script.Add(id, "PLAY", "Bye", ("Sequence", "\"%Bye\"")).Wire(id, "", actions).Add(actions, "HANGUP", "End").Build();
    }
}
