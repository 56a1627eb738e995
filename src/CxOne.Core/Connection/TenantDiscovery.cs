using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>
/// Finds the address of the tenant's interface for a token of an access key: by tenant at the global host, else without a tenant at the
/// host of the area, else the host of the cluster that the token names. No request contains the token, and every address is checked
/// before the token is sent there.
/// </summary>
internal sealed class TenantDiscovery
{
    private readonly CxConnectOptions _options;
    private readonly HttpMessageInvoker _pipeline;
    private readonly SecretScrubber _scrubber;

    public TenantDiscovery(CxConnectOptions options, HttpMessageInvoker pipeline, SecretScrubber scrubber)
    {
        _options = options;
        _pipeline = pipeline;
        _scrubber = scrubber;
    }

    private CxEndpoint Endpoint => _options.Endpoint;

    /// <summary>Finds the address of the tenant's interface.</summary>
    /// <returns>The id of the tenant, if the token or the discovery names it, and the address.</returns>
    /// <exception cref="CxException">No address was found, the address is invalid, not secure or not allowed, or a request
    /// failed.</exception>
    public async Task<(string? TenantId, Uri BaseUri)> FindAsync(AccessToken token, ICxLog log, CancellationToken cancellationToken)
    {
        var claims = TokenClaims.Of(token);
        (CxRequestException Error, Uri Host)? failure = null;
        if (claims.TenantId is { } tenantId)
        {
            try
            {
                return await AskAsync(
                    Endpoint.DiscoveryHost!,
                    $"?tenantId={Uri.EscapeDataString(tenantId)}",
                    tenantId,
                    log,
                    cancellationToken).ConfigureAwait(false);
            }
            catch (CxRequestException exception) when (TokenSource.IsUnavailable(exception))
            {
                failure = (exception, Endpoint.DiscoveryHost!);
            }
        }

        if (Endpoint.AreaHost is { } area)
        {
            try
            {
                Note(failure, ConnectionMessages.AskingDiscovery(area.Host), log);
                return await AskAsync(area, null, claims.TenantId, log, cancellationToken).ConfigureAwait(false);
            }
            catch (CxRequestException exception) when (TokenSource.IsUnavailable(exception))
            {
                failure ??= (exception, area);
            }
        }

        if (Endpoint.UsesClusterHost && CxEndpoint.ClusterAddress(claims.ClusterId) is { } cluster)
        {
            Note(failure, ConnectionMessages.UsingCluster(claims.ClusterId!), log);
            return (claims.TenantId, CxEndpoint.Discovered(cluster, Endpoint.DiscoveryHost!, _options.AllowedHosts));
        }

        // The first failure is about the request that finds the address of most tenants.
        throw claims.TenantId is null ? NamesNoTenant() : failure!.Value.Error;
    }

    /// <summary>The error of a token that names no tenant, where nothing else names one.</summary>
    public CxRequestException NamesNoTenant()
    {
        var uri = UriRedactor.Redact(CxApiClient.Combine(Endpoint.TokenHost, Endpoint.TokenPath));
        return new CxRequestException(CxErrors.ResponseInvalid, ConnectionMessages.TokenWithoutTenant(uri))
        {
            Method = "POST", Uri = uri
        };
    }

    private static void Note((CxRequestException Error, Uri Host)? failure, string next, ICxLog log)
    {
        if (failure is var (error, host))
        {
            log.Verbose(ConnectionMessages.DiscoveryUnavailable(host.Host, error.ErrorId, next));
        }
    }

    private async Task<(string? TenantId, Uri BaseUri)> AskAsync(
        Uri host, string? query, string? tenantId, ICxLog log, CancellationToken cancellationToken)
    {
        var request = new CxRequest { Method = HttpMethod.Get, Path = $"{ApiRoutes.Discovery}{query}", Item = tenantId };
        var response = await CxApiClient.SendAsync(
            _pipeline, host, request, usesToken: false, log, _options.Requests, _scrubber, cancellationToken).ConfigureAwait(false);
        var answer = response.Read(ConnectionJson.Default.DiscoveryAnswer);
        return (tenantId ?? answer.TenantId, CxEndpoint.Discovered(answer.ApiEndpoint, host, _options.AllowedHosts));
    }
}
