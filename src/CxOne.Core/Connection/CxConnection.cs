using System.Diagnostics;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>A connection to one tenant. Holds the token in memory only and shows neither it nor the secret.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class CxConnection : IDisposable
{
    private readonly CxConnectOptions _options;
    private readonly HttpPipelines _pipelines;
    private readonly TokenCache _tokens;
    private readonly CxApiClient _client;
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

    /// <summary>The tenant's id.</summary>
    public string TenantId { get; }

    /// <summary>The tenant's name, where it tells one.</summary>
    public string? TenantName { get; }

    /// <summary>The interface's address.</summary>
    public Uri BaseUri => _client.BaseUri;

    /// <summary>How addresses and token requests look.</summary>
    public CxEndpointStyle EndpointStyle => _options.Endpoint.Style;

    /// <summary>The client id or access key id.</summary>
    public string ClientId => _options.Credential.ClientId;

    /// <summary>The scopes that the tenant granted, where it says so; else the ones that were asked for.</summary>
    public IReadOnlyList<string> Scope => _tokens.Current?.GrantedScope ?? (_options.Endpoint.SendsScope ? _options.Scope : []);

    /// <summary>When the present token expires; it is renewed by itself 60 s before.</summary>
    public DateTimeOffset? TokenExpiresAt => _tokens.Current?.ExpiresAt;

    /// <summary>Requests in any 60 seconds that the module allows itself.</summary>
    public int RequestsPerMinute => _options.Requests.RequestsPerMinute;

    /// <summary>Further attempts after the first.</summary>
    public int MaximumRetryCount => _options.Requests.MaximumRetryCount;

    /// <summary>Total time of one request.</summary>
    public TimeSpan Timeout => _options.Requests.Timeout;

    /// <summary>The tenant is a sandbox in this process.</summary>
    public bool IsSandbox => _options.IsSandbox;

    /// <summary>When the connection was made.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>Folder of the local audit log.</summary>
    public string AuditPath => _options.AuditFolder;

    /// <summary>The connection can be used.</summary>
    public bool IsOpen => !Volatile.Read(ref _disposed);

    /// <summary>Sends requests on this connection.</summary>
    /// <exception cref="CxException">The connection was closed.</exception>
    public CxApiClient Client
        => IsOpen ? _client : throw new CxException(CxErrors.ConnectionClosed, $"The connection to {TenantId} was closed.", TenantId);

    internal SecretScrubber Scrubber => _client.Scrubber;

    /// <summary>The local audit log of this connection.</summary>
    internal AuditLog AuditLog { get; }

    /// <summary>Sends to an address of the user's, by the pipeline that has no way to the token.</summary>
    internal Task<CxResponse> SendCallbackAsync(Uri uri, CxRequest request, ICxLog log, CancellationToken cancellationToken)
        => CxApiClient.SendAsync(
            _pipelines.Callback, new Uri(uri.GetLeftPart(UriPartial.Authority)), request, usesToken: false, log,
            _options.Requests.ForCallbacks(), _client.Scrubber, cancellationToken);

    /// <summary>Forgets the token and closes every socket.</summary>
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
