using System.Text.RegularExpressions;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>Where a tenant answers and how its token is asked for.</summary>
public sealed partial record CxEndpoint
{
    private const string PlatformAddress = "https://platform.cxone.com";
    private const string DiscoveryAddress = "https://cxone.niceincontact.com";

    // A discovered address below one of these belongs to CXone.
    private static readonly string[] KnownDomains = ["niceincontact.com", "nice-incontact.com", "incontact.com", "cxone.com"];

    /// <summary>How addresses and token requests look.</summary>
    public required CxEndpointStyle Style { get; init; }

    /// <summary>The interface's address; for an access key the token host until the discovery has answered.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>Path of the token request below <see cref="TokenHost"/>.</summary>
    public required string TokenPath { get; init; }

    /// <summary>The host that issues tokens.</summary>
    public required Uri TokenHost { get; init; }

    /// <summary>The host that knows where a tenant's interface is; access key only.</summary>
    public Uri? DiscoveryHost { get; init; }

    /// <summary>Whether the token request names scopes.</summary>
    public required bool SendsScope { get; init; }

    /// <summary>The addresses of a style.</summary>
    /// <param name="style">Which style.</param>
    /// <param name="name">Base address, organization id, domain, region or area; nothing for the platform's own address.</param>
    /// <param name="baseUri">Replaces every host of the style, for a proxy or a sandbox server.</param>
    /// <param name="tokenPath">Replaces the style's token path.</param>
    /// <exception cref="CxException">The address is not usable (<c>EndpointInvalid</c>) or not secure
    /// (<c>EndpointInsecure</c>).</exception>
    public static CxEndpoint Create(CxEndpointStyle style, string? name, string? baseUri = null, string? tokenPath = null)
    {
        var replaced = baseUri is null ? null : Address(baseUri);
        var (host, path, scope) = style switch
        {
            CxEndpointStyle.Platform => (replaced ?? Address(name ?? PlatformAddress), ApiRoutes.TokenPlatform, true),
            CxEndpointStyle.Environment => (replaced ?? Address(name), ApiRoutes.TokenPlatform, true),
            CxEndpointStyle.Organization => (
                replaced ?? Address($"https://{Label(name, "organization id")}.my.cxone.com"), ApiRoutes.TokenOrganization, false),
            CxEndpointStyle.Domain => (replaced ?? Address($"https://{HostName(name)}"), ApiRoutes.TokenOrganization, false),
            CxEndpointStyle.Region => (
                replaced ?? Address($"https://api-{Label(name, "region")}.niceincontact.com"), ApiRoutes.TokenRegion, true),
            CxEndpointStyle.AccessKey => (
                replaced ?? Address($"https://{Label(name, "area")}.nice-incontact.com"), ApiRoutes.TokenAccessKey, false),
            _ => throw new ArgumentOutOfRangeException(nameof(style)),
        };
        if (tokenPath is not null && !ApiRoute.IsPath(tokenPath))
        {
            throw new CxException(
                CxErrors.EndpointInvalid,
                $"The token path '{tokenPath}' does not start with a single '/', or has characters that must be escaped.",
                tokenPath);
        }

        return new CxEndpoint
        {
            Style = style,
            BaseUri = host,
            TokenHost = host,
            TokenPath = tokenPath ?? path,
            SendsScope = scope,
            DiscoveryHost = style == CxEndpointStyle.AccessKey ? replaced ?? new Uri(DiscoveryAddress) : null,
        };
    }

    /// <summary>Reads an address and refuses plain HTTP to anything but loopback.</summary>
    /// <exception cref="CxException">Not usable or not secure.</exception>
    internal static Uri Address(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)
            || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            // The text may hold a password as user info: it is not repeated.
            throw new CxException(
                CxErrors.EndpointInvalid, "The address is not an absolute http(s) address without user name, query and fragment.");
        }

        if (uri.Scheme == "http" && !uri.IsLoopback)
        {
            throw new CxException(
                CxErrors.EndpointInsecure,
                $"'{uri.GetLeftPart(UriPartial.Authority)}' is plain HTTP; the secret and the token would travel in clear text.",
                uri.Host);
        }

        return uri;
    }

    /// <summary>
    /// Reads the address that a discovery answered. The secret was sent to the host that was asked, never to whatever that names.
    /// </summary>
    /// <param name="text">The answer.</param>
    /// <param name="asked">The host of the discovery.</param>
    /// <param name="allowedHosts">Further hosts; see <see cref="AllowedHost"/>.</param>
    /// <exception cref="CxException">Not usable (<c>EndpointInvalid</c>), not secure (<c>EndpointInsecure</c>) or of another domain
    /// (<c>HostNotAllowed</c>).</exception>
    internal static Uri Discovered(string? text, Uri asked, IReadOnlyList<string> allowedHosts)
    {
        var address = Address(text);

        // Whoever may answer for an https host may not make the token travel in clear text, not even on this machine.
        if (address.Scheme == "http" && !asked.IsLoopback)
        {
            throw new CxException(
                CxErrors.EndpointInsecure,
                $"The discovery at {asked.Host} named '{address.GetLeftPart(UriPartial.Authority)}', "
                    + $"which is plain HTTP; the token would travel in clear text.",
                address.Host);
        }

        var host = address.IdnHost.TrimEnd('.');
        return IsSame(host, asked.IdnHost.TrimEnd('.'))
            || (asked.IsLoopback && address.IsLoopback)
            || KnownDomains.Any(domain => IsSame(host, domain) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase))
            || allowedHosts.Any(allowed => allowed.StartsWith("*.", StringComparison.Ordinal)
                ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
                : IsSame(host, allowed))
            ? address
            : throw new CxException(
                CxErrors.HostNotAllowed,
                $"The discovery at {asked.Host} named '{address.GetLeftPart(UriPartial.Authority)}', "
                    + $"which is not a host of CXone; the token was not sent there.",
                host);
    }

    /// <summary>
    /// Checks a host that the caller allows: a host name, or <c>*.</c> and a domain of at least two labels for all hosts below it.
    /// </summary>
    /// <exception cref="CxException">It is neither (<c>EndpointInvalid</c>).</exception>
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
                $"The allowed host '{text}' must be a host name, or '*.' and a domain of at least "
                    + $"two labels, without 'https://', port and path.",
                text);
    }

    private static bool IsSame(string host, string other) => host.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Label(string? text, string what)
        => text is not null && LabelPattern().IsMatch(text)
            ? text
            : throw new CxException(CxErrors.EndpointInvalid, $"'{text}' is not a valid {what}: letters, digits and hyphens only.", text);

    private static string HostName(string? text)
        => text is not null && HostPattern().IsMatch(text)
            ? text
            : throw new CxException(CxErrors.EndpointInvalid, $"'{text}' is not a host name; give it without 'https://' and path.", text);

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\z")]
    private static partial Regex LabelPattern();

    [GeneratedRegex("^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*(:[0-9]{1,5})?\\z")]
    private static partial Regex HostPattern();
}
