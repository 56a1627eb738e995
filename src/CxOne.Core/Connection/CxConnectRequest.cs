using CxOne.Audit;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>The values to connect with. Environment variables supply those that are missing.</summary>
public sealed record CxConnectRequest
{
    /// <summary>Gets the client or access key; <see langword="null"/> to read it from the environment.</summary>
    public CxCredential? Credential { get; init; }

    /// <summary>
    /// Gets the base address. Alone it selects the style <see cref="CxEndpointStyle.Environment"/>; with another style it replaces the
    /// host.
    /// </summary>
    public string? BaseUri { get; init; }

    /// <summary>Gets the organization id, which selects <see cref="CxEndpointStyle.Organization"/>.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Gets the domain, which selects <see cref="CxEndpointStyle.Domain"/>.</summary>
    public string? Domain { get; init; }

    /// <summary>Gets the region, which selects <see cref="CxEndpointStyle.Region"/>.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// Gets whether the credential is an access key, which selects <see cref="CxEndpointStyle.AccessKey"/>. If neither this nor
    /// <see cref="Credential"/>, <see cref="OrganizationId"/>, <see cref="Domain"/> or <see cref="Region"/> is set, an access key in the
    /// environment selects the style as well.
    /// </summary>
    public bool AccessKey { get; init; }

    /// <summary>
    /// Gets the client that requests tokens with the access key, which selects <see cref="CxEndpointStyle.OpenId"/>;
    /// <see langword="null"/> for an access key alone.
    /// </summary>
    public CxCredential? ClientCredential { get; init; }

    /// <summary>
    /// Gets the area of the token host for an access key, such as na1, au1 or eu1; <see langword="null"/> to read it from the environment.
    /// Without an area, the global host is used.
    /// </summary>
    public string? Area { get; init; }

    /// <summary>Gets the path of the token request; <see langword="null"/> for the path of the style.</summary>
    public string? TokenPath { get; init; }

    /// <summary>
    /// Gets the hosts that the discovery may return in addition to CXone's own domains: host names, or <c>*.</c> and a domain.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Gets the scopes to request; <see langword="null"/> for all scopes of the module.</summary>
    public IReadOnlyList<string>? Scope { get; init; }

    /// <summary>
    /// Gets the version of the published calls, such as <c>v31.0</c> (<c>31</c> and <c>31.0</c> are the same), from 1 to 99;
    /// <see langword="null"/> for the module's own table.
    /// </summary>
    public string? ApiVersion { get; init; }

    /// <summary>Gets the folder of the local audit log; <see langword="null"/> to read it from the environment.</summary>
    public string? AuditPath { get; init; }

    /// <summary>Gets the user and machine that the audit log names.</summary>
    public AuditOrigin? Origin { get; init; }

    /// <summary>Gets the request budget, retries and time-outs.</summary>
    public CxRequestOptions Requests { get; init; } = new();

    /// <summary>Returns the options of a connection. Missing values are read from the environment.</summary>
    /// <param name="environment">Reads a variable; returns <see langword="null"/> if it is not set.</param>
    /// <exception cref="CxException">The credential is missing (<c>CredentialMissing</c>), the environment has a client and an access key
    /// (<c>CredentialAmbiguous</c>), or an address is invalid (<c>EndpointInvalid</c>) or not secure (<c>EndpointInsecure</c>).</exception>
    /// <exception cref="CxValidationException"><see cref="ApiVersion"/> is no version.</exception>
    public CxConnectOptions Resolve(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        List<string> violations = [];
        var version = CxApiVersion.Normalize(ApiVersion, violations);
        CxValidationException.ThrowIfAny(violations, ApiVersion);
        var credentials = new EnvironmentCredentials(Variable);
        var isAccessKey = AccessKey || ClientCredential is not null || (!DecidesForClient && credentials.SelectsAccessKey());
        return new CxConnectOptions
        {
            Endpoint = isAccessKey ? ResolveAccessKeyEndpoint(Variable) : ResolveEndpoint(Variable),
            Credential = Credential ?? (isAccessKey ? credentials.AccessKey() : credentials.Client()),
            ClientCredential = ClientCredential,
            Scope = Scope ?? CxScopes.All,
            ApiVersion = version,
            Requests = Requests,
            Origin = Origin,
            AllowedHosts = [.. AllowedHosts.Select(CxEndpoint.AllowedHost)],
            ProxySettings = ProxySecrets.Settings(environment),
            AuditFolder = AuditFolders.Resolve(AuditPath, environment),
            AuditSpoolFolder = AuditFolders.SpoolFolder(environment),
            AuditMaximumBytes = AuditFolders.MaximumBytes(environment),
        };

        string? Variable(string name) => environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }

    // A base address goes with both kinds of credentials and decides for neither.
    private bool DecidesForClient => (Credential ?? (object?)OrganizationId ?? Domain ?? Region) is not null;

    private CxEndpoint ResolveAccessKeyEndpoint(Func<string, string?> variable)
        => CxEndpoint.Create(
            ClientCredential is null ? CxEndpointStyle.AccessKey : CxEndpointStyle.OpenId,
            Area ?? variable("CXONE_AREA"),
            BaseUri,
            TokenPath);

    private CxEndpoint ResolveEndpoint(Func<string, string?> variable)
    {
        // Values of the caller precede those of the environment. In the environment, a whole address precedes a part of one.
        (CxEndpointStyle Style, string? Name)[] candidates =
        [
            (CxEndpointStyle.Organization, OrganizationId),
            (CxEndpointStyle.Domain, Domain),
            (CxEndpointStyle.Region, Region),
            (CxEndpointStyle.Environment, BaseUri),
            (CxEndpointStyle.Platform, variable("CXONE_BASE_URL")),
            (CxEndpointStyle.Organization, variable("CXONE_ORG_ID")),
            (CxEndpointStyle.Domain, variable("CXONE_DOMAIN")),
        ];
        var chosen = candidates.FirstOrDefault(candidate => candidate.Name is not null, (CxEndpointStyle.Platform, null));
        return CxEndpoint.Create(chosen.Style, chosen.Name, BaseUri, TokenPath);
    }
}
