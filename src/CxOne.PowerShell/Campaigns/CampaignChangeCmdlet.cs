using System.Management.Automation;

namespace CxOne.PowerShell.Campaigns;

/// <summary>The parameters of cmdlets that check a change against a campaign and a rule set, and can force it.</summary>
public abstract class CampaignChangeCmdlet : CampaignRulesCmdlet
{
    [Parameter]
    public SwitchParameter Force { get; set; }
}
