namespace CxOne.Reports;

/// <summary>A transition of a flowchart.</summary>
/// <param name="from">The source node.</param>
/// <param name="to">The target node.</param>
/// <param name="label">The input that takes it, as it is shown.</param>
/// <param name="inputType">DTMF, VOICE, TIMEOUT or NEXT; <see langword="null"/> for a transition that only a simulation took.</param>
/// <param name="input">The digit or word.</param>
internal sealed class DiagramEdge(DiagramNode from, DiagramNode to, string? label, string? inputType, string? input)
{
    public DiagramNode From => from;

    public DiagramNode To => to;

    public string? Label => label;

    public string? InputType => inputType;

    public string? Input => input;

    /// <summary>The gravest event on it.</summary>
    public DiagramMark Mark { get; private set; }

    /// <summary>The numbers of the steps that took it, from 1.</summary>
    public List<int> Steps { get; } = [];

    /// <summary>Whether it is taken without input.</summary>
    public bool IsNext => inputType == "NEXT";

    /// <summary>Whether it is taken on silence.</summary>
    public bool IsTimeout => inputType == "TIMEOUT";

    /// <summary>Marks it, unless it has a graver mark, and adds the number of a step.</summary>
    public void Add(DiagramMark mark, int? step)
    {
        Mark = mark > Mark ? mark : Mark;
        if (step is { } number)
        {
            Steps.Add(number);
        }
    }
}
