namespace CxOne.Sandbox.Tenant;

/// <summary>The tenant itself.</summary>
internal sealed record TenantProfile
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Where IVR definitions can be deployed to.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    /// <summary>The voice units that one deployment may use.</summary>
    public required int TtsUnitQuota { get; init; }
}
