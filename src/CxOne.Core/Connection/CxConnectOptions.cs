using CxOne.Audit;
using CxOne.Http;
using CxOne.Stores;

namespace CxOne.Connection;

/// <summary>The options of a connection.</summary>
public sealed record CxConnectOptions
{
    /// <summary>Gets the addresses of the tenant.</summary>
    public required CxEndpoint Endpoint { get; init; }

    /// <summary>Gets the client or access key.</summary>
    public required CxCredential Credential { get; init; }

    /// <summary>
    /// Gets the client that requests tokens with an access key, for the style <see cref="CxEndpointStyle.OpenId"/>;
    /// <see langword="null"/> for all others.
    /// </summary>
    public CxCredential? ClientCredential { get; init; }

    /// <summary>Gets the scopes to request, for styles whose token request names scopes.</summary>
    public IReadOnlyList<string> Scope { get; init; } = CxScopes.All;

    /// <summary>
    /// Gets the version of the published calls, such as <c>v31.0</c> (<c>31</c> and <c>31.0</c> are the same), from 1 to 99;
    /// <see langword="null"/> for the module's own table.
    /// </summary>
    public string? ApiVersion { get; init; }

    /// <summary>Gets the request budget, retries and time-outs.</summary>
    public CxRequestOptions Requests { get; init; } = new();

    /// <summary>Gets the folder of the local audit log.</summary>
    public required string AuditFolder { get; init; }

    /// <summary>
    /// Gets the folder for audit records that cannot be written to the log or its folder; <see langword="null"/> for none.
    /// </summary>
    public string? AuditSpoolFolder { get; init; }

    /// <summary>
    /// Gets the size in bytes from which on the local audit log starts a new file; 0 for no limit. The default is 64 MB.
    /// </summary>
    public long AuditMaximumBytes { get; init; } = AuditLog.DefaultMaximumFileBytes;

    /// <summary>Gets the user and machine that the audit log names.</summary>
    public AuditOrigin? Origin { get; init; }

    /// <summary>
    /// Gets the hosts that the discovery may return in addition to CXone's own domains and its own host: host names, or <c>*.</c> and a
    /// domain.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// Gets the proxy settings of the environment that contain a password. The password is removed from all texts.
    /// </summary>
    public IReadOnlyList<string> ProxySettings { get; init; } = [];

    /// <summary>
    /// Gets the function that creates the innermost handler, such as that of the sandbox; <see langword="null"/> for sockets.
    /// </summary>
    public Func<HttpMessageHandler>? Transport { get; init; }

    /// <summary>
    /// Gets what several machines share; <see langword="null"/> for a connection of its own. The connection disposes it.
    /// </summary>
    public ICxStore? Store { get; init; }

    /// <summary>Gets further secrets that are removed from all texts, such as the password of the store.</summary>
    public IReadOnlyList<string> HiddenTexts { get; init; } = [];

    /// <summary>Gets whether the transport is a sandbox tenant in this process.</summary>
    public bool IsSandbox { get; init; }
}
