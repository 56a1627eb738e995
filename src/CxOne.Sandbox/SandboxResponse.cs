namespace CxOne.Sandbox;

/// <summary>What the tenant answers, and what the transport has to spoil about it.</summary>
public sealed record SandboxResponse
{
    /// <summary>The HTTP status; 0 when the connection is cut before there is one.</summary>
    public required int Status { get; init; }

    /// <summary>The headers, those of the body included; names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body, whole even when <see cref="TransportFault"/> says that it does not arrive whole.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What happens on the way back.</summary>
    public SandboxTransportFault TransportFault { get; init; }
}
