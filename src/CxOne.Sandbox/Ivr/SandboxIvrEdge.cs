namespace CxOne.Sandbox.Ivr;

/// <summary>A way from one node to another.</summary>
internal sealed record SandboxIvrEdge
{
    /// <summary>The key pressed, the word said, or <c>timeout</c>; empty for <see cref="EdgeType.Next"/>.</summary>
    public required string Input { get; init; }

    /// <summary>One of <see cref="EdgeType"/>.</summary>
    public required string InputType { get; init; }

    public required string NextNodeId { get; init; }
}
