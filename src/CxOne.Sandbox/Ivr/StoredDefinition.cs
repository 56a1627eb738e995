namespace CxOne.Sandbox.Ivr;

/// <summary>A definition with internal data that the tenant does not publish.</summary>
internal sealed record StoredDefinition
{
    public required SandboxIvrDefinition Definition { get; init; }

    /// <summary>
    /// The checksum of the compiled routing matrix, or null. A deployment compiles the edges again and fails if the checksums
    /// differ.
    /// </summary>
    public string? RoutingChecksum { get; init; }

    /// <summary>Number of deployments that time out in provisioning before one succeeds.</summary>
    public int ProvisioningTimeouts { get; init; }
}
