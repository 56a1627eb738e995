using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CxOne.Reports;

namespace CxOne.Tests.Reports;

public class HtmlPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 23, 4, 5, 678, TimeSpan.FromHours(-5));

    [Fact]
    public void Markup_in_a_value_is_encoded()
    {
        const string Evil = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&amp;";
        var content = new HtmlContent()
            .Heading(3, Evil).Paragraph(Evil).Remark(HtmlCellStyle.Bad, Evil).List([Evil])
            .Facts((Evil, Evil)).Table(Evil, [Evil], [[Evil, new HtmlCell(Evil, HtmlCellStyle.Good)]])
            .Fold(Evil, new HtmlContent().Element("p", Evil, Evil))
            .Picture("<svg></svg>", Evil, Evil);
        var page = new HtmlPage { Title = Evil, Subtitle = Evil, WrittenAt = Now };
        page.AddSection(Evil, content);
        page.AddSection("b", new HtmlContent());
        page.AddSection("c", new HtmlContent());
        var html = page.ToString();
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"'>", html, StringComparison.Ordinal);
        Assert.Contains("&amp;amp;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_allows_no_loading_and_only_the_scripts_of_the_page()
    {
        var page = new HtmlPage { Title = "t", WrittenAt = Now };
        page.AddScript("let a = 1;\r\nlet b = 2;");
        var html = page.ToString();
        var script = Regex.Match(html, "<script>(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        var style = Regex.Match(html, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        Assert.Contains(
            $"content=\"default-src 'none'; script-src 'sha256-{Hash(script)}'; "
                + $"style-src 'sha256-{Hash(style)}'; base-uri 'none'; form-action 'none'\"",
            html,
            StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https://", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("x = '</script>';")]
    [InlineData("x = '<!--<SCRIPT>';")]
    public void A_script_with_a_script_tag_is_refused(string script)
        => Assert.Throws<ArgumentException>(() => new HtmlPage { Title = "t", WrittenAt = Now }.AddScript(script));

    [Fact]
    public void A_page_declares_its_language_and_its_headings_skip_no_level()
    {
        var page = new HtmlPage { Title = "The title", WrittenAt = Now };
        page.AddSection("First", new HtmlContent().Heading(3, "Inner"));
        var html = page.ToString();
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Equal(["h1", "h2", "h3"], Regex.Matches(html, "<(h[1-6])").Select(match => match.Groups[1].Value));
        Assert.Single(Regex.Matches(html, "<main "));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void Times_and_numbers_are_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal("2026-03-02T04:04:05.678Z", ReportText.Time(Now));
            Assert.Equal("2026-03-02T04:04:05Z", ReportText.Second(Now));
            Assert.Equal("1234.5", ReportText.Number(1234.46));
            Assert.Equal("12.35 %", ReportText.Share(0.12346));
            Assert.Equal("1.5 s", ReportText.Duration(1500));
            Assert.Contains(
                "datetime=\"2026-03-02T04:04:05Z\"", new HtmlPage { Title = "t", WrittenAt = Now }.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Control_and_direction_characters_are_replaced()
        => Assert.Equal("a\uFFFD\uFFFD\uFFFDb\n\tü😀", ReportText.Clean("a\0\u202E\uD800b\n\tü😀"));

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
