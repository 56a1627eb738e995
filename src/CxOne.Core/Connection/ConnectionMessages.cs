using System.Globalization;

namespace CxOne.Connection;

/// <summary>Every text of this area that a user can meet. A snapshot test holds all of them.</summary>
internal static class ConnectionMessages
{
    public const string CredentialMissing = "The client id and the secret are missing.";
    public const string ClientIdMissing = "The client id is missing: CXONE_CLIENT_SECRET is set, but CXONE_CLIENT_ID is not.";
    public const string SecretMissing = "The secret is missing: CXONE_CLIENT_ID is set, but CXONE_CLIENT_SECRET is not.";
    public const string AccessKeyMissing = "The access key's id and secret are missing.";

    public const string AccessKeyIdMissing
        = "The access key's id is missing: CXONE_ACCESS_KEY_SECRET is set, but CXONE_ACCESS_KEY_ID is not.";

    public const string AccessKeySecretMissing
        = "The access key's secret is missing: CXONE_ACCESS_KEY_ID is set, but CXONE_ACCESS_KEY_SECRET is not.";

    public const string ClientCredentialMissing = "The endpoint style OpenId requires a client in addition to the access key.";
    public const string ClientCredentialUnused = "A client in addition to the credential belongs to the endpoint style OpenId only.";
    public const string ClientIdHasColon
        = "The client id must not contain a colon, which separates it from the secret in the token request.";
    public const string AccessKeyName = "AccessKey";
    public const string ClientIdName = "ClientId";
    public const string SeedFamily = "/api/v2";
    public const string PublishedFamily = "/inContactAPI/services";

    // The address itself may contain a password.
    public const string AddressInvalid = "The address must be an absolute http or https address without user name, query and fragment.";

    public const string OrganizationIdName = "organization id";
    public const string RegionName = "region";
    public const string AreaName = "area";
    public const string TimeoutName = "TimeoutSec";

    public static string CredentialAmbiguous(string accessKeyOption, string clientIdOption)
        => "The environment has variables of both an access key (CXONE_ACCESS_KEY_ID, CXONE_ACCESS_KEY_SECRET) and a client "
            + $"(CXONE_CLIENT_ID, CXONE_CLIENT_SECRET). {accessKeyOption} selects the access key, {clientIdOption} selects the client.";

    public static string ApiVersionInvalid(string version)
        => $"ApiVersion must be a version from 1 to 99, such as 30, 30.0 or v30.0 (was '{version}').";

    public static string ApiNotOffered(string tenantId, string family, string? counterpart)
        => $"Tenant {tenantId} does not offer the calls below {family}.{(counterpart is null ? null : $" {counterpart}")}";

    public static string TokenHostUnavailable(string host, string errorId, string next)
        => $"The token endpoint of {host} is not available ({errorId}); requesting the token at {next}.";

    public static string DiscoveryUnavailable(string host, string errorId, string next)
        => $"The discovery at {host} returned no address ({errorId}); {next}.";

    public static string AskingDiscovery(string host) => $"requesting it at {host}";

    public static string UsingCluster(string cluster) => $"using the host of cluster {cluster}, which the token names";

    public static string TenantUnreadable(string errorId, string tenantId)
        => $"The tenant could not be read ({errorId}); using tenant {tenantId}, which the token names.";

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
        => $"The answer to POST {uri} could not be understood: the token of the access key names no tenant (claim 'tenantId'), and the "
            + "discovery does not either.";

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
