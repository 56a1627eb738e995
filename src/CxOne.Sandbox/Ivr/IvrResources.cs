namespace CxOne.Sandbox.Ivr;

/// <summary>A voice of the tenant.</summary>
internal sealed record Voice
{
    public required string Name { get; init; }

    /// <summary>Voice units per character.</summary>
    public required int UnitsPerCharacter { get; init; }

    /// <summary>Whether definitions with this voice can be simulated but not deployed.</summary>
    public bool IsDeprecated { get; init; }
}

/// <summary>A queue for callers.</summary>
internal sealed record RoutingQueue
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public bool IsDisabled { get; init; }
}
