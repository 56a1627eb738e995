namespace CxOne.Sandbox.Ivr;

/// <summary>One state of an IVR definition.</summary>
internal sealed record SandboxIvrNode
{
    public required string NodeId { get; init; }

    public required string Name { get; init; }

    /// <summary>One of <see cref="NodeType"/>.</summary>
    public required string Type { get; init; }

    public SandboxIvrPrompt? Prompt { get; init; }

    /// <summary>How long the node waits for input, in seconds.</summary>
    public decimal? TimeoutSeconds { get; init; }

    public string? QueueId { get; init; }

    public string? TransferTarget { get; init; }

    public IReadOnlyList<SandboxIvrEdge> Edges { get; init; } = [];
}
