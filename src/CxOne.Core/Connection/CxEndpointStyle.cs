namespace CxOne.Connection;

/// <summary>The styles of addresses and token requests.</summary>
public enum CxEndpointStyle
{
    /// <summary><c>https://platform.cxone.com</c> or <c>CXONE_BASE_URL</c>; <c>/oauth/token</c> with scope.</summary>
    Platform,

    /// <summary>Any base address; <c>/oauth/token</c> with scope.</summary>
    Environment,

    /// <summary><c>https://{orgId}.my.cxone.com</c>; <c>/api/v2/oauth/token</c> without scope.</summary>
    Organization,

    /// <summary><c>https://{domain}</c>; <c>/api/v2/oauth/token</c> without scope.</summary>
    Domain,

    /// <summary><c>https://api-{region}.niceincontact.com</c>; <c>/api/v2/oauth2/token</c> with scope.</summary>
    Region,

    /// <summary>
    /// Access key at <c>https://{area}.nice-incontact.com</c>, or at <c>https://cxone.niceincontact.com</c> without an area; the address of
    /// the interface is discovered.
    /// </summary>
    AccessKey,

    /// <summary>
    /// Access key and client at <c>https://cxone.niceincontact.com/auth/token</c> (OpenID Connect, grant type <c>password</c>); the address
    /// of the interface is discovered.
    /// </summary>
    OpenId,
}
