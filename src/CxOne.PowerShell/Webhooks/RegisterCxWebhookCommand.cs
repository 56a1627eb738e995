using System.Management.Automation;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Webhooks;

namespace CxOne.PowerShell.Webhooks;

/// <summary>Sees to it that an address is told of events; what is registered already is returned and not registered again.</summary>
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
        var connection = Tenant;
        var wanted = new WebhookRequest { Uri = Uri!, Events = Event, Name = Name };
        var approved = Approve(
            [wanted],
            request => $"{request.ShownUri} on {connection}",
            request => $"Register a webhook for {string.Join(", ", request.Events)}",
            async (request, pipeline, token) =>
            {
                var (registered, missing) = await WebhookRegistrar.PreviewRegisterAsync(
                    connection, request, pipeline, token).ConfigureAwait(false);
                return missing.Count > 0
                    ? $"Register a webhook for {string.Join(", ", missing)}"
                    : $"Register nothing: {string.Join(", ", registered.Select(webhook => webhook.Id))} already notifies this address";
            });
        if (approved.Count == 0)
        {
            return;
        }

        Run(async (pipeline, token) => await pipeline.WriteAsync(
            await WebhookRegistrar.RegisterAsync(connection, wanted, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
    }
}
