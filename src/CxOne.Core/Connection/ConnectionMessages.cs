using System.Globalization;

namespace CxOne.Connection;

/// <summary>Every text of this area that a user can meet. A snapshot test holds all of them.</summary>
internal static class ConnectionMessages
{
    public const string CredentialMissing = "The client id and the secret are missing.";
    public const string ClientIdMissing = "The client id is missing: CXONE_CLIENT_SECRET is set, but CXONE_CLIENT_ID is not.";
    public const string SecretMissing = "The secret is missing: CXONE_CLIENT_ID is set, but CXONE_CLIENT_SECRET is not.";

    // The address itself may contain a password.
    public const string AddressInvalid = "The address must be an absolute http or https address without user name, query and fragment.";

    public const string OrganizationIdName = "organization id";
    public const string RegionName = "region";
    public const string AreaName = "area";
    public const string TimeoutName = "TimeoutSec";

    public static string ConnectionClosed(string tenantId) => $"The connection to {tenantId} was closed.";

    public static string NoStore(string connection) => $"The connection to {connection} has no store.";

    public static string AddressInsecure(string address)
        => $"The address must use https (was '{address}'); over plain HTTP the secret and the token would travel in clear text.";

    public static string TokenPathInvalid(string path)
        => $"The token path must start with a single '/', and characters such as spaces must be escaped (was '{path}').";

    public static string NamePartInvalid(string name, string? value)
        => $"The {name} must consist of letters, digits and hyphens (was '{value}').";

    public static string DomainInvalid(string? domain)
        => $"The domain must be a host name without 'https://' and without a path (was '{domain}').";

    public static string AllowedHostInvalid(string host)
        => "An allowed host must be a host name, or '*.' and a domain of at least two labels, without 'https://', port and path "
            + $"(was '{host}').";

    public static string DiscoveredAddressInsecure(string discoveryHost, string address)
        => $"The discovery at {discoveryHost} returned '{address}', which uses plain HTTP; the token would travel in clear text.";

    public static string DiscoveredHostNotAllowed(string discoveryHost, string address)
        => $"The discovery at {discoveryHost} returned '{address}', which is not a host of CXone; the token was not sent there.";

    public static string RefreshTokenRefused(string errorId)
        => $"The refresh token was not accepted ({errorId}); requesting a token with the access key.";

    public static string TokenWithoutTenant(string uri)
        => $"The answer to POST {uri} could not be understood: the token of the access key names no tenant (claim 'tenantId').";

    // Follows the words "the answer could not be understood:".
    public static string TokenInvalid(int maximumLength, double lifetimeSec) => string.Create(
        CultureInfo.InvariantCulture,
        $"the token is empty, is longer than {maximumLength} characters, contains characters that a header cannot carry, or has a "
            + $"lifetime of {lifetimeSec} s.");

    public static string TokenRequestRefused(string host, string clientId, bool isScope, int status, string? said, string request)
        => $"The token endpoint of {host} refused {(isScope ? "the scopes for " : null)}client '{clientId}': "
            + $"{said ?? $"status {status}"} ({request})";

    public static string RequestDetails(string method, string uri, string? requestId)
        => $"{method} {uri}{(requestId is null ? null : $", request id {requestId}")}";
}
