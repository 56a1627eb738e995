using System.Text.RegularExpressions;
using CxOne.Audit;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

public sealed partial class AuditActionsTests
{
    [Fact]
    public void The_list_has_every_action_that_the_code_writes()
    {
        var core = Path.Combine(Repository.Root, "src", "CxOne.Core");
        var written = Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("AuditActions.cs", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}obj"
                + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .SelectMany(file => Action().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(written, AuditActions.All);
    }

    [Fact]
    public void The_list_has_every_outcome()
        => Assert.Equal(
            typeof(AuditOutcome).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetValue(null)!).Order(),
            AuditOutcome.All.Order());

    // Skill.MediaTypeId is the name of a member in a cref.
    [GeneratedRegex(
        "\"((?:Campaign|DataAction|DialerConfig|IvrDeployment|PointOfContact|PredictiveWeight|Rest|Script|Skill|SkillDialer|Webhook)"
            + "\\.(?!MediaTypeId)[A-Z][A-Za-z]+)\"")]
    private static partial Regex Action();
}
