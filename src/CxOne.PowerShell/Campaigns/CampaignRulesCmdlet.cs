using System.Management.Automation;
using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.Dialer;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Campaigns;

/// <summary>The parameters of cmdlets that take the agents of a campaign and the limits of a rule set.</summary>
public abstract class CampaignRulesCmdlet : CxConnectedCmdlet
{
    private readonly ExactNames<Campaign> _names = new(ObjectSources.Campaigns);

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string? CampaignId { get; set; }

    [Parameter]
    [ChoiceName<DialerRuleSet>]
    public DialerRuleSet RuleSet { get; set; } = DialerRuleSet.UsTsr;

    /// <summary>The id of the campaign that -CampaignId names; <see langword="null"/> if it is not given.</summary>
    private protected async Task<string?> CampaignIdAsync(CxConnection connection, CxPipeline pipeline, CancellationToken token)
        => CampaignId is null ? null : await _names.ResolveAsync(connection, CampaignId, pipeline, token).ConfigureAwait(false);
}
