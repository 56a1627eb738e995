using CxOne.Audit;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>What a caller gave to connect with; the environment fills what is missing.</summary>
public sealed record CxConnectRequest
{
    /// <summary>The client or access key, where it was given.</summary>
    public CxCredential? Credential { get; init; }

    /// <summary>A base address: the environment style by itself, the host of another style beside it.</summary>
    public string? BaseUri { get; init; }

    /// <summary>Organization style.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Domain style.</summary>
    public string? Domain { get; init; }

    /// <summary>Region style.</summary>
    public string? Region { get; init; }

    /// <summary>Access key style.</summary>
    public bool AccessKey { get; init; }

    /// <summary>Area of the access key's token host: na1, au1, eu1, ….</summary>
    public string? Area { get; init; }

    /// <summary>Replaces the style's token path.</summary>
    public string? TokenPath { get; init; }

    /// <summary>
    /// Hosts that the discovery of the access key style may name besides CXone's own domains: a host name, or <c>*.</c> and a domain.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Scopes to ask for; all of the module's where it is absent.</summary>
    public IReadOnlyList<string>? Scope { get; init; }

    /// <summary>Folder of the audit log.</summary>
    public string? AuditPath { get; init; }

    /// <summary>Who acts on this side, for the audit log.</summary>
    public AuditOrigin? Origin { get; init; }

    /// <summary>Pace, retries and time-outs.</summary>
    public CxRequestOptions Requests { get; init; } = new();

    /// <summary>Fills what is missing from the environment and makes the options of a connection.</summary>
    /// <param name="environment">Reads one variable; <see langword="null"/> where it is not set.</param>
    /// <exception cref="CxException">Something is missing or not usable; the message names the parameter and the variable.</exception>
    public CxConnectOptions Resolve(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new CxConnectOptions
        {
            Endpoint = ResolveEndpoint(Variable),
            Credential = ResolveCredential(Variable),
            Scope = Scope ?? CxScopes.All,
            Requests = Requests,
            Origin = Origin,
            AllowedHosts = [.. AllowedHosts.Select(CxEndpoint.AllowedHost)],
            ProxySettings = ProxySecrets.Settings(environment),
            AuditFolder = AuditFolders.Resolve(AuditPath, environment),
            AuditSpoolFolder = AuditFolders.SpoolFolder(environment),
        };

        string? Variable(string name) => environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }

    private CxEndpoint ResolveEndpoint(Func<string, string?> variable)
    {
        if (AccessKey)
        {
            return CxEndpoint.Create(CxEndpointStyle.AccessKey, Area, BaseUri, TokenPath);
        }

        // What the caller names comes before what the environment names; in the environment a whole address comes before a part of one.
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

    private CxCredential ResolveCredential(Func<string, string?> variable)
    {
        if (Credential is not null)
        {
            return Credential;
        }

        var id = variable("CXONE_CLIENT_ID");
        var secret = variable("CXONE_CLIENT_SECRET");
        if (id is not null && secret is not null)
        {
            return new CxCredential(id, secret);
        }

        var missing = (id, secret) switch
        {
            (null, null) => "Neither the client id nor the secret is known",
            (null, _) => "The client id is missing: CXONE_CLIENT_SECRET is set but CXONE_CLIENT_ID is not",
            _ => "The secret is missing: CXONE_CLIENT_ID is set but CXONE_CLIENT_SECRET is not",
        };
        throw new CxException(
            CxErrors.CredentialMissing,
            $"{missing}. Pass {CxHint.Option("Credential")}, or set the environment variables CXONE_CLIENT_ID and CXONE_CLIENT_SECRET.");
    }
}
