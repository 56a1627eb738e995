using CxOne.Completion;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes ids of campaigns.</summary>
public sealed class CampaignCompleter : TenantCompleter
{
    /// <summary>Makes one.</summary>
    public CampaignCompleter()
        : base(TenantItemKind.Campaign)
    {
    }
}
