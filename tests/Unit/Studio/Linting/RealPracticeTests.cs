using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Rules;
using Xunit.Abstractions;

namespace CxOne.Tests.Studio.Linting;

/// <summary>Scripts built the way production scripts are: what is usual there is no error.</summary>
public sealed class RealPracticeTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Expected => new()
    {
        { "front", "" },

        // A contact that waits for ONSIGNAL, and the transfer that was cut off.
        { "spawn", "CXS003 CXS018 CXS018" },
        { "queue", "CXS013" },
        { "framework", "CXS023" },
        { "subscript", "" },
        { "freeKeys", "" },
        { "digital", "" },
        { "agentEvents", "CXS013" },

        // The same, five actions that were cut off, and the block for tests with the variable that only it sets.
        { "islands", "CXS003 CXS018 CXS018 CXS018 CXS018 CXS018 CXS051 CXS060" },
        { "identify", "" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Usual_forms_are_no_error_and_a_warning_only_where_something_can_go_wrong(string name, string expected)
    {
        var script = name switch
        {
            "front" => RealPracticeScripts.Front(),
            "spawn" => RealPracticeScripts.Spawn(),
            "queue" => RealPracticeScripts.HoldLoop(),
            "framework" => RealPracticeScripts.Framework(),
            "subscript" => RealPracticeScripts.Subscript(),
            "freeKeys" => RealPracticeScripts.FreeKeys(),
            "agentEvents" => RealPracticeScripts.AgentEvents(),
            "islands" => RealPracticeScripts.Islands(),
            "identify" => RealPracticeScripts.Identify(),
            _ => RealPracticeScripts.Digital(),
        };
        var result = ScriptLinter.Lint(script);
        output.WriteLine(string.Join('\n', result.Findings));

        Assert.DoesNotContain(result.Findings, finding => finding.Severity == ScriptLintSeverities.Error);
        var warnings = result.Findings.Where(finding => finding.Severity == ScriptLintSeverities.Warning).Select(finding => finding.Rule);
        Assert.Equal(expected, string.Join(' ', warnings.Order(StringComparer.Ordinal)));
    }
}
