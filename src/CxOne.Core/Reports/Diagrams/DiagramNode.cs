using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>A node of a flowchart.</summary>
/// <param name="nodeId">Its id in the definition.</param>
/// <param name="mermaidId">Its id in the flowchart.</param>
/// <param name="source">The node of the definition; nothing where only a way or a step names it.</param>
internal sealed class DiagramNode(string nodeId, string mermaidId, IvrNode? source)
{
    /// <summary>Its id in the definition; empty for the place that a way without a target leads to.</summary>
    public string NodeId => nodeId;

    /// <summary>Its id in the flowchart.</summary>
    public string MermaidId => mermaidId;

    /// <summary>The node of the definition; nothing where only a way or a step names it.</summary>
    public IvrNode? Source => source;

    /// <summary>What happened to it.</summary>
    public DiagramMark Mark { get; private set; }

    /// <summary>Remarks of the simulation.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Marks it, unless something graver marks it already.</summary>
    public void Add(DiagramMark mark) => Mark = mark > Mark ? mark : Mark;
}
