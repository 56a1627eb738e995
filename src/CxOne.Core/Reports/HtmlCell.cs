namespace CxOne.Reports;

/// <summary>A cell of a table.</summary>
/// <param name="Text">The text; encoded when it is written.</param>
/// <param name="Style">The style.</param>
internal readonly record struct HtmlCell(string? Text, HtmlCellStyle Style = HtmlCellStyle.Text)
{
    /// <summary>Converts text into a plain cell.</summary>
    public static implicit operator HtmlCell(string? text) => new(text);
}
