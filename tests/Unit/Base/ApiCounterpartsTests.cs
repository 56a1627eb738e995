using CxOne.PowerShell.Base;
using CxOne.Tests.Support;

namespace CxOne.Tests.Base;

public sealed class ApiCounterpartsTests
{
    [Theory]
    [InlineData("Get-CxDialerConfig", nameof(ApiCounterparts.SkillDialers))]
    [InlineData("Restore-CxDialerConfig", nameof(ApiCounterparts.SkillDialerRestore))]
    [InlineData("Get-CxCampaign", nameof(ApiCounterparts.Skills))]
    [InlineData("Get-CxIvrDefinition", nameof(ApiCounterparts.PointsOfContact))]
    [InlineData("Publish-CxIvrDeployment", nameof(ApiCounterparts.PointOfContactChange))]
    [InlineData("Undo-CxIvrDeployment", nameof(ApiCounterparts.PointOfContactRestore))]
    [InlineData("Invoke-CxIvrSimulation", nameof(ApiCounterparts.ScriptSimulation))]
    [InlineData("Update-CxDataActionDate", nameof(ApiCounterparts.None))]
    [InlineData("Get-CxWebhook", nameof(ApiCounterparts.None))]
    [InlineData("Get-CxSkill", nameof(ApiCounterparts.Campaigns))]
    [InlineData("Get-CxSkillDialer", nameof(ApiCounterparts.DialerConfigs))]
    [InlineData("Get-CxPointOfContact", nameof(ApiCounterparts.IvrDefinitions))]
    [InlineData("Set-CxPointOfContact", nameof(ApiCounterparts.IvrDeployment))]
    [InlineData("Restore-CxPointOfContact", nameof(ApiCounterparts.IvrRollBack))]
    [InlineData("Set-CxDialerConfig", nameof(ApiCounterparts.SkillDialerChange))]
    [InlineData("Test-CxDialerConfig", nameof(ApiCounterparts.SkillDialerTest))]
    [InlineData("Set-CxSkillDialer", nameof(ApiCounterparts.DialerConfigChange))]
    [InlineData("Test-CxSkillDialer", nameof(ApiCounterparts.DialerConfigTest))]
    [InlineData("Restore-CxSkillDialer", nameof(ApiCounterparts.DialerConfigRestore))]
    [InlineData("Start-CxSkill", nameof(ApiCounterparts.None))]
    [InlineData("Get-CxHoursOfOperation", nameof(ApiCounterparts.None))]
    [InlineData("Test-CxHoursOfOperation", nameof(ApiCounterparts.None))]
    [InlineData("Get-CxDisposition", nameof(ApiCounterparts.None))]
    [InlineData("Get-CxCallList", nameof(ApiCounterparts.None))]
    [InlineData("Find-CxDncRecord", nameof(ApiCounterparts.None))]
    [InlineData("Get-CxDialerHistory", nameof(ApiCounterparts.None))]
    public void A_cmdlet_has_the_counterpart_of_the_other_family(string cmdlet, string counterpart)
        => Assert.Equal(typeof(ApiCounterparts).GetField(counterpart)!.GetValue(null), ApiCounterparts.Of(cmdlet));

    [Fact]
    public void The_counterparts_match_the_snapshot() => MessageSnapshot.Verify(typeof(ApiCounterparts));
}
