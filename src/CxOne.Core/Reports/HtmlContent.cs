using System.Globalization;
using System.Text;

namespace CxOne.Reports;

/// <summary>
/// The content of a section, element by element. Whatever is passed in as text is encoded; only <see cref="Markup"/> is not.
/// </summary>
internal sealed class HtmlContent
{
    private readonly StringBuilder _html = new();

    /// <summary>A heading below the one of the section: level 3 or 4.</summary>
    public HtmlContent Heading(int level, string text) => Element($"h{Math.Clamp(level, 3, 4)}", text);

    /// <summary>A paragraph.</summary>
    public HtmlContent Paragraph(string text) => Element("p", text);

    /// <summary>A sentence with a state.</summary>
    public HtmlContent Remark(HtmlCellStyle style, string text)
        => Markup($"<p class=\"remark {Name(style)}\">").Markup(State(style, text)).Markup("</p>\n");

    /// <summary>A list; nothing where it is empty.</summary>
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

    /// <summary>Names and values side by side; a value that is absent is left out with its name.</summary>
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

    /// <summary>A table, which scrolls in itself where the page is too narrow. The first cell of a row names it.</summary>
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

    /// <summary>Content that opens on a click, and is printed open.</summary>
    public HtmlContent Fold(string summary, HtmlContent content)
        => Markup("<details>\n").Element("summary", summary).Markup(content.ToString()).Markup("</details>\n");

    /// <summary>A picture that this program has drawn, with what it shows in words.</summary>
    /// <param name="svg">An <c>svg</c> element whose texts are encoded.</param>
    /// <param name="description">The words, for those who cannot see it.</param>
    /// <param name="caption">Stands below it.</param>
    public HtmlContent Picture(string svg, string description, string caption)
        => Markup($"<figure>\n<div class=\"wide\" tabindex=\"0\" role=\"img\" aria-label=\"{ReportText.Html(description)}\">")
            .Markup(svg)
            .Markup("</div>\n")
            .Element("figcaption", caption)
            .Markup("</figure>\n");

    /// <summary>Markup as it stands; every value in it must have gone through <see cref="ReportText.Html"/>.</summary>
    public HtmlContent Markup(string html)
    {
        _html.Append(html);
        return this;
    }

    /// <summary>An element that holds text.</summary>
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

    /// <summary>The markup.</summary>
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
