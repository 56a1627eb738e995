using CxOne.Audit;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>Creates connections.</summary>
public static class CxConnector
{
    /// <summary>
    /// Connects to a tenant. The token and the tenant are requested at once, so that a wrong secret or address is found here.
    /// </summary>
    /// <param name="options">The options of the connection.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxValidationException">An option is out of range.</exception>
    /// <exception cref="CxException">The credential or scope was refused (<c>CredentialRefused</c>, <c>ScopeRefused</c>), the discovered
    /// address is invalid or not allowed (<c>EndpointInvalid</c>, <c>EndpointInsecure</c>, <c>HostNotAllowed</c>), or a request
    /// failed.</exception>
    public static async Task<CxConnection> ConnectAsync(CxConnectOptions options, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        options = options with { ApiVersion = Validate(options) };
        var clock = options.Requests.Clock;
        var scrubber = new SecretScrubber();
        foreach (var secret in ProxySecrets.Of(options.ProxySettings)
            .Concat(ProxySecrets.Of(HttpClient.DefaultProxy)).Concat(options.HiddenTexts))
        {
            scrubber.Pin(secret);
        }

        var shared = SharedBudget(options);
        IRequestBudget budget = shared is null
            ? new RequestBudget(options.Requests.RequestsPerMinute, RequestBudget.BurstFor(options.Requests.RequestsPerMinute), clock)
            : shared;
        TokenCache? tokens = null;
        var pipelines = new HttpPipelines(options.Requests, budget, options.Transport, () => tokens!);
        var source = new TokenSource(options, new TokenRequests(options, pipelines.Token, scrubber));
        tokens = new TokenCache(source.FetchAsync, clock);
        try
        {
            var token = await tokens.GetAsync(log, cancellationToken).ConfigureAwait(false);
            string? namedTenant = null;
            var baseUri = options.Endpoint.BaseUri;
            var discovery = options.Endpoint.IsAccessKey ? new TenantDiscovery(options, pipelines.Token, scrubber) : null;
            if (discovery is not null)
            {
                (namedTenant, baseUri) = await discovery.FindAsync(token, log, cancellationToken).ConfigureAwait(false);
            }

            var client = new CxApiClient(baseUri, pipelines.Api, options.Requests, scrubber);
            var (tenant, isSeedOffered) = await ReadTenantAsync(
                client, discovery, namedTenant, log, cancellationToken).ConfigureAwait(false);
            if (shared is not null)
            {
                await shared.JoinAsync(tenant.Id, cancellationToken).ConfigureAwait(false);
            }

            var connection = new CxConnection(
                options,
                tenant,
                client,
                pipelines,
                tokens,
                new AuditLog(options.AuditFolder, clock, options.Origin, options.AuditSpoolFolder, scrubber, options.Store?.Audit)
                {
                    MaximumFileBytes = options.AuditMaximumBytes,
                },
                clock.GetUtcNow());
            if (isSeedOffered is { } isOffered)
            {
                connection.SetOffered(CxApiFamilies.Seed, isOffered);
            }

            // Records of an earlier session that the store did not take then.
            connection.AuditLog.ForwardSpool(log, cancellationToken);
            return connection;
        }
        catch
        {
            tokens.Dispose();
            pipelines.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads the tenant, and finds out whether it offers the calls below <c>/api/v2</c>. With an access key, the tenant is known already,
    /// so that a tenant that cannot be read is no error: it may offer the published calls only.
    /// </summary>
    private static async Task<(CxTenant Tenant, bool? IsSeedOffered)> ReadTenantAsync(
        CxApiClient client, TenantDiscovery? discovery, string? namedTenant, ICxLog log, CancellationToken cancellationToken)
    {
        try
        {
            var response = await client.SendAsync(
                new CxRequest { Method = HttpMethod.Get, Path = ApiRoutes.Tenant.Template }, log, cancellationToken).ConfigureAwait(false);
            return (response.Read(ConnectionJson.Default.CxTenant), true);
        }
        catch (CxRequestException exception) when (discovery is not null && IsUnreadable(exception))
        {
            var id = namedTenant ?? throw discovery.NamesNoTenant();
            log.Verbose(ConnectionMessages.TenantUnreadable(exception.ErrorId, id));

            // Any other refusal shows nothing: the role may not read the tenant, or the page of a gateway answered.
            return (new CxTenant { Id = id }, exception.StatusCode == 404 ? false : null);
        }
    }

    private static SharedRequestBudget? SharedBudget(CxConnectOptions options)
    {
        var (perMinute, perSecond)
            = (options.Requests.RequestsPerMinute, RequestBudget.BurstFor(options.Requests.RequestsPerMinute));
        var address = options.Endpoint.BaseUri.GetLeftPart(UriPartial.Authority);
        return options.Store?.OpenBudget(address, options.Credential.ClientId, perMinute, perSecond) is { } places
            ? new SharedRequestBudget(places, perMinute, perSecond, options.Requests.Clock)
            : null;
    }

    /// <summary>Returns whether the tenant answered, and will give the same answer again.</summary>
    private static bool IsUnreadable(CxRequestException exception)
        => exception.Definition == CxErrors.ObjectNotFound
            || exception.Definition == CxErrors.PermissionDenied
            || exception.Definition == CxErrors.UnexpectedStatus
            || exception.Definition == CxErrors.ResponseInvalid;

    /// <summary>Returns the version of the published calls in the form of the paths.</summary>
    private static string? Validate(CxConnectOptions options)
    {
        List<string> violations = [];
        violations.Range(nameof(options.Requests.RequestsPerMinute), options.Requests.RequestsPerMinute, 1, 1_000_000);
        violations.Range(nameof(options.Requests.MaximumRetryCount), options.Requests.MaximumRetryCount, 0, 20);
        violations.RangeAbove(ConnectionMessages.TimeoutName, options.Requests.Timeout.TotalSeconds, 0, 86_400);
        var version = CxApiVersion.Normalize(options.ApiVersion, violations);
        if ((options.ClientCredential is not null) != (options.Endpoint.Style == CxEndpointStyle.OpenId))
        {
            violations.Add(
                options.ClientCredential is null ? ConnectionMessages.ClientCredentialMissing : ConnectionMessages.ClientCredentialUnused);
        }
        else if (options.ClientCredential?.ClientId.Contains(':', StringComparison.Ordinal) == true)
        {
            violations.Add(ConnectionMessages.ClientIdHasColon);
        }

        CxValidationException.ThrowIfAny(violations);
        return version;
    }
}
