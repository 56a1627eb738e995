using System.Management.Automation;
using CxOne.Dialer;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Campaigns;

/// <summary>The parameters of cmdlets that take the agents of a campaign and the limits of a rule set.</summary>
public abstract class CampaignRulesCmdlet : CxConnectedCmdlet
{
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string? CampaignId { get; set; }

    [Parameter]
    [ChoiceName<DialerRuleSet>]
    public DialerRuleSet RuleSet { get; set; } = DialerRuleSet.UsTsr;
}
