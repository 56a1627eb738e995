using System.Globalization;
using System.Text;

namespace CxOne.Reports;

/// <summary>
/// Text inside a Mermaid flowchart. Letters and digits of every script stand as they are; what Mermaid, its Markdown or its HTML
/// could take for something else is written by its number (<c>#34;</c>), which Mermaid turns back only when it draws.
/// </summary>
internal static class MermaidText
{
    private const string Cut = "…";

    /// <summary>Has no width and parts no word.</summary>
    private const char Joiner = '\u2060';

    /// <summary>Text for a label in double quotes, on one line.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">Characters as people count them; what is longer is cut.</param>
    public static string Label(string? text, int longest = 80)
    {
        var runes = Shorten(OneLine(text), longest).EnumerateRunes().ToArray();
        if (runes.Length == 0)
        {
            // A label must not be empty.
            return "#160;";
        }

        var label = new StringBuilder();
        for (var index = 0; index < runes.Length; index++)
        {
            if (IsPlain(runes, index))
            {
                label.Append(runes[index].ToString());
            }
            else
            {
                label.Append(CultureInfo.InvariantCulture, $"#{runes[index].Value};");
            }
        }

        // A line that holds 'direction LR' anywhere is a statement to Mermaid, even within quotation marks.
        return label.Replace("direction ", "direction#32;").ToString();
    }

    /// <summary>
    /// An id that Mermaid reads as an id: <c>node_</c>, then letters, digits and underlines. Two texts may have the same one.
    /// </summary>
    public static string Id(string text)
    {
        var id = new StringBuilder("node_");
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, 40)))
        {
            id.Append(char.IsAsciiLetterOrDigit(character) ? character : '_');
        }

        return id.ToString();
    }

    /// <summary>
    /// White space becomes single blanks. Mermaid decodes labels more than once and looks even in what was escaped for its own marks
    /// (the ligature with a degree sign, a pilcrow with a sharp s), formulas (two dollar signs), line breaks (backslash and n)
    /// and icons (<c>fa:fa-name</c>): those are parted.
    /// </summary>
    private static string OneLine(string? text)
    {
        var line = new StringBuilder();
        foreach (var rune in ReportText.Clean(text).Replace("\uFB02", "fl", StringComparison.Ordinal).EnumerateRunes())
        {
            if (line.Length > 0 && (line[^1], rune.Value) is ('¶', 'ß') or ('$', '$') or ('\\', 'n') or (':', 'f'))
            {
                line.Append(Joiner);
            }

            if (!Rune.IsWhiteSpace(rune))
            {
                line.Append(rune.ToString());
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    private static string Shorten(string text, int longest)
    {
        var elements = StringInfo.ParseCombiningCharacters(text);
        return elements.Length <= longest ? text : text[..elements[longest - 1]].TrimEnd() + Cut;
    }

    private static bool IsPlain(Rune[] runes, int index)
    {
        var rune = runes[index];
        return rune.Value switch
        {
            ' ' or ',' or '?' or '…' or '“' or '”' => true,

            // Within a word they can begin neither a list nor an emphasis.
            '-' or '_' or '\'' => IsWord(runes, index - 1) && IsWord(runes, index + 1),

            // The end of a sentence; after a digit it could begin a list, within a word a link.
            '.' => index > 0 && Rune.IsLetter(runes[index - 1]) && (index == runes.Length - 1 || runes[index + 1].Value is ' ' or '”'),
            _ => Rune.IsLetterOrDigit(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark,
        };
    }

    private static bool IsWord(Rune[] runes, int index) => index >= 0 && index < runes.Length && Rune.IsLetterOrDigit(runes[index]);
}
