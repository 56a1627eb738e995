using System.Text;
using CxOne.Errors;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Rules;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Linting;

public sealed class LintSettingsTests
{
    [Theory]
    [InlineData("cxone-lint-disable CXS001 2", true)]
    [InlineData("Known.\ncxone-lint-disable cxs001, CXS003 2 90 the fax line", true)]
    [InlineData("cxone-lint-disable CXS001", true)]
    [InlineData("cxone-lint-disable CXS001 90", false)]
    [InlineData("cxone-lint-disable CXS003 2", false)]
    [InlineData("CXS001 2", false)]
    public void A_comment_silences_a_rule_at_an_action(string comment, bool isSilenced)
    {
        var result = ScriptLinter.Lint(Broken().Add(50, "ANNOTATION", ("Comments", comment)).Build());

        Assert.Equal(isSilenced, result.Silenced.Any(finding => finding.Rule == "CXS001"));
        Assert.Equal(!isSilenced, result.Findings.Any(finding => finding.Rule == "CXS001"));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(90, false)]
    public void A_comment_without_an_id_silences_the_action_that_it_points_to(int target, bool isSilenced)
    {
        var result = ScriptLinter.Lint(Broken().Add(50, "ANNOTATION", ("Comments", "cxone-lint-disable CXS001")).Wire(50, "", target)
            .Build());

        Assert.Equal(isSilenced, result.Silenced.Any(finding => finding.Rule == "CXS001"));
    }

    [Theory]
    [InlineData("""{"rules": {"cxs001": "warning"}}""", "Warning", false)]
    [InlineData("""{"rules": {"CXS001": "off"}}""", null, false)]
    [InlineData("""{"silence": [{"rule": "CXS001", "script": "Test", "action": 2, "reason": "fax"}], /* c */ }""", null, true)]
    [InlineData("""{"silence": [{"rule": "CXS001", "script": "Other"}]}""", "Error", false)]
    [InlineData("""{"silence": [{"rule": "CXS001", "action": 3}]}""", "Error", false)]
    [InlineData("{}", "Error", false)]
    public void The_settings_file_changes_severities_and_silences(string json, string? severity, bool isSilenced)
    {
        var settings = ScriptLintSettings.Read(Encoding.UTF8.GetBytes(json), "cxone.lint.json");
        var result = ScriptLinter.Lint(Broken().Build(), new ScriptLintOptions { Settings = settings });

        Assert.Equal(severity, result.Findings.FirstOrDefault(finding => finding.Rule == "CXS001")?.Severity);
        Assert.Equal(isSilenced, result.Silenced.Any(finding => finding.Rule == "CXS001"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"rules": {"CXS999": "off"}}""")]
    [InlineData("""{"rules": {"CXS001": "loud"}}""")]
    [InlineData("""{"rules": {"CXS001": 1}}""")]
    [InlineData("""{"rules": []}""")]
    [InlineData("""{"silences": []}""")]
    [InlineData("""{"silence": [{"script": "Test"}]}""")]
    [InlineData("""{"silence": ["CXS001"]}""")]
    [InlineData("""{"silence": [{"rule": "CXS001", "action": "2"}]}""")]
    public void Faults_of_the_settings_file_are_an_error(string json)
        => Assert.Equal(
            CxErrors.ScriptLintSettingInvalid.Id,
            Assert.ThrowsAny<CxException>(() => ScriptLintSettings.Read(Encoding.UTF8.GetBytes(json), "cxone.lint.json")).Definition.Id);

    [Fact]
    public void Rules_that_need_data_of_the_tenant_say_that_they_were_skipped()
    {
        var script = Broken().Add(3, "HOURS", "Hours", ("Profile", "7")).Wire(3, "Open", 4).Wire(3, "", 90).Wire(2, "2", 3)
            .Add(4, "RUNSUB", "Check", ("ScriptName", "Other")).Add(5, "REQAGENT", "Queue", ("Skill", "7")).Wire(4, "", 5).Build();

        Assert.Equal(
            ["CXS008", "CXS011", "CXS030", "CXS032", "CXS033", "CXS034", "CXS045"], ScriptLinter.Lint(script)
                .Skipped.Select(skip => skip.Rule));
    }

    [Fact]
    public void Skills_of_the_tenant_are_checked_by_id_and_by_name()
    {
        ScriptLintSkill[] skills = [new("7", "Sales"), new("8", "Old", IsActive: false), new("9", "Dialer", IsOutbound: true),
            new("10", "Mail", MediaType: 9)];

        Assert.Equal(
            ["8", "9", "10", "Nowhere"],
            new[] { "7", "sales", "8", "9", "10", "Nowhere", "Default" }.Where(skill => ScriptLinter.Lint(
                new ScriptBuilder().Add(1, "BEGIN").Add(2, "REQAGENT", ("Skill", skill)).Chain(1, 2).Build(),
                new ScriptLintOptions { Skills = skills })
                .Findings.Any(finding => finding.Rule == "CXS011")));
    }

    [Fact]
    public void Studio_warns_about_each_action_whose_type_has_a_Default_that_is_not_wired()
    {
        var graph = new ScriptGraph(new ScriptBuilder().Add(1, "BEGIN").Add(2, "MENU", "Say \"yes\"").Add(3, "REQAGENT").Add(4, "SPAWN")
            .Add(5, "HOURS")
            .Add(6, "PLAY").Add(7, "SNIPPET").Add(8, "IF").Add(9, "LOOP").Add(10, "RUNSCRIPT").Add(11, "HANGUP").Add(12, "BLINDXFER")
            .Add(13, "ANNOTATION")
            .Add(14, "PLAY").Wire(14, "", 11).Wire(1, "", 2).Build());
        var warnings = StudioSaveCheck.Run(graph);
        var findings = ScriptLinter.Lint(graph).Findings.Where(finding => finding.StudioWarning.Length > 0).ToArray();

        Assert.Equal([2, 3, 4, 5, 6, 7], warnings.Select(warning => warning.ActionId));
        Assert.Equal("Warning! The Default branch for Say \"yes\" is not wired up!", warnings[0].Key);
        Assert.Equal("default-branch-is-not-wired-up", warnings[0].LocalizationKey);

        // Each warning of Studio's is a finding of ours too, and no other finding carries one.
        Assert.Equal(warnings.Select(warning => (warning.ActionId, warning.Key)),
            findings.OrderBy(finding => finding.ActionId).Select(finding => (finding.ActionId!.Value, finding.StudioWarning)));
    }

    private static ScriptBuilder Broken()
        => new ScriptBuilder().Add(1, "BEGIN").Add(2, "MENU", "Main menu", ("Sequence", "\"P.wav\"")).Add(90, "HANGUP", "Bye").Chain(1, 2)
            .Wire(2, "1", 90);
}
