namespace CxOne.Sandbox;

/// <summary>What the transport has to do to an answer before the client sees it.</summary>
public enum SandboxTransportFault
{
    /// <summary>Nothing: the answer goes out whole.</summary>
    None,

    /// <summary>The connection is cut; the request had no effect.</summary>
    ResetBefore,

    /// <summary>The connection is cut; the request had its effect.</summary>
    ResetAfter,

    /// <summary>Status and headers go out, with the full <c>Content-Length</c>, and then half of the body.</summary>
    Truncate,
}
