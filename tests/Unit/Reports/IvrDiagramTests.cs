using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CxOne.Ivr;
using CxOne.Reports;
using static CxOne.Tests.Reports.Definitions;

namespace CxOne.Tests.Reports;

public class IvrDiagramTests
{
    /// <summary>The allowed lines of a flowchart. Outside quotation marks they contain no text of users.</summary>
    private static readonly Regex Line = new(
        """
        ^(flowchart\ TD
        |\ {4}entry\(\("call"\)\)
        |\ {4}node_\w*(\[|\(|\{\{|\[\(|\[\[|\(\[)"[^"`<>\[\]{}()|:;\\$%*@&]*(?:(?:\#\d+;|<br/>)[^"`<>\[\]{}()|:;\\$%*@&\#]*)*"(\]|\)|\}\}|\)\]|\]\]|\]\))
        |\ {4}(entry|node_\w*)\ (-->|-\.->)(\|"(?:[^"`<>|:;\#]|\#\d+;|<br/>)*"\|)?\ node_\w*
        |\ {4}classDef\ \w+\ [-#\w:, ]+
        |\ {4}class\ [\w,]+\ \w+
        |\ {4}linkStyle\ [\d,]+\ [-#\w:,]+)$
        """,
        RegexOptions.IgnorePatternWhitespace);

    [Fact]
    public void Nodes_have_the_shape_of_their_type_and_transitions_the_label_of_their_input()
    {
        var text = IvrDiagram.ToMermaid(Definition(
            "main-menu",
            new IvrNode
            {
                NodeId = "main-menu",
                Name = "Main",
                Type = "MENU",
                TimeoutSeconds = 7.5,
                Prompt = new IvrPrompt { Text = "Press 1 for sales. \"Stay\" on the line" },
                Edges =
                [
                    Digit("1", "sales"),
                    Digit("#", "sales"),
                    Silence("end"),
                    new IvrEdge { Input = "sales", InputType = "VOICE", NextNodeId = "sales" }
                ],
            },
            new IvrNode { NodeId = "sales", Type = "QUEUE", QueueId = "queue-1" },
            new IvrNode { NodeId = "end", Type = "HANGUP" }));
        Assert.Equal(
            """
            flowchart TD
                entry(("call"))
                node_main_menu{{"main-menu<br/>Main<br/>MENU, waits 7#46;5 s<br/>“Press 1 for sales. #34;Stay#34; on the line”"}}
                node_sales[("sales<br/>QUEUE queue-1")]
                node_end(["end<br/>HANGUP"])
                entry --> node_main_menu
                node_main_menu -->|"1"| node_sales
                node_main_menu -->|"#35;"| node_sales
                node_main_menu -.->|"time-out 7#46;5 s"| node_end
                node_main_menu -->|"“sales”"| node_sales
            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void The_path_is_numbered_and_includes_transitions_without_input_and_time_outs_are_red()
    {
        var definition = Definition(
            "hello",
            Node("hello", Next("menu")),
            Node("menu", Digit("1", "info"), Silence("agent")),
            Node("info", Next("menu")),
            Node("agent"));
        var call = Call(
            [Step("menu", "1", "MATCH", "menu"), Step("menu", "timeout", "TIMEOUT", "agent")],
            new IvrTimeoutEvent { NodeId = "menu", TriggeredAtSec = 12.04, ExpectedWaitSec = 5 });
        var lines = IvrDiagram.ToMermaid(definition, call).Split('\n');

        // Transitions by number: 0 the call itself, 1 hello > menu, 2 menu > info, 3 the time-out, 4 info > menu.
        Assert.Contains("    node_menu -->|\"1<br/>step 1\"| node_info", lines);
        Assert.Contains("    node_menu -.->|\"time-out<br/>step 2\"| node_agent", lines);
        Assert.Contains(lines, line => line.StartsWith("    linkStyle 0,1,2,4 stroke:#3b74e8", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("    linkStyle 3 stroke:#e02424", StringComparison.Ordinal));
        Assert.Contains("    class node_hello,node_info,node_agent path", lines);
        Assert.Contains("    class node_menu timeout", lines);
        Assert.Contains(lines, line => line.Contains("timed out at 12 s", StringComparison.Ordinal));
    }

    [Fact]
    public void A_step_that_stays_is_noted_at_its_node_and_a_step_without_a_transition_gets_a_dotted_one()
    {
        var definition = Definition("a", Node("a", Digit("1", "b")), Node("b"));
        var lines = IvrDiagram.ToMermaid(
            definition,
            Call([
                Step("a", "9", "NO_MATCH", null),
                Step("a", "7", "MATCH", "b"),
                Step("b", "1", "MATCH", "ghost", noVoice: true)])).Split('\n');
        Assert.Contains(lines, line => line.Contains("step 1#58; no transition for 9, stays", StringComparison.Ordinal));
        Assert.Contains("    node_a -->|\"1<br/>step 2\"| node_b", lines);
        Assert.Contains("    node_b -.->|\"1<br/>step 3\"| node_ghost", lines);
        Assert.Contains("    class node_a,node_b fault", lines);
        Assert.Contains(lines, line => line.Contains("prompt cannot be rendered", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("#40;not in the definition#41;", StringComparison.Ordinal));
    }

    [Fact]
    public void Invalid_definitions_are_drawn_as_they_are()
    {
        var twice = Definition(
            "nowhere", Node("a-b", Digit("1", null), Digit("2", "gone")), Node("a-b"), Node("a_b"), Node("end"), Node("ä"), Node("style"));
        var lines = IvrDiagram.ToMermaid(twice).Split('\n');
        Assert.Equal(
            ["node_a_b", "node_a_b_2", "node_end", "node__", "node_style", "node_nowhere", "node_", "node_gone"],
            lines.Select(line => Regex.Match(line, "^ +(node_\\w*)[\\[({]").Groups[1].Value).Where(id => id.Length > 0));
        Assert.Contains("    entry --> node_nowhere", lines);
        Assert.Equal("flowchart TD\n    entry((\"call\"))", IvrDiagram.ToMermaid(new IvrDefinition { Id = "empty" }));
        Assert.All(lines, line => Assert.Matches(Line, line));
    }

    [Fact]
    public void A_simulation_of_another_definition_is_refused()
        => Assert.Throws<ArgumentException>(() => IvrDiagram.ToMermaid(Definition("a") with { Id = "other" }, Call([])));

    [Theory]
    [InlineData("end", "end")]
    [InlineData("1. First", "1#46; First")]
    [InlineData("- item", "#45; item")]
    [InlineData("snake_case-word", "snake_case-word")]
    [InlineData("_a_", "#95;a#95;")]
    [InlineData("a\r\nb\u2028c\td  e", "a b c d e")]
    [InlineData("<script>", "#60;script#62;")]
    [InlineData("`md`", "#96;md#96;")]
    [InlineData("%%{init}%%", "#37;#37;#123;init#125;#37;#37;")]
    [InlineData("#quot;", "#35;quot#59;")]
    [InlineData("ﬂ°°34¶ß", "fl#176;#176;34#182;#8288;ß")]
    [InlineData("the direction LR", "the direction#32;LR")]
    [InlineData("C:\\new fa:fa-ban", "C#58;#92;#8288;new fa#58;#8288;fa-ban")]
    [InlineData("$$x$", "#36;#8288;#36;x#36;")]
    [InlineData("Größe 你好 مرحبا", "Größe 你好 مرحبا")]
    [InlineData("😀", "#128512;")]
    [InlineData("a\0b\u202Ec", "a#65533;b#65533;c")]
    [InlineData("www.x.y", "www#46;x#46;y")]
    [InlineData("  ", "#160;")]
    [InlineData(null, "#160;")]
    public void A_label_contains_no_character_with_a_meaning_in_Mermaid(string? text, string label)
        => Assert.Equal(label, MermaidText.Label(text));

    [Fact]
    public void A_long_label_is_cut_between_grapheme_clusters()
    {
        var family = "👨‍👩‍👧";
        var label = MermaidText.Label(string.Concat(Enumerable.Repeat(family, 100)), 3);
        Assert.Equal(MermaidText.Label(family + family) + "…", label);
    }

    [Fact]
    public void No_random_text_breaks_the_syntax_of_its_line()
    {
        var random = new Random(20260301);
        for (var round = 0; round < 2000; round++)
        {
            var definition = RandomTexts.Definition(random, 4);
            var call = Call([
                Step(definition.Nodes![0].NodeId, RandomTexts.Text(random), "MATCH", definition.Nodes[1].NodeId),
                Step(RandomTexts.Text(random), RandomTexts.Text(random), "NO_MATCH", null)]);
            foreach (var line in IvrDiagram.ToMermaid(definition, call).Split('\n'))
            {
                Assert.True(Line.IsMatch(line), $"Round {round.ToString(CultureInfo.InvariantCulture)}: {line}");

                // Mermaid removes the last semicolon of text that resembles a colour style.
                Assert.DoesNotMatch("(style|classDef).*:\\S*#.*;", line);
            }
        }
    }
}
