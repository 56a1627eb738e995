namespace CxOne.Reports;

/// <summary>How a cell or a remark looks. A state also carries a sign of its own, for people and printers without colour.</summary>
internal enum HtmlCellStyle
{
    /// <summary>Plain.</summary>
    Text,

    /// <summary>A number, to the right.</summary>
    Number,

    /// <summary>An id or a path, in letters of equal width.</summary>
    Code,

    /// <summary>A state that is as it should be.</summary>
    Good,

    /// <summary>A state that is under way or of note.</summary>
    Note,

    /// <summary>A state that is not as it should be.</summary>
    Bad,
}
