using System.Text;
using CxOne.Ivr;

namespace CxOne.Tests.Reports;

/// <summary>Creates random texts of characters with a meaning in Mermaid, Markdown, HTML or Unicode.</summary>
internal static class RandomTexts
{
    private static readonly string[] Pieces =
    [
        "end", "graph", "subgraph", "style x fill:#fff;", "linkStyle", "classDef a:b#c;", "click a callback", "href", "default",
        "direction LR", "flowchart", "\"", "'", "`", "[", "]",
        "{", "}", "{{", "}}", "(", ")", "((", "))", "|", "||", "-->", "-.->", "==>", "---", "--o", "~~~", "&", "&amp;", "&#34;", "#quot;",
        "#35;", "#", ";", ":", ":::", "%%", "%%{init: {}}%%",
        "<", ">", "<br/>", "</p>", "</pre>", "<!--", "-->", "<script>x()</script>", "<img src=x onerror=x()>", "javascript:x()", "$$x$$",
        "\\", "\\n", "/", "*", "**b**", "_", "__", "- ", "+ ", "1. ", "1) ",
        "~~s~~", "![a](b)", "[a](javascript:x)", "www.a.b", "a@b.c", "fa:fa-ban", "@{ shape: x }", "accTitle: x", "---\ntitle: x\n---",
        "\n", "\r\n", "\t", "\u2028", "\u0085", "\0", "\u001b", "\u202e", "\u200f",
        "\ufeff", "\ufb02", "\ufb02°", "°", "¶ß", "ß", "é", "e\u0301", "你好", "مرحبا", "😀", "👨‍👩‍👧", "\ud800", "\udc00", "\uffff", " ",
        "  ", "1", "2", "word", "Word.", "it's", ",", "?", "!", "…", "“q”",
    ];

    /// <summary>Returns a text of one to six pieces.</summary>
    public static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(1, 7); left > 0; left--)
        {
            text.Append(random.Next(4) == 0 ? ((char)random.Next(1, 0x250)).ToString() : Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    /// <summary>Returns a definition with such texts, in which each piece is also a prompt of its own.</summary>
    public static IvrDefinition Definition(Random random, int nodes)
    {
        var ids = Enumerable.Range(0, nodes).Select(number => $"{Text(random)}{number}").ToArray();
        return new IvrDefinition
        {
            Id = "def",
            Name = Text(random),
            Description = Text(random),
            EntryNodeId = ids[0],
            Nodes = [.. ids.Select((id, number) => new IvrNode
            {
                NodeId = id,
                Name = Text(random),
                Type = random.Next(3) == 0 ? Text(random) : "MENU",
                QueueId = random.Next(3) == 0 ? Text(random) : null,
                Prompt = new IvrPrompt { Text = number < Pieces.Length ? Pieces[number] : Text(random) },
                Edges =
                [
                    new IvrEdge
                    {
                        Input = Text(random),
                        InputType = random.Next(2) == 0 ? "DTMF" : Text(random),
                        NextNodeId = ids[(number + 1) % nodes]
                    }
                ],
            })],
        };
    }
}
