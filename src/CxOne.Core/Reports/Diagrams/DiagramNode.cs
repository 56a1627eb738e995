using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>A node of a flowchart.</summary>
/// <param name="nodeId">Its id in the definition.</param>
/// <param name="mermaidId">Its id in the flowchart.</param>
/// <param name="source">The node of the definition; <see langword="null"/> if only a transition or a step refers to it.</param>
internal sealed class DiagramNode(string nodeId, string mermaidId, IvrNode? source)
{
    /// <summary>Its id in the definition; empty for the target of transitions without a target.</summary>
    public string NodeId => nodeId;

    public string MermaidId => mermaidId;

    public IvrNode? Source => source;

    /// <summary>The gravest event at it.</summary>
    public DiagramMark Mark { get; private set; }

    /// <summary>Remarks of the simulation.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Marks it, unless it has a graver mark.</summary>
    public void Add(DiagramMark mark) => Mark = mark > Mark ? mark : Mark;
}
