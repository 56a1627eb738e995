using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Webhooks;

/// <summary>
/// Tells addresses of the user's. Goes by a pipeline that has no way to the tenant's
/// token; retries are bounded; never throws for a receiver's sake.
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

            // Being told twice harms less than not at all; the Idempotency-Key lets a receiver tell the second time from the first.
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
            // The words for an answer are about tenants and tokens; a receiver is neither and was given none.
            var why = exception.StatusCode is { } status
                ? $"The receiver answered with {status} ({exception.Attempts} {(exception.Attempts == 1 ? "attempt" : "attempts")})."
                : exception.Message;
            log.Warning($"The callback to {target} was not delivered: {why}");
            return new CallbackResult
            {
                Uri = target.ToString(), IsDelivered = false, StatusCode = exception.StatusCode, Attempts = exception.Attempts, Error = why
            };
        }
    }
}
