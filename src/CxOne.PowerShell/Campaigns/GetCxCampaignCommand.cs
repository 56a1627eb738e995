using System.Management.Automation;
using CxOne.Campaigns;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Campaigns;

/// <summary>Reads campaigns by id or all of them.</summary>
[Cmdlet(VerbsCommon.Get, "CxCampaign")]
[OutputType(typeof(Campaign))]
public sealed class GetCxCampaignCommand : CxConnectedCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CampaignId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        if (Id is not null)
        {
            RunForEach(
                Id,
                async (id, pipeline, token) => await pipeline.WriteAsync(
                    await CampaignReader.GetAsync(connection, id, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
            return;
        }

        Run(async (pipeline, token) =>
        {
            await foreach (var page in CampaignReader.ListAsync(connection, pipeline, token).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(page.Items).ConfigureAwait(false);
            }
        });
    }
}
