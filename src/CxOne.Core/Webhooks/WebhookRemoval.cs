using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Webhooks;

/// <summary>Removes webhooks.</summary>
internal static class WebhookRemoval
{
    /// <summary>
    /// Removes a webhook and checks in the list that it is gone, because an answer may be lost or come from a gateway.
    /// </summary>
    /// <exception cref="CxUnknownOutcomeException">Neither the answer nor the list shows whether it was removed.</exception>
    /// <exception cref="CxRequestException">It was not removed.</exception>
    public static async Task RunAsync(WebhookApi api, string id, ICxLog log, CancellationToken cancellationToken)
    {
        CxResponse? answer = null;
        CxRequestException? lost = null;
        try
        {
            answer = await api.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.AnswerWasLost)
        {
            // Includes a 404 for the repeat: the webhook may have been removed by the attempt whose answer was lost.
            lost = exception;
        }

        List<Webhook> all;
        try
        {
            all = await api.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CxException lookup) when (lost is not null || answer!.Body.Length > 0)
        {
            throw CxUnknownOutcomeException.LookupFailed(
                WebhooksMessages.RemovalOf(id),
                lost ?? answer!.Unproven(WebhooksMessages.Subject(id)),
                lookup,
                CxHint.FindWebhookLater(id).ToString());
        }
        catch (CxException lookup)
        {
            log.Warning(WebhooksMessages.RemovalNotChecked(id, lookup.ErrorId));
            return;
        }

        if (all.Exists(webhook => webhook.Id == id))
        {
            throw lost switch
            {
                null => answer!.NotHeld(WebhooksMessages.StillExists(id), null),
                { StatusCode: 404 } => StillListed(id, lost),
                _ => lost,
            };
        }
    }

    /// <summary>The original error would report that there is no such webhook.</summary>
    private static CxRequestException StillListed(string id, CxRequestException lost)
        => lost.As(CxErrors.ResponseInvalid, WebhooksMessages.RemovalNotFoundButListed(id, lost.Message), id);
}
