using CxOne.Sandbox.Faults;
using CxOne.Sandbox.OAuth;

namespace CxOne.Sandbox.Http;

/// <summary>A request on its way through the tenant.</summary>
internal sealed class RequestContext
{
    private const string Scheme = "Bearer ";

    public required SandboxRequest Request { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The instant at which the request is applied.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What is going to happen to the request on demand.</summary>
    public FaultPlan Fault { get; init; } = FaultPlan.None;

    public RouteMatch Match { get; set; } = RouteMatch.None;

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

    /// <summary>The token of the Authorization header; null without one.</summary>
    public string? BearerToken
        => Request.Header("Authorization") is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;

    public QueryString Query => field ??= QueryString.Parse(Request.Query);

    public string Value(string name) => Match.Values[name];

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
