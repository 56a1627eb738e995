using System.Globalization;
using System.Text;

namespace CxOne.Reports;

/// <summary>
/// Encodes texts for Mermaid flowcharts. Letters and digits of all scripts stay unchanged. Characters with a meaning in Mermaid, Markdown
/// or HTML are written as numbers (<c>#34;</c>), which Mermaid decodes only when it draws.
/// </summary>
internal static class MermaidText
{
    private const string Cut = "…";

    /// <summary>Has no width and allows no line break.</summary>
    private const char Joiner = '\u2060';

    /// <summary>Encodes a text for a label in double quotes, on one line.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">The maximum length in grapheme clusters; longer texts are cut.</param>
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

        // Mermaid reads a line that contains 'direction LR' as a statement, even within quotation marks.
        return label.Replace("direction ", "direction#32;").ToString();
    }

    /// <summary>
    /// Returns an id for Mermaid: <c>node_</c>, then ASCII letters, digits and underscores. Two texts may have the same id.
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
    /// Replaces white space by single spaces, and separates character pairs that Mermaid interprets even in escaped labels, because it
    /// decodes them more than once: its own marks (a ligature with a degree sign, a pilcrow with a sharp s), formulas (two dollar signs),
    /// line breaks (backslash and n) and icons (<c>fa:fa-name</c>).
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
