using System.Globalization;
using System.Text;

namespace CxOne.Reports;

/// <summary>
/// Builds the content of a section, element by element. All texts are encoded, except those of <see cref="Markup"/>.
/// </summary>
internal sealed class HtmlContent
{
    private readonly StringBuilder _html = new();

    /// <summary>Adds a heading of level 3 or 4, below that of the section.</summary>
    public HtmlContent Heading(int level, string text) => Element($"h{Math.Clamp(level, 3, 4)}", text);

    /// <summary>Adds a paragraph.</summary>
    public HtmlContent Paragraph(string text) => Element("p", text);

    /// <summary>Adds a sentence with a state.</summary>
    public HtmlContent Remark(HtmlCellStyle style, string text)
        => Markup($"<p class=\"remark {Name(style)}\">").Markup(State(style, text)).Markup("</p>\n");

    /// <summary>Adds a list, unless it is empty.</summary>
    public HtmlContent List(IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count > 0)
        {
            Markup("<ul>\n");
            all.ForEach(item => Element("li", item));
            Markup("</ul>\n");
        }

        return this;
    }

    /// <summary>Adds names and values side by side, without those whose value is empty.</summary>
    public HtmlContent Facts(params IEnumerable<(string Name, HtmlCell Value)> facts)
    {
        Markup("<dl class=\"facts\">\n");
        foreach (var (name, value) in facts.Where(fact => !string.IsNullOrEmpty(fact.Value.Text)))
        {
            Markup("<div>");
            _html
                .Append("<dt>")
                .Append(ReportText.Html(name))
                .Append(CultureInfo.InvariantCulture, $"</dt><dd class=\"{Name(value.Style)}\">")
                .Append(State(value.Style, value.Text))
                .Append("</dd>");
            Markup("</div>\n");
        }

        return Markup("</dl>\n");
    }

    /// <summary>Adds a table that scrolls horizontally on a narrow page. The first cell of each row is its header.</summary>
    public HtmlContent Table(string caption, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<HtmlCell>> rows)
    {
        var body = rows.ToList();
        _html
            .Append(
                CultureInfo.InvariantCulture,
                $"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{ReportText.Html(caption)}\">\n<table>\n<caption>")
            .Append(ReportText.Html(caption))
            .Append("</caption>\n<thead><tr>");
        for (var column = 0; column < headers.Count; column++)
        {
            var style = body.Count > 0 && column < body[0].Count && body[0][column].Style == HtmlCellStyle.Number
                ? " class=\"number\""
                : null;
            _html
                .Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{style}>")
                .Append(ReportText.Html(headers[column]))
                .Append("</th>");
        }

        Markup("</tr></thead>\n<tbody>\n");
        foreach (var row in body)
        {
            Markup("<tr>");
            for (var column = 0; column < row.Count; column++)
            {
                var (open, close) = column == 0 ? ("th scope=\"row\"", "th") : ("td", "td");
                _html
                    .Append(CultureInfo.InvariantCulture, $"<{open} class=\"{Name(row[column].Style)}\">")
                    .Append(State(row[column].Style, row[column].Text))
                    .Append(CultureInfo.InvariantCulture, $"</{close}>");
            }

            Markup("</tr>\n");
        }

        return Markup("</tbody>\n</table>\n</div>\n");
    }

    /// <summary>Adds content that is folded on a screen and open in print.</summary>
    public HtmlContent Fold(string summary, HtmlContent content)
        => Markup("<details>\n").Element("summary", summary).Markup(content.ToString()).Markup("</details>\n");

    /// <summary>Adds a picture with a description.</summary>
    /// <param name="svg">An <c>svg</c> element whose texts are encoded.</param>
    /// <param name="description">The description for screen readers.</param>
    /// <param name="caption">The caption below the picture.</param>
    public HtmlContent Picture(string svg, string description, string caption)
        => Markup($"<figure>\n<div class=\"wide\" tabindex=\"0\" role=\"img\" aria-label=\"{ReportText.Html(description)}\">")
            .Markup(svg)
            .Markup("</div>\n")
            .Element("figcaption", caption)
            .Markup("</figure>\n");

    /// <summary>Adds markup without encoding. All values in it must have been encoded by <see cref="ReportText.Html"/>.</summary>
    public HtmlContent Markup(string html)
    {
        _html.Append(html);
        return this;
    }

    /// <summary>Adds an element with a text.</summary>
    public HtmlContent Element(string name, string? text, string? cssClass = null)
    {
        _html.Append('<').Append(name);
        if (cssClass is not null)
        {
            _html.Append(CultureInfo.InvariantCulture, $" class=\"{ReportText.Html(cssClass)}\"");
        }

        _html.Append('>').Append(ReportText.Html(text)).Append("</").Append(name).Append(">\n");
        return this;
    }

    /// <summary>Returns the markup.</summary>
    public override string ToString() => _html.ToString();

    private static string State(HtmlCellStyle style, string? text) => style switch
    {
        HtmlCellStyle.Good => $"<span class=\"sign\" aria-hidden=\"true\">✓</span> {ReportText.Html(text)}",
        HtmlCellStyle.Note => $"<span class=\"sign\" aria-hidden=\"true\">●</span> {ReportText.Html(text)}",
        HtmlCellStyle.Bad => $"<span class=\"sign\" aria-hidden=\"true\">✗</span> {ReportText.Html(text)}",
        _ => ReportText.Html(text),
    };

    private static string Name(HtmlCellStyle style) => style switch
    {
        HtmlCellStyle.Number => "number",
        HtmlCellStyle.Code => "code",
        HtmlCellStyle.Good => "good",
        HtmlCellStyle.Note => "note",
        HtmlCellStyle.Bad => "bad",
        _ => "text",
    };
}
