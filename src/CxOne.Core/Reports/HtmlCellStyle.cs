namespace CxOne.Reports;

/// <summary>The style of a cell or a remark. A state also has a sign, for readers and printers without colour.</summary>
internal enum HtmlCellStyle
{
    /// <summary>Plain.</summary>
    Text,

    /// <summary>A number, aligned right.</summary>
    Number,

    /// <summary>An id or a path, in a monospaced font.</summary>
    Code,

    /// <summary>An intended state.</summary>
    Good,

    /// <summary>A state in progress, or one that needs attention.</summary>
    Note,

    /// <summary>A failed state.</summary>
    Bad,
}
