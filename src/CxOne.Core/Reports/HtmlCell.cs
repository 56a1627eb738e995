namespace CxOne.Reports;

/// <summary>A cell of a table.</summary>
/// <param name="Text">The text; encoded when it is written.</param>
/// <param name="Style">The style.</param>
internal readonly record struct HtmlCell(string? Text, HtmlCellStyle Style = HtmlCellStyle.Text)
{
    /// <summary>Converts text into a plain cell.</summary>
    public static implicit operator HtmlCell(string? text) => new(text);
}

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
