namespace CxOne.Reports;

/// <summary>A way of a flowchart.</summary>
/// <param name="from">Where it begins.</param>
/// <param name="to">Where it leads to.</param>
/// <param name="label">What takes it.</param>
/// <param name="inputType">DTMF, VOICE, TIMEOUT or NEXT; nothing for a way that only a simulation took.</param>
/// <param name="input">The digit or word.</param>
internal sealed class DiagramEdge(DiagramNode from, DiagramNode to, string? label, string? inputType, string? input)
{
    /// <summary>Where it begins.</summary>
    public DiagramNode From => from;

    /// <summary>Where it leads to.</summary>
    public DiagramNode To => to;

    /// <summary>What takes it.</summary>
    public string? Label => label;

    /// <summary>DTMF, VOICE, TIMEOUT or NEXT; nothing for a way that only a simulation took.</summary>
    public string? InputType => inputType;

    /// <summary>The digit or word.</summary>
    public string? Input => input;

    /// <summary>What happened on it.</summary>
    public DiagramMark Mark { get; private set; }

    /// <summary>The steps that took it, from 1.</summary>
    public List<int> Steps { get; } = [];

    /// <summary>It is taken without input.</summary>
    public bool IsNext => inputType == "NEXT";

    /// <summary>It is taken by silence.</summary>
    public bool IsTimeout => inputType == "TIMEOUT";

    /// <summary>Marks it, unless something graver marks it already.</summary>
    public void Add(DiagramMark mark, int? step)
    {
        Mark = mark > Mark ? mark : Mark;
        if (step is { } number)
        {
            Steps.Add(number);
        }
    }
}
