using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CxOne.Ivr;
using CxOne.Reports;
using CxOne.Tests.Support;
using static CxOne.Tests.Reports.Definitions;

namespace CxOne.Tests.Reports;

public class PageInBrowserTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [BrowserFact]
    public async Task A_page_draws_nodes_and_path_without_a_network_and_without_console_errors()
    {
        var definition = Definition(
            "menu", Node("menu", Digit("1", "sales"), Silence("agent")), Node("sales", Silence("agent")), Node("agent"));
        var call = Call(
            [Step("menu", "1", "MATCH", "sales"), Step("sales", "timeout", "TIMEOUT", "agent")],
            new IvrTimeoutEvent { NodeId = "sales", TriggeredAtSec = 12, ExpectedWaitSec = 5 });
        var (dom, console) = await Browser.OpenAsync(IvrDiagramPage.ToHtml([(definition, call), (definition, null)], Now));
        Assert.Equal(string.Empty, console);
        Assert.Contains("data-diagrams=\"drawn\"", dom, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(dom, "<svg[^>]*aria-roledescription=\"flowchart"));
        Assert.DoesNotContain("<pre class=\"mermaid\"", dom, StringComparison.Ordinal);
        Assert.Equal(["call", "menu", "sales", "agent"], Labels(dom).Take(4).Select(label => label.Split('\n')[0]));
        Assert.Single(Regex.Matches(dom, "<g class=\"node default timeout[^>]*>"));
        Assert.Equal(2, Regex.Count(dom, "<g class=\"node default path[^>]*>"));
        Assert.Equal(2, Regex.Count(dom, "<path[^>]*class=\"[^\"]*flowchart-link[^>]*stroke:\\s?(#3b74e8|rgb\\(59, 116, 232\\))"));
        Assert.Single(Regex.Matches(dom, "<path[^>]*class=\"[^\"]*flowchart-link[^>]*stroke:\\s?(#e02424|rgb\\(224, 36, 36\\))"));
    }

    [BrowserFact]
    public async Task Texts_with_markup_and_scripts_are_drawn_literally()
    {
        var definition = RandomTexts.Definition(new Random(7), 220);
        var (dom, console) = await Browser.OpenAsync(IvrDiagramPage.ToHtml([(definition, null)], Now));
        Assert.Equal(string.Empty, console);
        Assert.Contains("data-diagrams=\"drawn\"", dom, StringComparison.Ordinal);
        var text = IvrDiagram.ToMermaid(definition).Split('\n');
        var labels = text.Where(
            line => line.StartsWith("    node_", StringComparison.Ordinal) && !line.Contains("->", StringComparison.Ordinal));
        Assert.Empty(labels.Select(AsDrawn).Except(Labels(dom)));
        Assert.Empty(text.Where(line => line.Contains("|\"", StringComparison.Ordinal)).Select(AsDrawn).Except(Labels(dom, "edgeLabel")));
        var picture = Regex.Match(dom, "<div class=\"drawing\">.*?</div>\\s*</div>\\s*<figcaption", RegexOptions.Singleline).Value;
        Assert.NotEmpty(picture);
        Assert.Empty(Regex.Matches(picture, "<(script|img|a|iframe|object|i|strong|em|code|ul|ol|li)[ >]"));
        Assert.DoesNotMatch("<[^>]* on\\w+=", picture);
    }

    [BrowserFact]
    [Trait(Tier.Name, Tier.Full)]
    public async Task A_definition_of_600_nodes_is_drawn()
    {
        var ids = Enumerable.Range(0, 600).Select(number => $"node-{number}").ToArray();
        var nodes = ids.Select((id, number) => Node(id, Digit("1", ids[(number + 1) % ids.Length]))).ToArray();
        var (dom, console) = await Browser.OpenAsync(IvrDiagramPage.ToHtml([(Definition(ids[0], nodes), null)], Now));
        Assert.Equal(string.Empty, console);
        Assert.Contains("data-diagrams=\"drawn\"", dom, StringComparison.Ordinal);
        Assert.Equal(601, Labels(dom).Count);
    }

    /// <summary>Returns the visible texts of the nodes or transitions with their line breaks.</summary>
    private static List<string> Labels(string dom, string kind = "nodeLabel")
        => [.. Regex.Matches(dom, $"<span[^>]*class=\"{kind}[^>]*>(.*?)</span>", RegexOptions.Singleline)
            .Select(match => WebUtility.HtmlDecode(
                Regex.Replace(match.Groups[1].Value.Replace("<br>", "\n", StringComparison.Ordinal), "<[^>]*>", string.Empty)))];

    /// <summary>Returns the expected text of a line of the flowchart: its label without escapes.</summary>
    private static string AsDrawn(string line)
    {
        var label = Regex.Match(line, "\"(.*)\"").Groups[1].Value.Replace("<br/>", "\n", StringComparison.Ordinal);
        return Regex.Replace(
            label, "#(\\d+);", match => char.ConvertFromUtf32(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
    }
}
