namespace CxOne.Sandbox;

/// <summary>A response of the tenant, and the fault that the transport must apply to it.</summary>
public sealed record SandboxResponse
{
    /// <summary>Gets the HTTP status; 0 if the connection is cut before a response.</summary>
    public required int Status { get; init; }

    /// <summary>Gets the headers, including those of the body. Names may have any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the complete body, even if <see cref="TransportFault"/> cuts it.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets the fault that the transport must apply to the response.</summary>
    public SandboxTransportFault TransportFault { get; init; }
}
