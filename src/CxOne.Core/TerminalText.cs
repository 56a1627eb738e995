using System.Buffers;
using System.Globalization;
using System.Text;

namespace CxOne;

/// <summary>Makes text of another party fit for a terminal: what would act on the screen, or hide, is shown as a visible escape.</summary>
/// <remarks>
/// Escaped are control characters (C0 with ESC, CR, LF, TAB and BS, DEL, C1), the line and paragraph separators, lone surrogates, and
/// format characters: those that change the direction of text (U+200E, U+200F, U+061C, U+202A to U+202E, U+2066 to U+2069) and those that
/// nobody sees (zero width space, word joiner, byte order mark, tags and their kind). Not escaped are the zero width joiner and non-joiner,
/// which emoji and several scripts need, the soft hyphen, and the number signs of the Arabic script, which are visible. An escape has
/// JSON's form, <c>\n</c>, <c>\r</c>, <c>\t</c> or <c>\u001B</c>, so that the search for secrets finds it as well. Escaped text stays as it
/// is when it is escaped again.
/// </remarks>
public static class TerminalText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(unit => char.IsSurrogate(unit) || IsEscaped(unit))]);

    /// <summary>Shows every control and invisible character of a text as an escape.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One line without control characters.</returns>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.AsSpan().IndexOfAny(Suspects);
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16).Append(text, 0, at);
        while (at < text.Length)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune))
            {
                Append(result, text.AsSpan(at, rune.Utf16SequenceLength), IsEscaped(rune.Value));
                at += rune.Utf16SequenceLength;
            }
            else
            {
                Append(result, text.AsSpan(at, 1), isEscaped: true);
                at++;
            }
        }

        return result.ToString();
    }

    /// <summary>A message fit to be shown: escaped, and without the user info of any URI.</summary>
    /// <param name="message">The message.</param>
    public static string Message(string message) => UserInfoRedactor.WithoutUserInfo(Escape(message));

    private static void Append(StringBuilder result, ReadOnlySpan<char> units, bool isEscaped)
    {
        if (!isEscaped)
        {
            result.Append(units);
            return;
        }

        foreach (var unit in units)
        {
            _ = unit switch
            {
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                _ => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}"),
            };
        }
    }

    private static bool IsEscaped(int code) => CharUnicodeInfo.GetUnicodeCategory(code) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format =>
            code is not (0xAD or 0x200C or 0x200D or (>= 0x600 and <= 0x605) or 0x6DD or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD),
        _ => false,
    };
}
