namespace CxOne.Sandbox.Ivr;

/// <summary>An IVR definition as a state machine.</summary>
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

/// <summary>One state of an IVR definition.</summary>
internal sealed record SandboxIvrNode
{
    public required string NodeId { get; init; }

    public required string Name { get; init; }

    /// <summary>One of <see cref="NodeType"/>.</summary>
    public required string Type { get; init; }

    public SandboxIvrPrompt? Prompt { get; init; }

    /// <summary>The time in seconds for which the node waits for input.</summary>
    public decimal? TimeoutSeconds { get; init; }

    public string? QueueId { get; init; }

    public string? TransferTarget { get; init; }

    public IReadOnlyList<SandboxIvrEdge> Edges { get; init; } = [];
}

/// <summary>The types of nodes.</summary>
internal static class NodeType
{
    public const string Menu = "MENU";
    public const string Prompt = "PROMPT";
    public const string Queue = "QUEUE";
    public const string Transfer = "TRANSFER";
    public const string HangUp = "HANGUP";
}

/// <summary>The announcement of a node.</summary>
internal sealed record SandboxIvrPrompt
{
    public required string Text { get; init; }

    public required string Voice { get; init; }

    /// <summary>Voice units of playing it once.</summary>
    public required int Units { get; init; }
}

/// <summary>A transition from one node to another.</summary>
internal sealed record SandboxIvrEdge
{
    /// <summary>The key, the word, or <c>timeout</c>; empty for <see cref="EdgeType.Next"/>.</summary>
    public required string Input { get; init; }

    /// <summary>One of <see cref="EdgeType"/>.</summary>
    public required string InputType { get; init; }

    public required string NextNodeId { get; init; }
}

/// <summary>The types of input that take an edge.</summary>
internal static class EdgeType
{
    public const string Dtmf = "DTMF";
    public const string Voice = "VOICE";
    public const string Timeout = "TIMEOUT";
    public const string Next = "NEXT";
}
