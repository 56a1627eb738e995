using CxOne.Connection;
using CxOne.Errors;
using CxOne.Webhooks;

namespace CxOne.PowerShell.Base;

/// <summary>Reads one webhook, from the list of all of them.</summary>
internal static class WebhookLookup
{
    /// <exception cref="CxException">The tenant has no webhook with this id (<c>ObjectNotFound</c>), or a request failed.</exception>
    public static async Task<Webhook> GetAsync(CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        await foreach (var page in WebhookRegistrar.ListAsync(connection, log, cancellationToken).ConfigureAwait(false))
        {
            if (page.Items.FirstOrDefault(webhook => webhook.Id == id) is { } found)
            {
                return found;
            }
        }

        throw new CxException(CxErrors.ObjectNotFound, BaseCmdletMessages.NotFound(id, connection.TenantId, []), id);
    }
}
