using System.Management.Automation;
using CxOne.PowerShell.Base;
using CxOne.Webhooks;

namespace CxOne.PowerShell.Webhooks;

/// <summary>Lists the tenant's webhooks.</summary>
[Cmdlet(VerbsCommon.Get, "CxWebhook")]
[OutputType(typeof(Webhook))]
public sealed class GetCxWebhookCommand : CxConnectedCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        var connection = Tenant;
        Run(async (pipeline, token) =>
        {
            await foreach (var page in WebhookRegistrar.ListAsync(connection, pipeline, token).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(page.Items).ConfigureAwait(false);
            }
        });
    }
}
