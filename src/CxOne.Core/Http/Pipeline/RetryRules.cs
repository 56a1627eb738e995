using System.Net;

namespace CxOne.Http;

/// <summary>
/// Decides whether a request is repeated. A repeat is harmless for reads, for writes with a version, and for requests that were refused or
/// did not reach the tenant. A write whose outcome is unknown is never repeated.
/// </summary>
internal static class RetryRules
{
    public static bool IsTransient(HttpStatusCode status) => status is
        HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>
    /// Returns whether a final answer to a write leaves its outcome unknown: any 5xx, any redirect, 408 and 499 (a gateway gave up on a
    /// request that it may have forwarded), 407 (which the interface does not use), and every answer that is not the interface's own.
    /// </summary>
    public static bool IsOpen(HttpStatusCode status, bool isOwn) => (int)status switch
    {
        >= 200 and < 300 => false,
        407 or 408 or 499 => true,
        >= 400 and < 500 => !isOwn,
        _ => true,
    };

    /// <summary>Returns whether the tenant did nothing and expects a later repeat.</summary>
    public static bool IsRefusal(HttpStatusCode status, bool hasRetryAfter)
        => status == HttpStatusCode.TooManyRequests || (status == HttpStatusCode.ServiceUnavailable && hasRetryAfter);

    /// <summary>Returns whether no byte of the request can have reached the tenant.</summary>
    public static bool NeverArrived(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <summary>Returns whether a failure of the transport may be temporary. A refused certificate is not.</summary>
    public static bool IsTransient(Exception exception) => exception is TimeoutException or IOException
        || (exception is HttpRequestException request && !IsTlsRefusal(exception) && request.HttpRequestError is not (
            HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.UserAuthenticationError));

    /// <summary>
    /// Returns whether the certificate or the protocol was refused. A connection that broke during the handshake is not a refusal.
    /// </summary>
    public static bool IsTlsRefusal(Exception exception)
        => exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: not IOException };

    public static bool ShouldRepeat(RequestState state, HttpResponseMessage? response, Exception? exception)
    {
        if (exception is not null)
        {
            var arrived = !NeverArrived(exception);
            var isLost = arrived && IsTransportFailure(exception);
            state.AnswerWasLost |= isLost;
            state.OutcomeUnknown = isLost && !state.Request.IsRepeatable;
            return IsTransient(exception) && !state.OutcomeUnknown;
        }

        var status = response!.StatusCode;
        if (!IsTransient(status))
        {
            var isOpen = state.Request.IsWrite && IsOpen(status, state.IsOwnAnswer);
            state.AnswerWasLost |= isOpen;
            state.OutcomeUnknown = isOpen && !state.Request.IsRepeatable;
            return false;
        }

        var refused = IsRefusal(status, state.RetryAfter is not null) && (state.IsOwnAnswer || !state.Request.IsWrite);
        state.AnswerWasLost |= !refused;
        state.OutcomeUnknown = !refused && !state.Request.IsRepeatable;
        return !state.OutcomeUnknown && state.RetryAfterRefused is null && (!refused || state.Request.RepeatsRefusals);
    }

    public static bool IsTransportFailure(Exception exception) => exception is TimeoutException or IOException or HttpRequestException;
}
