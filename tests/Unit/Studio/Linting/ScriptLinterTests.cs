using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Rules;
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
    public void Every_rule_has_a_script_that_breaks_it_and_one_that_nearly_does()
    {
        Assert.Equal(ScriptLintRules.All.Select(rule => rule.Id), LintCases.ByRule.Keys.Order(StringComparer.Ordinal));
        Assert.All(LintCases.ByRule.Values, item => Assert.True(
            item.Broken != item.Near || item.BrokenOptions != item.NearOptions, $"{item.Rule} has one script only."));
    }

    [Fact]
    public void A_rule_that_is_off_by_default_reports_only_where_a_setting_turns_it_on()
    {
        var item = LintCases.ByRule["CXS054"];
        var options = item.BrokenOptions with { Settings = ScriptLintSettings.Default };

        Assert.DoesNotContain(ScriptLinter.Lint(item.Broken, options).Findings, finding => finding.Rule == item.Rule);
    }

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

        Assert.DoesNotContain(ScriptLinter.Lint(item.Broken, item.BrokenOptions with { Settings = settings }).Findings,
            finding => finding.Rule == rule);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{\"actions\":{\"1\":{\"name\":\"BEGIN\"},\"2\":{\"name\":\"\"},\"3\":{}},\"branches\":{\"1\":[{\"to\":1,"
        + "\"type\":\"default\"}],\"2\":[{\"to\":9}]}}")]
    [InlineData("{\"actions\":{\"5\":{\"name\":\"MENU\"},\"6\":{\"name\":\"ONRELEASE\"}},\"branches\":{\"5\":[{\"to\":5,\"label\":\"\","
        + "\"type\":\"custom\"}],\"6\":[{\"to\":5,\"type\":\"default\"}]}}")]
    public void A_damaged_script_is_checked_without_a_failure(string? json)
    {
        var script = json is null ? new ScriptBuilder().Build() : ScriptReader.Read(json, "x.json");

        Assert.NotEmpty(ScriptLinter.Lint(script).Findings);
    }
}
