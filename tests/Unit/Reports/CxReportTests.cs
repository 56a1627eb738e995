using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.Reports;
using CxOne.Tests.Support;
using static CxOne.Tests.Reports.Definitions;

namespace CxOne.Tests.Reports;

public class CxReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(5.5));

    [Fact]
    public void Random_texts_of_the_tenant_give_well_formed_content_of_harmless_elements()
    {
        var random = new Random(42);
        for (var round = 0; round < 20; round++)
        {
            var main = Content(Report(() => RandomTexts.Text(random), RandomTexts.Definition(random, 5)).ToHtml(Now));
            Assert.Empty(main.DescendantsAndSelf().Select(element => element.Name.LocalName).Distinct().Except(
                [
                    "main", "section", "h2", "h3", "p", "span", "dl", "div", "dt", "dd", "figure", "svg", "rect", "title", "figcaption",
                    "table", "caption", "thead", "tbody", "tr", "th", "td", "pre", "ul", "li", "details", "summary"
                ]));
            Assert.Empty(main.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.LocalName).Distinct().Except(
                [
                    "id", "class", "role", "tabindex", "scope", "aria-label", "aria-labelledby", "aria-hidden", "viewBox",
                    "preserveAspectRatio", "x", "y", "width", "height"
                ]));
        }
    }

    [Fact]
    public void A_deployment_is_written_with_its_states_metrics_and_calls()
    {
        var main = Content(Report(() => "text", Definition("a", Node("a", Digit("1", "b")), Node("b"))).ToHtml(Now));
        var tables = main.Descendants("table").ToDictionary(table => table.Element("caption")!.Value, Rows);
        Assert.Equal(
            [
                "● QUEUED | 2026-03-01T06:30:00.000Z | 0 ms | 250 ms | text",
                "✗ FAILED | 2026-03-01T06:30:00.250Z | 250 ms | 1.5 s | text",
                "✗ ROLLED_BACK | 2026-03-01T06:30:01.750Z | 1.75 s | – | text"
            ],
            tables["States of the job"]);
        Assert.Equal(["1 | a | 1 | ✓ MATCH | b", "2 | b | text | ✗ NO_MATCH | (stays)"], tables["Steps"]);
        Assert.Equal(["b | 12.3 | 5.5"], tables["Time-outs"]);
        var facts = main.Descendants("dl").Elements("div").ToLookup(fact => fact.Element("dt")!.Value, fact => fact.Element("dd")!.Value);
        Assert.Equal(["1.23 s", "1.75 s"], facts["From submission to end"].Order(StringComparer.Ordinal));
        Assert.Equal(["50 %"], facts["Validations that passed"]);
        Assert.Equal(["12.35 %"], facts["Voice units used of the quota"]);
        Assert.Equal(2, main.Descendants("pre").Count(pre => pre.Attribute("class")?.Value == "mermaid"));

        // The widths are proportional to the durations of the states.
        var bar = main.Descendants("svg")
            .Elements("rect")
            .Select(part => double.Parse(part.Attribute("width")!.Value, CultureInfo.InvariantCulture))
            .ToArray();
        Assert.Equal([140, 840, 20], bar);
        Assert.Contains(
            "QUEUED for 250 ms, FAILED for 1.5 s, ROLLED_BACK",
            main.Descendants("div").Single(frame => frame.Element("svg") is not null).Attribute("aria-label")!.Value,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void A_report_is_the_same_in_every_culture(string culture)
    {
        var report = Report(() => "text", Definition("a", Node("a") with { TimeoutSeconds = 7.5 }));
        var expected = report.ToHtml(Now);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, report.ToHtml(Now));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Headings_skip_no_level_and_scrollable_regions_have_a_name_and_keyboard_focus()
    {
        var main = Content(Report(() => "text", Definition("a", Node("a"))).ToHtml(Now));
        var levels = main.Descendants()
            .Select(element => element.Name.LocalName)
            .Where(name => Regex.IsMatch(name, "^h\\d$"))
            .Select(name => name[1] - '0')
            .ToList();
        var before = 1;
        foreach (var level in levels)
        {
            Assert.True(level <= before + 1, $"h{level} after h{before}");
            before = level;
        }

        Assert.All(main.Descendants("div").Where(element => element.Attribute("class")?.Value.Split(' ').Contains("wide") == true), frame =>
        {
            Assert.Equal("0", frame.Attribute("tabindex")?.Value);
            Assert.NotEmpty(frame.Attribute("role")!.Value);
            Assert.NotEmpty(frame.Attribute("aria-label")!.Value);
        });
    }

    [Theory]
    [InlineData("--paper", "--ink", 7)]
    [InlineData("--paper", "--soft", 4.5)]
    [InlineData("--paper", "--accent", 4.5)]
    [InlineData("--panel", "--good", 4.5)]
    [InlineData("--panel", "--note", 4.5)]
    [InlineData("--panel", "--bad", 4.5)]
    [InlineData("--panel", "--soft", 4.5)]
    [InlineData("--node", "--ink", 4.5)]
    [InlineData("--paper", "--node-line", 3)]
    public void Light_and_dark_themes_have_the_contrast_that_WCAG_requires(string back, string front, double least)
    {
        foreach (var theme in ReportAssets.Text("page.css").Split(":root {").Skip(1).Take(2))
        {
            var (one, other) = (Luminance(theme, back), Luminance(theme, front));
            Assert.True((Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05) >= least, $"{front} on {back}");
        }
    }

    [Fact]
    public void A_file_is_overwritten_kept_or_refused_as_the_options_specify()
    {
        using var folder = new TempFolder();
        var path = folder["report.html"];
        ReportFile.Write(path, "ä", noClobber: true, force: false);
        Assert.Equal([0xC3, 0xA4], File.ReadAllBytes(path));
        Assert.Equal("ReportExists", Assert.Throws<CxException>(() => ReportFile.Write(path, "b", noClobber: true, force: true)).ErrorId);
        ReportFile.Write(path, "c", noClobber: false, force: false);
        Assert.Equal("c", File.ReadAllText(path));
        Assert.Equal(
            "ReportWriteFailed",
            Assert.Throws<CxException>(() => ReportFile.Write(folder.FullName, "d", noClobber: false, force: true)).ErrorId);
        Assert.Equal(
            "ReportExists",
            Assert.Throws<CxException>(() => ReportFile.Write(folder.FullName, "d", noClobber: true, force: false)).ErrorId);
    }

    private static CxReport Report(Func<string> text, IvrDefinition definition)
    {
        var nodes = definition.Nodes!;
        var call = Call(
            [Step(nodes[0].NodeId, "1", "MATCH", nodes[^1].NodeId), Step(nodes[^1].NodeId, text(), "NO_MATCH", null)],
            new IvrTimeoutEvent { NodeId = nodes[^1].NodeId, TriggeredAtSec = 12.34, ExpectedWaitSec = 5.5 }) with
            {
                Name = text(), SimulationId = text()
            };
        var job = text();
        return new CxReport
        {
            Definitions = [definition],
            Remarks = [text()],
            Deployments =
            [
                new IvrDeploymentResult
                {
                    JobId = job,
                    Status = "ROLLED_BACK",
                    TargetEnvironment = text(),
                    IvrDefinitionId = ["def", text()],
                    FailureReason = text(),
                    LatencyMs = 1234.5,
                    Attempts = 1,
                    RollbackTriggered = true,
                    AuditId = text(),
                    AuditLogId = text(),
                    Warnings = [text()],
                    Simulations =
                    [
                        call with
                        {
                            Expectation = call.Expectation with
                            {
                                ExpectEnd = text(), ExpectPath = [text()], AllowTimeout = [text()], Failures = [text()]
                            }
                        }
                    ],
                    StateHistory =
                    [
                        new(job, "QUEUED", Now),
                        new(job, "FAILED", Now.AddMilliseconds(250)),
                        new(job, "ROLLED_BACK", Now.AddMilliseconds(1750))
                    ],
                    Metrics = new IvrDeploymentMetric
                    {
                        JobId = job,
                        TargetEnvironment = text(),
                        ExportJobId = text(),
                        DeploymentLatencyMs = 1750,
                        ValidationSuccessRate = 0.5,
                        TtsResourceUtilization = 0.12346,
                        RollbackCount = 1
                    },
                },
            ],
        };
    }

    private static XElement Content(string html) => XElement.Parse(Regex.Match(html, "<main .*</main>", RegexOptions.Singleline).Value);

    private static List<string> Rows(XElement table)
        => [.. table.Element("tbody")!.Elements("tr").Select(row => string.Join(" | ", row.Elements().Select(cell => cell.Value)))];

    /// <summary>Relative luminance as WCAG 2.2 defines it.</summary>
    private static double Luminance(string theme, string name)
    {
        var hex = Regex.Match(theme, $"{name}: #([0-9a-f]{{6}});").Groups[1].Value;
        var parts = new[] { 0, 2, 4 }
            .Select(at => int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
