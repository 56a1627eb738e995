using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Webhooks;

namespace CxOne.PowerShell.Webhooks;

/// <summary>Removes webhooks.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(
    VerbsLifecycle.Unregister,
    "CxWebhook",
    DefaultParameterSetName = ObjectSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
public sealed class UnregisterCxWebhookCommand : CxConnectedCmdlet
{
    private const string IdSet = "Id";
    private const string ObjectSet = "Object";
    private readonly ExactNames<Webhook> _names = new(ObjectSources.Webhooks);

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ObjectId("Id", KeepsObjects = true)]
    [ArgumentCompleter(typeof(WebhookCompleter))]
    public string[] Id { get; set; } = [];

    // A single object in the default set; otherwise pwsh would bind the property Id of the same object first.
    [Parameter(Mandatory = true, ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Webhook? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        string[] ids = ParameterSetName == ObjectSet
            ? [Guard(() => InputObject!.Id
                ?? throw new CxValidationException([WebhooksCmdletMessages.ObjectWithoutId], InputObject))]
            : Id;
        var known = InputObject;
        RunForEach(
            Approve(
                ids,
                text => WebhooksCmdletMessages.Target(text, $"{connection}"),
                _ => WebhooksCmdletMessages.RemoveAction,
                async (text, pipeline, token) =>
                {
                    var id = await IdAsync(connection, text, known, pipeline, token).ConfigureAwait(false);
                    var webhook = await WebhookRegistrar.PreviewUnregisterAsync(connection, id, pipeline, token).ConfigureAwait(false);
                    return WebhooksCmdletMessages.RemovalOf(webhook.Events);
                }),
            async (text, pipeline, token) => await WebhookRegistrar.UnregisterAsync(
                connection, await IdAsync(connection, text, known, pipeline, token).ConfigureAwait(false), known, pipeline, token)
                .ConfigureAwait(false));
    }

    // The id of a piped object is exact; a text may also be a name.
    private async Task<string> IdAsync(CxConnection connection, string text, Webhook? known, CxPipeline pipeline, CancellationToken token)
        => known is null ? await _names.ResolveAsync(connection, text, pipeline, token).ConfigureAwait(false) : text;
}
