using System.Diagnostics;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>A connection to a tenant. The token is kept in memory only; neither it nor the secret is shown.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class CxConnection : IDisposable
{
    private readonly CxConnectOptions _options;
    private readonly HttpPipelines _pipelines;
    private readonly TokenCache _tokens;
    private readonly CxApiClient _client;
    private int _offered;
    private int _missing;
    private bool _disposed;

    internal CxConnection(
        CxConnectOptions options,
        CxTenant tenant,
        CxApiClient client,
        HttpPipelines pipelines,
        TokenCache tokens,
        AuditLog audit,
        DateTimeOffset connectedAt)
    {
        _options = options;
        _pipelines = pipelines;
        _tokens = tokens;
        _client = client;
        TenantId = tenant.Id;
        TenantName = tenant.Name;
        AuditLog = audit;
        ConnectedAt = connectedAt;
    }

    /// <summary>Gets the id of the tenant.</summary>
    public string TenantId { get; }

    /// <summary>Gets the name of the tenant, if the tenant reports it.</summary>
    public string? TenantName { get; }

    /// <summary>Gets the base address of the tenant's interface.</summary>
    public Uri BaseUri => _client.BaseUri;

    /// <summary>Gets the style of the addresses and the token request.</summary>
    public CxEndpointStyle EndpointStyle => _options.Endpoint.Style;

    /// <summary>Gets the client id or access key id.</summary>
    public string ClientId => _options.Credential.ClientId;

    /// <summary>Gets the scopes that the tenant granted, or the requested ones if the tenant does not report them.</summary>
    public IReadOnlyList<string> Scope => _tokens.Current?.GrantedScope ?? (_options.Endpoint.SendsScope ? _options.Scope : []);

    /// <summary>Gets when the current token expires. It is renewed automatically 60 seconds earlier.</summary>
    public DateTimeOffset? TokenExpiresAt => _tokens.Current?.ExpiresAt;

    /// <summary>Gets the maximum number of requests in any 60 seconds.</summary>
    public int RequestsPerMinute => _options.Requests.RequestsPerMinute;

    /// <summary>Gets the maximum number of retries, in addition to the original request.</summary>
    public int MaximumRetryCount => _options.Requests.MaximumRetryCount;

    /// <summary>Gets the time-out of a request, including its retries and waits.</summary>
    public TimeSpan Timeout => _options.Requests.Timeout;

    /// <summary>Gets whether the tenant is a sandbox in this process.</summary>
    public bool IsSandbox => _options.IsSandbox;

    /// <summary>Gets when the connection was created.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>Gets the folder of the local audit log.</summary>
    public string AuditPath => _options.AuditFolder;

    /// <summary>Gets the families of calls that the tenant has shown to offer. Each family is determined on its first use.</summary>
    public CxApiFamilies Api => (CxApiFamilies)Volatile.Read(ref _offered);

    /// <summary>
    /// Gets the version of the published calls that the user chose, such as <c>v31.0</c>; <see langword="null"/> for the module's own
    /// table.
    /// </summary>
    public string? ApiVersion => _options.ApiVersion;

    /// <summary>Gets whether the connection is open.</summary>
    public bool IsOpen => !Volatile.Read(ref _disposed);

    /// <summary>Gets the client that sends requests on this connection.</summary>
    /// <exception cref="CxException">The connection was closed (<c>ConnectionClosed</c>).</exception>
    public CxApiClient Client
        => IsOpen ? _client : throw new CxException(CxErrors.ConnectionClosed, ConnectionMessages.ConnectionClosed(TenantId), TenantId);

    internal SecretScrubber Scrubber => _client.Scrubber;

    /// <summary>The local audit log of this connection.</summary>
    internal AuditLog AuditLog { get; }

    /// <summary>Whether the tenant offers a family; <see langword="null"/> as long as no call has shown it.</summary>
    internal bool? IsOffered(CxApiFamilies family)
        => Api.HasFlag(family) ? true : ((CxApiFamilies)Volatile.Read(ref _missing)).HasFlag(family) ? false : null;

    /// <summary>Keeps what a call has shown about a family.</summary>
    internal void SetOffered(CxApiFamilies family, bool isOffered)
    {
        // Several requests may find out at the same time; all of them find the same.
        _ = isOffered
            ? Interlocked.Or(ref _offered, (int)family)
            : Interlocked.Or(ref _missing, (int)family);
    }

    /// <summary>Sends a request to a receiver of the user, through the pipeline without access to the token.</summary>
    internal Task<CxResponse> SendCallbackAsync(Uri uri, CxRequest request, ICxLog log, CancellationToken cancellationToken)
        => CxApiClient.SendAsync(
            _pipelines.Callback, new Uri(uri.GetLeftPart(UriPartial.Authority)), request, usesToken: false, log,
            _options.Requests.ForCallbacks(), _client.Scrubber, cancellationToken);

    /// <summary>Discards the token and closes all sockets.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
        {
            _tokens.Dispose();
            _pipelines.Dispose();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{TenantId} at {BaseUri.Host} as {ClientId}{(IsSandbox ? " (sandbox)" : null)}";
}
