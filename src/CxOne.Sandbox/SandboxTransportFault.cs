namespace CxOne.Sandbox;

/// <summary>The fault that the transport applies to a response.</summary>
public enum SandboxTransportFault
{
    /// <summary>The response is sent unchanged.</summary>
    None,

    /// <summary>The connection is cut. The request had no effect.</summary>
    ResetBefore,

    /// <summary>The connection is cut. The request took effect.</summary>
    ResetAfter,

    /// <summary>Status and headers are sent with the full <c>Content-Length</c>, but only half of the body.</summary>
    Truncate,
}
