using CxOne.Studio.Linting;
using CxOne.Studio.Reading;
using CxOne.Studio.Testing;

namespace CxOne.PowerShell.Studio;

/// <summary>Findings and test cases as suites of a report, one per script. Only a finding that is an error fails.</summary>
internal static class TestReport
{
    public static IReadOnlyList<JUnitSuite> Suites(IEnumerable<ScriptLintResult> lint, IEnumerable<ScriptTestResult> tests)
    {
        var cases = lint.SelectMany(result => Cases(result).Select(item => (result.Script, Case: item)))
            .Concat(tests.Select(test => (test.Script, Case: Case(test))));
        return [.. cases.GroupBy(item => item.Script, StringComparer.OrdinalIgnoreCase)
            .Select(group => new JUnitSuite(group.Key, [.. group.Select(item => item.Case)]))];
    }

    private static IEnumerable<JUnitCase> Cases(ScriptLintResult result)
    {
        var group = ScriptNames.Leaf(result.Script);
        if (!result.HasErrors)
        {
            yield return new JUnitCase(group, StudioCmdletMessages.NoErrors, TimeSpan.Zero, []);
        }

        foreach (var finding in result.Findings)
        {
            var text = $"{finding}\n{finding.Consequence}";
            yield return new JUnitCase(
                group, finding.ToString(), TimeSpan.Zero, finding.Passed ? [] : [finding.Message, finding.Consequence], Output: text);
        }

        foreach (var skipped in result.Skipped)
        {
            yield return new JUnitCase(group, skipped.Rule, TimeSpan.Zero, [], IsSkipped: true, Output: skipped.Reason);
        }
    }

    private static JUnitCase Case(ScriptTestResult result)
        => new(
            ScriptNames.Leaf(result.Script),
            result.Name,
            result.Duration,
            result.Failures,
            Output: result.Assumptions.Count == 0 ? string.Empty : StudioCmdletMessages.DependsOn(result.Assumptions));
}
