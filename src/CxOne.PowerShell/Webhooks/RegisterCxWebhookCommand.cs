using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Webhooks;

namespace CxOne.PowerShell.Webhooks;

/// <summary>Registers an address for events. A webhook that exists already is returned and not registered again.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsLifecycle.Register, "CxWebhook", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Webhook))]
public sealed class RegisterCxWebhookCommand : CxConnectedCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WebhookEventCompleter))]
    public string[] Event { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        var connection = Tenant;
        var request = new WebhookRequest { Uri = Uri!, Events = Event, Name = Name };
        var approved = Approve(
            [request],
            _ => WebhooksCmdletMessages.Target(request.ShownUri, $"{connection}"),
            _ => WebhooksCmdletMessages.RegisterAction(Event),
            async (_, pipeline, token) =>
            {
                var (registered, missing) = await WebhookRegistrar.PreviewRegisterAsync(
                    connection, request, pipeline, token).ConfigureAwait(false);
                return missing.Count > 0
                    ? WebhooksCmdletMessages.RegisterAction(missing)
                    : WebhooksCmdletMessages.RegisteredAlready([.. registered.Select(webhook => webhook.Id)]);
            });
        if (approved.Count == 0)
        {
            return;
        }

        Run(async (pipeline, token) => await pipeline.WriteAsync(
            await WebhookRegistrar.RegisterAsync(connection, request, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
    }
}
