namespace CxOne.Errors;

/// <summary>The kinds of errors. The PowerShell layer maps them to an <c>ErrorCategory</c>.</summary>
public enum CxErrorKind
{
    /// <summary>An input breaks a rule of the module or of the tenant (400).</summary>
    InvalidArgument,

    /// <summary>The credential or token was refused (401).</summary>
    Authentication,

    /// <summary>The client lacks a scope or role (403).</summary>
    Permission,

    /// <summary>The object does not exist (404).</summary>
    NotFound,

    /// <summary>The object exists already or is in a conflicting state (409).</summary>
    Exists,

    /// <summary>The operation is not valid in the current state (412 and others).</summary>
    InvalidOperation,

    /// <summary>The tenant's rate limit was exceeded (429).</summary>
    LimitsExceeded,

    /// <summary>The tenant failed or is unavailable (5xx).</summary>
    Unavailable,

    /// <summary>A deadline passed.</summary>
    Timeout,

    /// <summary>The tenant could not be reached: DNS, TCP or TLS.</summary>
    Connection,

    /// <summary>The answer of the tenant is invalid, or an operation failed.</summary>
    InvalidResult,

    /// <summary>A local file could not be written.</summary>
    Write,

    /// <summary>A local file is damaged.</summary>
    InvalidData,
}
