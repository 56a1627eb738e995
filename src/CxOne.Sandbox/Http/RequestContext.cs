using CxOne.Sandbox.Faults;
using CxOne.Sandbox.OAuth;

namespace CxOne.Sandbox.Http;

/// <summary>A request and its state while the tenant processes it.</summary>
internal sealed class RequestContext
{
    private const string Scheme = "Bearer ";

    public required SandboxRequest Request { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The time at which the request is applied.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The fault that is injected into the request.</summary>
    public FaultPlan Fault { get; init; } = FaultPlan.None;

    public RouteMatch Match { get; set; } = RouteMatch.None;

    /// <summary>The session of the token; null only on open routes.</summary>
    public Session? Session { get; set; }

    /// <summary>The client of a token request.</summary>
    public string? ClientId { get; set; }

    /// <summary>The key under which the response is kept; null if it is not kept.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>The version that a write created, regardless of the final response.</summary>
    public string? WrittenETag { get; set; }

    /// <summary>
    /// Deferred work of the request, or null. It runs without the lock of the tenant, so that other requests do not wait for
    /// it, and returns a function that creates the response under the lock.
    /// </summary>
    public Func<CancellationToken, Func<SandboxResponse>>? Work { get; private set; }

    /// <summary>The bearer token of the request; null without one.</summary>
    public string? BearerToken
        => Request.Header("Authorization") is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;

    public QueryString Query => field ??= QueryString.Parse(Request.Query);

    public string Value(string name) => Match.Values[name];

    /// <summary>Defers the response until <paramref name="compute"/>, which must not access the state, is done.</summary>
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
