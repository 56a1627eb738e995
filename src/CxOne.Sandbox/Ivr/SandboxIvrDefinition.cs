namespace CxOne.Sandbox.Ivr;

/// <summary>An IVR as a state machine.</summary>
internal sealed record SandboxIvrDefinition
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required int Version { get; init; }

    public required string EntryNodeId { get; init; }

    public required IReadOnlyList<SandboxIvrNode> Nodes { get; init; }

    public SandboxIvrNode? FindNode(string nodeId) =>
        Nodes.FirstOrDefault(node => string.Equals(node.NodeId, nodeId, StringComparison.Ordinal));

    public int VoiceUnits() => Nodes.Sum(node => node.Prompt?.Units ?? 0);
}
