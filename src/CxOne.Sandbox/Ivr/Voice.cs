namespace CxOne.Sandbox.Ivr;

/// <summary>A voice that the tenant has.</summary>
internal sealed record Voice
{
    public required string Name { get; init; }

    /// <summary>Voice units for each character.</summary>
    public required int UnitsPerCharacter { get; init; }

    /// <summary>It still speaks, but nothing that uses it can be deployed.</summary>
    public bool IsDeprecated { get; init; }
}
