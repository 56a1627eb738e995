namespace CxOne.Reports;

/// <summary>The effect of a simulated call on a node or a transition, in order of gravity.</summary>
internal enum DiagramMark
{
    /// <summary>Not on the path.</summary>
    None,

    /// <summary>On the path of the call.</summary>
    Path,

    /// <summary>There was no transition for the input, or the prompt could not be rendered.</summary>
    Fault,

    /// <summary>The call timed out.</summary>
    Timeout,
}
