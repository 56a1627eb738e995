using System.Management.Automation;
using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Campaigns;

/// <summary>Reads campaigns: all of them, or by id or name.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsCommon.Get, "CxCampaign")]
[OutputType(typeof(Campaign))]
public sealed class GetCxCampaignCommand : NamedObjectCmdlet<Campaign>
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CampaignId")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Id", "CampaignId")]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        WriteObjects(ObjectSources.Campaigns, Id);
    }
}
