namespace CxOne.Errors;

/// <summary>What sort of condition an error is; the PowerShell layer maps it to an <c>ErrorCategory</c>.</summary>
public enum CxErrorKind
{
    /// <summary>An input breaks a rule, locally or on the tenant (400).</summary>
    InvalidArgument,

    /// <summary>The credential or token was refused (401).</summary>
    Authentication,

    /// <summary>The client lacks a scope or role (403).</summary>
    Permission,

    /// <summary>There is no such resource (404), or no connection.</summary>
    NotFound,

    /// <summary>The resource is already in the wanted or a conflicting state (409).</summary>
    Exists,

    /// <summary>The operation does not fit the present state (412 and kin).</summary>
    InvalidOperation,

    /// <summary>The tenant's rate limit (429).</summary>
    LimitsExceeded,

    /// <summary>The tenant failed or is out of service (5xx).</summary>
    Unavailable,

    /// <summary>A deadline passed.</summary>
    Timeout,

    /// <summary>The tenant could not be reached: DNS, TCP or TLS.</summary>
    Connection,

    /// <summary>The tenant answered something that cannot be understood, or an operation ended badly.</summary>
    InvalidResult,

    /// <summary>A local file could not be written.</summary>
    Write,

    /// <summary>A local file is damaged.</summary>
    InvalidData,
}
