using System.Net;

namespace CxOne.Http;

/// <summary>
/// When a request is sent again. A repeat is harmless for reads, for writes that carry a version, and for anything that was
/// refused or never reached the tenant; a write whose fate is open is never repeated blindly.
/// </summary>
internal static class RetryRules
{
    public static bool IsTransient(HttpStatusCode status) => status is
        HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>
    /// A final answer to a write that leaves open whether it was made: any 5xx, any redirect, 408 and 499 (a gateway gave up on a request
    /// that it may have passed on), 407 (the interface has none), and every answer that is not the interface's own.
    /// </summary>
    public static bool IsOpen(HttpStatusCode status, bool isOwn) => (int)status switch
    {
        >= 200 and < 300 => false,
        407 or 408 or 499 => true,
        >= 400 and < 500 => !isOwn,
        _ => true,
    };

    /// <summary>The tenant said that it did nothing and when to come back.</summary>
    public static bool IsRefusal(HttpStatusCode status, bool hasRetryAfter)
        => status == HttpStatusCode.TooManyRequests || (status == HttpStatusCode.ServiceUnavailable && hasRetryAfter);

    /// <summary>No byte of the request can have reached the tenant.</summary>
    public static bool NeverArrived(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <summary>The transport failed in a way that may pass. A refused certificate does not.</summary>
    public static bool IsTransient(Exception exception) => exception is TimeoutException or IOException
        || (exception is HttpRequestException request && !IsTlsRefusal(exception) && request.HttpRequestError is not (
            HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.UserAuthenticationError));

    /// <summary>
    /// The two sides came to no secure connection. One that broke while it was being made is a broken connection like any other.
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
        return !state.OutcomeUnknown && state.RetryAfterRefused is null;
    }

    public static bool IsTransportFailure(Exception exception) => exception is TimeoutException or IOException or HttpRequestException;
}
