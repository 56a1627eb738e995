namespace CxOne.Reports;

/// <summary>What a simulated call did to a node or a way. A later one hides an earlier one.</summary>
internal enum DiagramMark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The call passed.</summary>
    Path,

    /// <summary>The input led nowhere, or the prompt could not be rendered.</summary>
    Fault,

    /// <summary>The call waited in vain.</summary>
    Timeout,
}
