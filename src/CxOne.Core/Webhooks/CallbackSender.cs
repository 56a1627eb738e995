using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Webhooks;

/// <summary>
/// Sends callbacks to receivers of the user, through a pipeline that has no access to the tenant's token. A receiver that fails is a result
/// and a warning, not an exception.
/// </summary>
internal static class CallbackSender
{
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<CallbackResult> SendAsync(
        CxConnection connection, CallbackTarget target, byte[] body, ICxLog log, CancellationToken cancellationToken)
    {
        var request = new CxRequest
        {
            Method = HttpMethod.Post,
            Path = target.Uri.PathAndQuery,
            Body = body,
            Signature = target.Sign(body),

            // A callback that arrives twice does less harm than one that is missing. The Idempotency-Key shows the receiver that it is the
            // same.
            RepeatIsHarmless = true,
            ChangesNothing = true,
        };
        try
        {
            var response = await connection.SendCallbackAsync(target.Uri, request, log, cancellationToken).ConfigureAwait(false);
            return new CallbackResult
            {
                Uri = target.ToString(), IsDelivered = true, StatusCode = response.StatusCode, Attempts = response.Attempts
            };
        }
        catch (CxRequestException exception)
        {
            // The messages for statuses are about tenants and tokens, neither of which a receiver has.
            var why = exception.StatusCode is { } status
                ? WebhooksMessages.ReceiverRefused(status, exception.Attempts)
                : exception.Message;
            log.Warning(WebhooksMessages.CallbackNotDelivered(target.ToString(), why));
            return new CallbackResult
            {
                Uri = target.ToString(), IsDelivered = false, StatusCode = exception.StatusCode, Attempts = exception.Attempts, Error = why
            };
        }
    }
}
