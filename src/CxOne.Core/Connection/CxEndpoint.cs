using System.Text.RegularExpressions;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>The addresses of a tenant and the form of its token request.</summary>
public sealed partial record CxEndpoint
{
    private const string PlatformAddress = "https://platform.cxone.com";
    private const string GlobalAddress = "https://cxone.niceincontact.com";

    // A discovered address below one of these belongs to CXone.
    private static readonly string[] KnownDomains = ["niceincontact.com", "nice-incontact.com", "incontact.com", "cxone.com"];

    /// <summary>Gets the style of the addresses and the token request.</summary>
    public required CxEndpointStyle Style { get; init; }

    /// <summary>
    /// Gets the base address of the tenant's interface. For an access key, it is the token host until the discovery has returned the
    /// address.
    /// </summary>
    public required Uri BaseUri { get; init; }

    /// <summary>Gets the path of the token request below <see cref="TokenHost"/>.</summary>
    public required string TokenPath { get; init; }

    /// <summary>Gets the host that issues tokens.</summary>
    public required Uri TokenHost { get; init; }

    /// <summary>
    /// Gets the host that issues tokens if <see cref="TokenHost"/> cannot be reached or has no such path; <see langword="null"/> for none.
    /// </summary>
    public Uri? FallbackTokenHost { get; init; }

    /// <summary>Gets the host of the discovery by tenant; <see langword="null"/> except for an access key.</summary>
    public Uri? DiscoveryHost { get; init; }

    /// <summary>
    /// Gets the host of the discovery without a tenant, which is used if the token names no tenant, or if <see cref="DiscoveryHost"/> has
    /// no address for it; <see langword="null"/> for none.
    /// </summary>
    public Uri? AreaHost { get; init; }

    /// <summary>
    /// Gets whether the host of the cluster that the token names is used if no discovery returns an address. It is not if
    /// <see cref="TokenHost"/> is an address of the user, because the token would leave it.
    /// </summary>
    public bool UsesClusterHost { get; init; }

    internal bool IsAccessKey => Style is CxEndpointStyle.AccessKey or CxEndpointStyle.OpenId;

    /// <summary>Gets whether the token request names scopes.</summary>
    public required bool SendsScope { get; init; }

    /// <summary>Creates the addresses of a style.</summary>
    /// <param name="style">The style.</param>
    /// <param name="name">The base address, organization id, domain, region or area; <see langword="null"/> for the address of the
    /// platform, or for the global host of access keys.</param>
    /// <param name="baseUri">An address that replaces all hosts of the style, such as a proxy or a sandbox server.</param>
    /// <param name="tokenPath">A path that replaces the token path of the style.</param>
    /// <exception cref="CxException">The address is invalid (<c>EndpointInvalid</c>) or not secure
    /// (<c>EndpointInsecure</c>).</exception>
    public static CxEndpoint Create(CxEndpointStyle style, string? name, string? baseUri = null, string? tokenPath = null)
    {
        var replaced = baseUri is null ? null : Address(baseUri);
        if (tokenPath is not null && !ApiRoute.IsPath(tokenPath))
        {
            throw new CxException(
                CxErrors.EndpointInvalid,
                ConnectionMessages.TokenPathInvalid(tokenPath),
                tokenPath);
        }

        if (style is CxEndpointStyle.AccessKey or CxEndpointStyle.OpenId)
        {
            return ForAccessKey(style, name, replaced, tokenPath);
        }

        var (host, path, scope) = style switch
        {
            CxEndpointStyle.Platform => (replaced ?? Address(name ?? PlatformAddress), ApiRoutes.TokenPlatform, true),
            CxEndpointStyle.Environment => (replaced ?? Address(name), ApiRoutes.TokenPlatform, true),
            CxEndpointStyle.Organization => (
                replaced ?? Address($"https://{Label(name, ConnectionMessages.OrganizationIdName)}.my.cxone.com"),
                ApiRoutes.TokenOrganization,
                false),
            CxEndpointStyle.Domain => (replaced ?? Address($"https://{HostName(name)}"), ApiRoutes.TokenOrganization, false),
            CxEndpointStyle.Region => (
                replaced ?? Address($"https://api-{Label(name, ConnectionMessages.RegionName)}.niceincontact.com"),
                ApiRoutes.TokenRegion,
                true),
            _ => throw new ArgumentOutOfRangeException(nameof(style)),
        };
        return new CxEndpoint { Style = style, BaseUri = host, TokenHost = host, TokenPath = tokenPath ?? path, SendsScope = scope };
    }

    /// <summary>
    /// An access key logs in at the host of its area; the global host accepts it as well. The token endpoint of OpenID Connect is on the
    /// global host.
    /// </summary>
    private static CxEndpoint ForAccessKey(CxEndpointStyle style, string? area, Uri? replaced, string? tokenPath)
    {
        var isOpenId = style == CxEndpointStyle.OpenId;
        var global = replaced ?? new Uri(GlobalAddress);
        var ofArea = replaced
            ?? (area is null ? null : Address($"https://{Label(area, ConnectionMessages.AreaName)}.nice-incontact.com"));
        var host = isOpenId ? global : ofArea ?? global;
        return new CxEndpoint
        {
            Style = style,
            BaseUri = host,
            TokenHost = host,
            FallbackTokenHost = host == global || tokenPath is not null ? null : global,
            TokenPath = tokenPath ?? (isOpenId ? ApiRoutes.TokenOpenId : ApiRoutes.TokenAccessKey),
            SendsScope = false,
            DiscoveryHost = global,
            AreaHost = ofArea,
            UsesClusterHost = replaced is null,
        };
    }

    /// <summary>Returns the host of a cluster; <see langword="null"/> if the name cannot be a part of a host name.</summary>
    /// <param name="clusterId">The id of the cluster, such as <c>C32</c>.</param>
    internal static string? ClusterAddress(string? clusterId)
        => clusterId is not null && LabelPattern().IsMatch(clusterId)
            ? $"https://api-{clusterId.ToLowerInvariant()}.nice-incontact.com"
            : null;

    /// <summary>Reads an address. Plain HTTP is accepted for loopback only.</summary>
    /// <exception cref="CxException">The address is invalid (<c>EndpointInvalid</c>) or not secure (<c>EndpointInsecure</c>).</exception>
    internal static Uri Address(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)
            || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new CxException(CxErrors.EndpointInvalid, ConnectionMessages.AddressInvalid);
        }

        if (uri.Scheme == "http" && !uri.IsLoopback)
        {
            throw new CxException(
                CxErrors.EndpointInsecure,
                ConnectionMessages.AddressInsecure(uri.GetLeftPart(UriPartial.Authority)),
                uri.Host);
        }

        return uri;
    }

    /// <summary>
    /// Reads the address that a discovery returned. The token is sent only to hosts that belong to CXone or are allowed.
    /// </summary>
    /// <param name="text">The address.</param>
    /// <param name="discovery">The host of the discovery.</param>
    /// <param name="allowedHosts">Further hosts; see <see cref="AllowedHost"/>.</param>
    /// <exception cref="CxException">The address is invalid (<c>EndpointInvalid</c>), not secure (<c>EndpointInsecure</c>) or of another
    /// domain (<c>HostNotAllowed</c>).</exception>
    internal static Uri Discovered(string? text, Uri discovery, IReadOnlyList<string> allowedHosts)
    {
        var address = Address(text);

        // An https host must not be able to redirect the token to plain HTTP, not even on this machine.
        if (address.Scheme == "http" && !discovery.IsLoopback)
        {
            throw new CxException(
                CxErrors.EndpointInsecure,
                ConnectionMessages.DiscoveredAddressInsecure(discovery.Host, address.GetLeftPart(UriPartial.Authority)),
                address.Host);
        }

        var host = address.IdnHost.TrimEnd('.');
        return IsSame(host, discovery.IdnHost.TrimEnd('.'))
            || (discovery.IsLoopback && address.IsLoopback)
            || KnownDomains.Any(domain => IsSame(host, domain) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase))
            || allowedHosts.Any(allowed => allowed.StartsWith("*.", StringComparison.Ordinal)
                ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
                : IsSame(host, allowed))
            ? address
            : throw new CxException(
                CxErrors.HostNotAllowed,
                ConnectionMessages.DiscoveredHostNotAllowed(discovery.Host, address.GetLeftPart(UriPartial.Authority)),
                host);
    }

    /// <summary>
    /// Reads an allowed host: a host name, or <c>*.</c> and a domain of at least two labels for all hosts below it.
    /// </summary>
    /// <exception cref="CxException">The text is neither (<c>EndpointInvalid</c>).</exception>
    internal static string AllowedHost(string text)
    {
        var host = text.Trim().TrimEnd('.');
        var isWildcard = host.StartsWith("*.", StringComparison.Ordinal);
        var name = isWildcard ? host[2..] : host;
        return HostPattern().IsMatch(name)
            && !name.Contains(':', StringComparison.Ordinal)
            && (!isWildcard || name.Contains('.', StringComparison.Ordinal))
            ? host
            : throw new CxException(
                CxErrors.EndpointInvalid,
                ConnectionMessages.AllowedHostInvalid(text),
                text);
    }

    private static bool IsSame(string host, string other) => host.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Label(string? text, string name)
        => text is not null && LabelPattern().IsMatch(text)
            ? text
            : throw new CxException(CxErrors.EndpointInvalid, ConnectionMessages.NamePartInvalid(name, text), text);

    private static string HostName(string? text)
        => text is not null && HostPattern().IsMatch(text)
            ? text
            : throw new CxException(CxErrors.EndpointInvalid, ConnectionMessages.DomainInvalid(text), text);

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\z")]
    private static partial Regex LabelPattern();

    [GeneratedRegex("^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*(:[0-9]{1,5})?\\z")]
    private static partial Regex HostPattern();
}
