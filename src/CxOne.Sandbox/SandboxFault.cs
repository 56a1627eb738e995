namespace CxOne.Sandbox;

/// <summary>A fault that the sandbox can inject between itself and a client.</summary>
public enum SandboxFault
{
    /// <summary>The response is delayed by <see cref="SandboxOptions.LatencyFault"/>. Wire name <c>latency</c>.</summary>
    Latency,

    /// <summary>The request is refused with 429 and a <c>Retry-After</c> of one second. Wire name <c>429</c>.</summary>
    TooManyRequests,

    /// <summary>The request is refused with 500. Wire name <c>500</c>.</summary>
    ServerError,

    /// <summary>The request is refused with 503, in half of the cases with <c>Retry-After</c>. Wire name <c>503</c>.</summary>
    ServiceUnavailable,

    /// <summary>The connection is cut before the request takes effect. Wire name <c>reset-before</c>.</summary>
    ResetBefore,

    /// <summary>The request takes effect, then the connection is cut. Wire name <c>reset-after</c>.</summary>
    ResetAfter,

    /// <summary>The request takes effect, then the body of the response is cut off halfway. Wire name <c>truncate</c>.</summary>
    Truncate,

    /// <summary>A <c>PUT</c> with <c>If-Match</c> is refused with 412. Wire name <c>stale-etag</c>.</summary>
    StaleETag,

    /// <summary>The token of the request is revoked first, so the request is refused with 401. Wire name <c>expire-token</c>.</summary>
    ExpireToken,
}
