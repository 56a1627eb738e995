using CxOne.Sandbox.OAuth;

namespace CxOne.Sandbox.Http;

/// <summary>A request on its way through the tenant.</summary>
internal sealed class RequestContext
{
    public required SandboxRequest Request { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The instant at which the request is applied.</summary>
    public required DateTimeOffset Now { get; init; }

    public IReadOnlyDictionary<string, string> RouteValues { get; set; } = new Dictionary<string, string>();

    /// <summary>Null only on routes that are open.</summary>
    public Session? Session { get; set; }

    /// <summary>The client that a token request turned out to come from.</summary>
    public string? ClientId { get; set; }

    /// <summary>The key under which the answer is kept; null where answers are not.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>The version that a write made, whatever is answered in the end.</summary>
    public string? WrittenETag { get; set; }

    /// <summary>
    /// What is still to be computed: done without the tenant's lock, so that nobody waits for it but the one who asked. It gives
    /// what answers the request, under the lock again. Null when the request has been answered.
    /// </summary>
    public Func<CancellationToken, Func<SandboxResponse>>? Work { get; private set; }

    public QueryString Query => field ??= QueryString.Parse(Request.Query);

    public string Value(string name) => RouteValues[name];

    /// <summary>Puts off the answer until <paramref name="compute"/>, which must not touch the state, is done.</summary>
    public SandboxResponse Later<T>(Func<CancellationToken, T> compute, Func<T, SandboxResponse> answer)
    {
        Work = cancellationToken =>
        {
            var result = compute(cancellationToken);
            return () => answer(result);
        };
        return new SandboxResponse { Status = 0 };
    }
}
