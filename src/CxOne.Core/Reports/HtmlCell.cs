namespace CxOne.Reports;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Style">How it looks.</param>
internal readonly record struct HtmlCell(string? Text, HtmlCellStyle Style = HtmlCellStyle.Text)
{
    /// <summary>Most cells are plain text.</summary>
    public static implicit operator HtmlCell(string? text) => new(text);
}
