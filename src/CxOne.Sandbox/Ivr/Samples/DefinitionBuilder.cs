namespace CxOne.Sandbox.Ivr;

/// <summary>Builds a definition node by node. Calls start at the first node.</summary>
internal sealed class DefinitionBuilder
{
    private readonly string _id;
    private readonly string _name;
    private readonly string _description;
    private readonly int _version;
    private readonly Voice _voice;
    private readonly List<SandboxIvrNode> _nodes = [];

    public DefinitionBuilder(string id, string name, string description, int version, Voice voice)
    {
        _id = id;
        _name = name;
        _description = description;
        _version = version;
        _voice = voice;
    }

    /// <summary>Adds a node that waits for input. Digits, star and hash are keys; all other inputs are words.</summary>
    public DefinitionBuilder Menu(
        string nodeId,
        string name,
        string? text,
        decimal timeoutSeconds,
        string timeoutTarget,
        params ReadOnlySpan<(string Input, string Target)> choices)
    {
        var edges = new List<SandboxIvrEdge>();
        foreach (var (input, target) in choices)
        {
            var type = input.All(character => char.IsAsciiDigit(character) || character is '*' or '#')
                ? EdgeType.Dtmf
                : EdgeType.Voice;
            edges.Add(new SandboxIvrEdge { Input = input, InputType = type, NextNodeId = target });
        }

        edges.Add(TimeoutTo(timeoutTarget));
        return Add(new SandboxIvrNode
        {
            NodeId = nodeId,
            Name = name,
            Type = NodeType.Menu,
            Prompt = Say(text),
            TimeoutSeconds = timeoutSeconds,
            Edges = edges,
        });
    }

    /// <summary>Adds a node that plays a prompt and continues without input.</summary>
    public DefinitionBuilder Prompt(string nodeId, string name, string text, string next) => Add(new SandboxIvrNode
    {
        NodeId = nodeId,
        Name = name,
        Type = NodeType.Prompt,
        Prompt = Say(text),
        Edges = [new SandboxIvrEdge { Input = string.Empty, InputType = EdgeType.Next, NextNodeId = next }],
    });

    /// <summary>Adds a queue in which the caller waits without limit.</summary>
    public DefinitionBuilder Queue(string nodeId, string name, string queueId, string? text = null) => Add(new SandboxIvrNode
    {
        NodeId = nodeId,
        Name = name,
        Type = NodeType.Queue,
        Prompt = Say(text),
        QueueId = queueId,
    });

    /// <summary>Adds a queue that callers leave after a time-out.</summary>
    public DefinitionBuilder Queue(
        string nodeId,
        string name,
        string queueId,
        string? text,
        decimal timeoutSeconds,
        string timeoutTarget) => Add(new SandboxIvrNode
        {
            NodeId = nodeId,
            Name = name,
            Type = NodeType.Queue,
            Prompt = Say(text),
            QueueId = queueId,
            TimeoutSeconds = timeoutSeconds,
            Edges = [TimeoutTo(timeoutTarget)],
        });

    /// <summary>Adds a node that transfers the call to an address.</summary>
    public DefinitionBuilder Transfer(string nodeId, string name, string target, string? text = null) => Add(new SandboxIvrNode
    {
        NodeId = nodeId,
        Name = name,
        Type = NodeType.Transfer,
        Prompt = Say(text),
        TransferTarget = target,
    });

    /// <summary>Adds a node that ends the call.</summary>
    public DefinitionBuilder HangUp(string nodeId, string name, string? text = null) => Add(new SandboxIvrNode
    {
        NodeId = nodeId,
        Name = name,
        Type = NodeType.HangUp,
        Prompt = Say(text),
    });

    public SandboxIvrDefinition Build() => new()
    {
        Id = _id,
        Name = _name,
        Description = _description,
        Version = _version,
        EntryNodeId = _nodes[0].NodeId,
        Nodes = _nodes,
    };

    private static SandboxIvrEdge TimeoutTo(string target) =>
        new() { Input = SandboxIvrSimulator.Silence, InputType = EdgeType.Timeout, NextNodeId = target };

    private SandboxIvrPrompt? Say(string? text) => text is null
        ? null
        : new SandboxIvrPrompt { Text = text, Voice = _voice.Name, Units = text.Length * _voice.UnitsPerCharacter };

    private DefinitionBuilder Add(SandboxIvrNode node)
    {
        _nodes.Add(node);
        return this;
    }
}
