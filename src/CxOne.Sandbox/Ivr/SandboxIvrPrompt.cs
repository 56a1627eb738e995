namespace CxOne.Sandbox.Ivr;

/// <summary>What a node says.</summary>
internal sealed record SandboxIvrPrompt
{
    public required string Text { get; init; }

    public required string Voice { get; init; }

    /// <summary>Voice units that playing it uses.</summary>
    public required int Units { get; init; }
}
