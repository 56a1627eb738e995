using CxOne.Audit;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>Everything that a connection is made from.</summary>
public sealed record CxConnectOptions
{
    /// <summary>Where and how.</summary>
    public required CxEndpoint Endpoint { get; init; }

    /// <summary>Who.</summary>
    public required CxCredential Credential { get; init; }

    /// <summary>Scopes to ask for, in styles that name them.</summary>
    public IReadOnlyList<string> Scope { get; init; } = CxScopes.All;

    /// <summary>Pace, retries and time-outs.</summary>
    public CxRequestOptions Requests { get; init; } = new();

    /// <summary>Folder of the local audit log.</summary>
    public required string AuditFolder { get; init; }

    /// <summary>Keeps audit records that neither the log nor its folder takes; <see langword="null"/> for none.</summary>
    public string? AuditSpoolFolder { get; init; }

    /// <summary>Who acts on this side, for the audit log.</summary>
    public AuditOrigin? Origin { get; init; }

    /// <summary>
    /// Hosts that the discovery may name besides CXone's own domains and the host that was asked: a host name, or <c>*.</c> and a domain.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// Proxy settings of the environment that hold a password, which is shown nowhere. The process's own proxy is known without them.
    /// </summary>
    public IReadOnlyList<string> ProxySettings { get; init; } = [];

    /// <summary>Makes the innermost handler; sockets where it is absent. The sandbox is plugged in here.</summary>
    public Func<HttpMessageHandler>? Transport { get; init; }

    /// <summary>The transport is a sandbox tenant in this process.</summary>
    public bool IsSandbox { get; init; }
}
