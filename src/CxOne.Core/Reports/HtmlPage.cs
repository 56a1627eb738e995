using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CxOne.Reports;

/// <summary>
/// A self-contained HTML page: it contains its styles and scripts, and its content security policy allows only these scripts, by their
/// hashes. It follows the light or dark theme of the browser, and is readable on a phone and printable.
/// </summary>
internal sealed class HtmlPage
{
    private readonly List<(string Id, string Title, HtmlContent Content)> _sections = [];
    private readonly List<string> _scripts = [];

    /// <summary>The heading and the title of the window.</summary>
    public required string Title { get; init; }

    /// <summary>A line below the heading.</summary>
    public string? Subtitle { get; init; }

    /// <summary>The time of writing that the page shows.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Whether scripts of the page may set inline styles. Styles still cannot load anything.</summary>
    public bool AllowsInlineStyles { get; set; }

    /// <summary>Adds a section with a heading.</summary>
    public void AddSection(string title, HtmlContent content)
        => _sections.Add((string.Create(CultureInfo.InvariantCulture, $"section-{_sections.Count + 1}"), title, content));

    /// <summary>Adds a script that runs after the page is parsed.</summary>
    /// <exception cref="ArgumentException">The script contains a script tag, which would end its element.</exception>
    public void AddScript(string script)
    {
        if (script.Contains("<script", StringComparison.OrdinalIgnoreCase)
            || script.Contains("</script", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(ReportsMessages.ScriptTag, nameof(script));
        }

        // A browser converts line ends to line feeds before it computes the hash.
        _scripts.Add(script.ReplaceLineEndings("\n"));
    }

    /// <summary>Returns the HTML of the page.</summary>
    public override string ToString()
    {
        var style = ReportAssets.Text("page.css").ReplaceLineEndings("\n");
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy(style)}\">\n");
        html.Append(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light "
                + "dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<meta name=\"generator\" content=\"CxOne {Version}\">\n"
                + $"<title>{ReportText.Html(Title)}</title>\n<style>{style}</style>\n</head>\n<body>\n");
        html.Append("<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<header>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{ReportText.Html(Title)}</h1>\n");
        if (Subtitle is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"subtitle\">{ReportText.Html(Subtitle)}</p>\n");
        }

        html.Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"written\">Written <time "
                + $"datetime=\"{ReportText.Second(WrittenAt)}\">{ReportText.Second(WrittenAt)}</time> by "
                + $"CxOne {Version}. Times are UTC.</p>\n</header>\n");
        if (_sections.Count > 2)
        {
            html.Append("<nav aria-label=\"Sections\"><ul>\n");
            _sections.ForEach(section =>
                html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{section.Id}\">{ReportText.Html(section.Title)}</a></li>\n"));
            html.Append("</ul></nav>\n");
        }

        html.Append("<main id=\"content\">\n");
        foreach (var (id, title, content) in _sections)
        {
            html
                .Append(
                    CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{ReportText.Html(title)}</h2>\n")
                .Append(content)
                .Append("</section>\n");
        }

        html.Append("</main>\n");
        _scripts.ForEach(script => html.Append("<script>").Append(script).Append("</script>\n"));
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static string Version { get; } = typeof(HtmlPage).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    private string Policy(string style)
    {
        var scripts = _scripts.Count == 0 ? "'none'" : string.Join(' ', _scripts.Select(Hash));
        return $"default-src 'none'; script-src {scripts}; "
            + $"style-src {(AllowsInlineStyles ? "'unsafe-inline'" : Hash(style))}; base-uri 'none'; form-action 'none'";
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
