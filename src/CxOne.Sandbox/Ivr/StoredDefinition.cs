namespace CxOne.Sandbox.Ivr;

/// <summary>A definition with what the tenant knows of it and does not tell.</summary>
internal sealed record StoredDefinition
{
    public required SandboxIvrDefinition Definition { get; init; }

    /// <summary>
    /// The checksum of the routing matrix as it was compiled. A deployment compiles the edges again and fails when the
    /// two differ. None: there is nothing to compare with.
    /// </summary>
    public string? RoutingChecksum { get; init; }

    /// <summary>How many deployments run out of time while resources are provisioned, before one gets through.</summary>
    public int ProvisioningTimeouts { get; init; }
}
